import Foundation
import Planning
import Testing

@Suite struct LanguageTests {
  private var page: String {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return root.appendingPathComponent("Docs/pipeline-reference.md").path
  }

  @Test("The reference page is what the key tables say")
  func reference() throws {
    let committed = try String(contentsOfFile: page, encoding: .utf8)
    #expect(committed == ReferencePage.text)
  }

  @Test("The JSON Schema is JSON, and every reference in it leads somewhere")
  func schema() throws {
    let text = JSONSchema.text
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let definitions = try #require(object?["$defs"] as? [String: Any])
    for match in text.matches(of: /"\$ref": "#\/\$defs\/([A-Za-z]+)"/) {
      #expect(definitions[String(match.1)] != nil)
    }
    #expect(object?["required"] as? [String] == ["sohoa", "name"])
    let choices = (object?["anyOf"] as? [[String: [String]]])?.map { $0["required"] }
    #expect(choices == [["extract", "load"], ["link"]])
  }

  @Test("Codes are unique and have the form SH1xxx")
  func codes() {
    let codes = DefinitionCode.allCases.map(\.rawValue)
    #expect(Set(codes).count == codes.count)
    #expect(codes.allSatisfy { $0.wholeMatch(of: /SH1\d{3}/) != nil })
    #expect(codes == codes.sorted())
  }
}
