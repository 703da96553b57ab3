import Foundation
import Planning
import Testing
import Yams

@Suite struct EditorSchemaTests {
  private static let pipelines = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Pipelines")
    .path

  private static func definitions(_ folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { $0.hasSuffix(".yaml") }.sorted().map { folder + "/" + $0 }
  }

  /// What does not fit a schema in a file.
  private func problems(_ path: String, _ schema: String) throws -> [String] {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    return try SchemaValidator(schema).problems(try value(text))
  }

  /// A text as YAML 1.2 reads it, to which a day is text.
  private func value(_ text: String) throws -> Any {
    try Yams.load(yaml: text, .default.removing(.timestamp)) ?? NSNull()
  }

  @Test("Every shipped definition fits the schema that editors check with")
  func definitions() throws {
    let files = Self.definitions(Self.pipelines)
    #expect(!files.isEmpty)
    for file in files { #expect(try problems(file, JSONSchema.text) == [], "\(file)") }
  }

  @Test("Every shipped file of test cases fits its schema")
  func cases() throws {
    let files = Self.definitions(Self.pipelines + "/tests")
    #expect(!files.isEmpty)
    for file in files { #expect(try problems(file, JSONSchema.cases) == [], "\(file)") }
  }

  @Test(
    "What the command refuses, the schema refuses",
    arguments: [
      "sohoa: 2\nname: p\nextract: { s: { files: a, csv: {} } }\nload: { t: {} }",
      "sohoa: 1\nname: P\nextract: { s: { files: a, csv: {} } }\nload: { t: {} }",
      "sohoa: 1\nname: p\nextract: { s: { fils: a, csv: {} } }\nload: { t: {} }",
      "sohoa: 1\nname: p\nextract: { s: { files: a, csv: {}, xml: { record: /a } } }\nload: { t: {} }",
      "sohoa: 1\nname: p\nload: { t: {} }",
      "sohoa: 1\nname: p\nextract: { s: { files: a, csv: {} } }\nload: { t: { mode: insert } }",
    ])
  func refusals(definition: String) throws {
    let good = "sohoa: 1\nname: p\nextract: { s: { files: a, csv: {} } }\nload: { t: {} }"
    let validator = try SchemaValidator(JSONSchema.text)
    #expect(validator.problems(try value(good)) == [])
    #expect(validator.problems(try value(definition)) != [])
  }

  @Test("Every key has hover text in English and in Vietnamese", arguments: [true, false])
  func hoverText(isPipeline: Bool) throws {
    let text = isPipeline ? JSONSchema.text : JSONSchema.cases
    let root = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let tables = [root ?? [:]] + ((root?["$defs"] as? [String: [String: Any]]) ?? [:]).values
    var count = 0
    for table in tables {
      for (key, property) in (table["properties"] as? [String: [String: Any]]) ?? [:] {
        let lines = (property["description"] as? String ?? "").split(separator: "\n")
        #expect(lines.count >= 2 && lines[0] != lines[1], "\(key)")
        count += 1
      }
    }
    #expect(count >= 20)
  }
}
