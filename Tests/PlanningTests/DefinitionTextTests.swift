import Foundation
import Planning
import Testing

@Suite struct DefinitionTextTests {
  private func text(_ yaml: String, attachments: [DefinitionText.Attachment] = []) -> String {
    DefinitionText(DefinitionFixture.read(yaml), attachments: attachments).text
  }

  @Test("Every value stands on a line with its path, and attached files follow")
  func lines() {
    let yaml = DefinitionFixture.small(transform: "  - filter: 'a > 1'")
    #expect(
      text(yaml, attachments: [.init(name: "s.json", content: [0x7B, 0x0D, 0x0A, 0xFF])]) == #"""
        sohoa: "1"
        name: "p"
        extract.s.files: "a.csv"
        extract.s.fields.a: "A"
        extract.s.fields.b: "B"
        transform[]
        transform[].filter: "a > 1"
        --- "s.json"
        | {
        | \xFF

        """#)
  }

  @Test("Comments, quotes, the order of keys and what concerns only a run change nothing")
  func same() {
    let first =
      "sohoa: 1\nname: p\nextract: { s: { files: a, csv: {header: 1} } }\nload: { t: {} }\n"
    let second = """
      # a comment
      jobs: 3
      load: {"t": {}}
      description: other
      rejects: { limit: 5% }
      extract:
        s:
          csv: { header: '1' }
          files: "a"
      name: 'p'
      sohoa: 1

      """
    #expect(text(first) == text(second))
  }

  @Test("A diff says exactly which values changed")
  func diff() {
    let old = text(DefinitionFixture.good)
    let new = text(
      DefinitionFixture.good.replacingOccurrences(of: "mode: upsert, ", with: "mode: append, ")
        .replacingOccurrences(of: "      - filter: \"gioi_tinh <> 5\"\n", with: "")
        .replacingOccurrences(of: "  - filter: \"gioi_tinh <> 5\"\n", with: ""))
    #expect(
      LineDiff(old: old, new: new).text == """
        - transform[].filter: "gioi_tinh <> 5"
        - transform[]
        - load.khai_sinh.mode: "upsert"
        + load.khai_sinh.mode: "append"

        """)
    #expect(LineDiff(old: old, new: old).changes.isEmpty)
    #expect(LineDiff(old: "", new: "a").text == "- \n+ a\n")
  }

  @Test("Texts too different to compare line by line are one block")
  func largeDiff() {
    let old = (0..<3000).map { "a\($0)" }.joined(separator: "\n")
    let new = (0..<3000).map { "b\($0)" }.joined(separator: "\n")
    #expect(LineDiff(old: old, new: new).changes.count == 6000)
  }
}
