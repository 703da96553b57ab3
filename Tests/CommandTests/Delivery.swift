import Foundation
import TestSupport

/// The sample delivery in a directory of its own, with the command to run there.
struct Delivery {
  let command: Prompt
  static let pipeline = "Pipelines/khai-sinh.yaml"

  /// Copies the sample into the running test's directory.
  init() throws {
    command = Prompt(in: TemporaryDirectory.path)
    try command.copy("Pipelines", "SampleData")
  }

  /// Loads the delivery, without a word.
  static func loaded() async throws -> Delivery {
    let delivery = try Delivery()
    _ = try await delivery.command.run(["run", pipeline, "--quiet"])
    return delivery
  }

  /// Runs a verb and reads its output as JSON.
  func json(_ arguments: String...) async throws -> Any {
    let result = try await command.run(arguments)
    return try JSONSerialization.jsonObject(with: Data(result.output.utf8))
  }

  /// The output without what differs from run to run: times, memory and the command's own path.
  func masked(_ text: String) -> String {
    var text = text.replacingOccurrences(of: Product.sohoa, with: "sohoa")
    for (pattern, mask) in [
      (#"\d+,\d s"#, "0,0 s"), (#"\d+ MB"#, "00 MB"),
      (#"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"#, "TIME"), (#" [0-9a-f]{16} "#, " HASH "),
    ] {
      text = text.replacingOccurrences(of: pattern, with: mask, options: .regularExpression)
    }
    return text
  }

  /// Every file below the directory, with its size and the time of its last change.
  func snapshot() throws -> [String] {
    let root = URL(fileURLWithPath: command.directory)
    let names = try FileManager.default.subpathsOfDirectory(atPath: root.path)
    return try names.sorted().map { name in
      let facts = try FileManager.default.attributesOfItem(atPath: root.path + "/" + name)
      let changed = (facts[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
      return "\(name) \(facts[.size] ?? 0) \(changed)"
    }
  }
}

/// The keys of a JSON object, in order.
func keys(_ value: Any?) -> [String] { ((value as? [String: Any]) ?? [:]).keys.sorted() }

/// The objects of a JSON array.
func objects(_ value: Any?) -> [[String: Any]] { (value as? [[String: Any]]) ?? [] }
