import Foundation
import TestSupport
import Testing

@Suite struct CodeTests {
  /// The targets that may use codes of a thousand.
  private static let owners: [Character: String] = [
    "1": "Planning", "2": "Validation", "3": "Extraction", "4": "Transformation",
    "5": "Execution", "6": "Loading", "7": "sohoa", "8": "Pairing",
  ]

  /// The codes in the sources, with the target and file of each use.
  private func uses() throws -> [(code: String, target: String, file: String)] {
    let root = Product.root.path + "/Sources"
    var uses: [(code: String, target: String, file: String)] = []
    for name in try FileManager.default.subpathsOfDirectory(atPath: root)
    where name.hasSuffix(".swift") {
      let text = try String(contentsOfFile: root + "/" + name, encoding: .utf8)
      let target = String(name.split(separator: "/")[1])
      for match in text.matches(of: /"(SH[0-9]{4})"/) {
        uses.append((String(match.1), target, name))
      }
    }
    return uses
  }

  @Test("Every code stands in the target that its thousand belongs to")
  func areas() throws {
    // What recognises a code, or says in Vietnamese what it means, does not make it.
    let recognised: Set = ["SH3101", "SH3202", "SH3302", "SH3402", "SH3602", "SH3701"]
    for use in try uses()
    where !(recognised.contains(use.code) && use.target == "Execution")
      && !use.file.hasSuffix("/CodeMeaning.swift")
    {
      let thousand = use.code[use.code.index(use.code.startIndex, offsetBy: 2)]
      #expect(Self.owners[thousand] == use.target, "\(use.code) in \(use.file)")
    }
  }

  @Test("Docs/error-codes.md lists every code of the sources, once and in order")
  func table() throws {
    let page = try String(
      contentsOfFile: Product.root.path + "/Docs/error-codes.md", encoding: .utf8)
    let listed = page.matches(of: /\n\| (SH[0-9]{4}) \|/).map { String($0.1) }
    let used = Set(try uses().map(\.code))
    #expect(listed == used.sorted())
  }
}
