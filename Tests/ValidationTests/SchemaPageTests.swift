import Dataflow
import Foundation
import Testing
import Validation

/// Docs/schemas.md says what the sources do.
@Suite struct SchemaPageTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private let page: String

  init() throws {
    page = try String(contentsOf: Self.root.appending(path: "Docs/schemas.md"), encoding: .utf8)
  }

  @Test("The schema on the page is good")
  func example() throws {
    let text = try #require(page.components(separatedBy: "```json\n").dropFirst().first)
      .components(separatedBy: "```")[0]
    let (schema, diagnostics) = TableSchema.parse(Array(text.utf8), file: "page.json")
    #expect(diagnostics.isEmpty, "\(diagnostics)")
    #expect(schema?.fields.count == 5)
    #expect(schema?.checks.count == 2 && schema?.rules.count == 1)
  }

  @Test("The page lists each property of the profile that the sources know, and no other")
  func properties() throws {
    let listed = Set(page.matches(of: /\n\| `(sohoa:[A-Za-z]+)` \|/).map { String($0.1) })
    let folder = Self.root.appending(path: "Sources/Stages/Validation/Schema").path
    var known: Set<String> = []
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
      known.formUnion(text.matches(of: /"(sohoa:[A-Za-z]+)"/).map { String($0.1) })
    }
    #expect(listed == known)
  }

  @Test("The page names every measure of a check")
  func measures() {
    for measure in QualityCheck.Measure.allCases {
      #expect(page.contains("`\(measure.rawValue)`"), "\(measure)")
    }
  }
}
