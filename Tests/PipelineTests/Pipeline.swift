import Foundation
import SQLite
import TestSupport
import Testing

/// A definition of `Pipelines`, run on a delivery of registers into a database of its own.
struct Pipeline: CustomTestStringConvertible, Sendable {
  /// The name of its file, without `.yaml`.
  let name: String

  var testDescription: String { name }

  /// Every definition there is: a new register is tested by being there.
  static let all: [Pipeline] = {
    let folder = Product.root.appendingPathComponent("Pipelines").path
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.filter { $0.hasSuffix(".yaml") }.sorted()
      .map { Pipeline(name: String($0.dropLast(5))) }
  }()

  var path: String { Product.root.appendingPathComponent("Pipelines/\(name).yaml").path }

  /// The folders of the delivery that it reads.
  func folders() throws -> Set<String> {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    return Set(text.matches(of: /\$\{param:du_lieu\}\/([a-z-]+)\//).map { String($0.1) })
  }

  /// Runs it, and returns what it found and loaded.
  func run(on delivery: String) async throws -> (outcome: Command.Outcome, result: DeliveryResult) {
    let database = TemporaryDirectory.path + "/out.sqlite"
    let outcome = try await Command(
      Product.sohoa,
      [
        "run", path, "--set", "du_lieu=\(delivery)", "--database", "sqlite:\(database)", "--quiet",
      ]
    ).run(timeout: 200)
    return (outcome, try DeliveryResult(database: database))
  }
}

/// What became of a delivery's rows: by the truth beside it, or by the ledger.
struct DeliveryResult {
  /// `register/file record rule field`, of keys without the field.
  var findings: Set<String> = []
  /// `register/file member` with the counts of rows read, loaded, duplicate and rejected.
  var units: [String: [Int]] = [:]

  private mutating func note(_ unit: String, _ record: String, _ rule: String, _ field: String) {
    let isKey = rule == "I-KEY-SAME" || rule == "E-KEY-DUP"
    findings.insert("\(unit) \(record) \(rule) \(isKey ? "" : field)")
  }

  /// Reads the truth about the registers in some folders.
  init(truthOf folders: Set<String>, in delivery: String) throws {
    func lines(_ name: String) throws -> [[String]] {
      let text = try String(contentsOfFile: "\(delivery)/\(name)", encoding: .utf8)
      return text.split(separator: "\n").dropFirst().map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
    }
    func isWanted(_ unit: String) -> Bool {
      folders.contains(String(unit.prefix { $0 != "/" }))
    }
    for line in try lines("truth.csv") where isWanted(line[0]) {
      note(line[0], line[2], line[3], line[4])
    }
    for line in try lines("truth-units.csv") where isWanted(line[0]) {
      units["\(line[0]) \(line[1])"] = line[3...].compactMap { Int($0) }
    }
  }

  /// Reads the ledger; warnings refuse nothing and are left out.
  init(database: String) throws {
    let connection = try Connection(path: database, mode: .readWrite)
    func unit(_ path: String) -> String {
      path.split(separator: "/").suffix(2).joined(separator: "/")
    }
    let found = try connection.prepare(
      "SELECT u.path, f.record, f.rule, f.field FROM sohoa_finding f"
        + " JOIN sohoa_unit u ON u.unit = f.unit WHERE f.severity <> 'warn'")
    while try found.step() {
      let texts = (0..<4).map { found.string(at: $0) ?? "" }
      note(unit(texts[0]), texts[1], texts[2], texts[3])
    }
    let counts = try connection.prepare(
      "SELECT u.path, u.member, coalesce(sum(read), 0), coalesce(sum(loaded), 0),"
        + " coalesce(sum(duplicate), 0), coalesce(sum(rejected), 0) FROM sohoa_unit u"
        + " LEFT JOIN sohoa_checkpoint c ON c.unit = u.unit GROUP BY u.unit")
    while try counts.step() {
      let name = "\(unit(counts.string(at: 0) ?? "")) \(counts.string(at: 1) ?? "")"
      units[name] = (2..<6).map { Int(counts.int64(at: $0)) }
    }
  }
}
