import Dataflow
import Foundation
import Planning
import TestSupport
import Testing

@Suite(.temporaryDirectory) struct RegisterStepTests {
  private func compile(_ transform: String) throws -> (plan: Plan?, report: [String]) {
    let path = TemporaryDirectory.path + "/p.yaml"
    let text =
      DefinitionFixture.small(transform: transform) + "database: sqlite:out.sqlite\n"
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    var definition = Definition.load(path)
    let plan = PlanCompiler.compile(&definition, database: nil)
    return (
      plan,
      definition.diagnostics.map { "\($0.code) \($0.message)\($0.remedy.map { " → \($0)" } ?? "")" }
    )
  }

  @Test("Steps over dates and numbers add their columns, and expressions see them")
  func good() throws {
    let (plan, report) = try compile(
      """
        - date:
            a:
              words: b
              reference: b
              calendar: lunar
              pivot: 30
              partial: warn
              into: { edtf: ngay, from: tu, to: den, lunar: am }
        - id_number: { b: { birth: ngay, sex: a, province: a, into: { number: so, year: nam } } }
        - check: { code: E-DATE-ORDER, expression: tu <= date_to(a) AND so <> '' }
      """)
    #expect(report == [])
    let columns = plan?.stages.first?.table.columns.map { "\($0.name) \($0.type)" }
    #expect(
      columns == [
        "a text", "b text", "ngay text", "tu date", "den date", "am text", "so text", "nam text",
      ])
  }

  @Test(
    "What is wrong in them is told with what was meant",
    arguments: [
      (
        "  - date: { a: { word: b, into: { edtf: c } } }",
        "SH1101 unknown key 'word' in transform[1].date.a → did you mean 'words'?"
      ),
      (
        "  - date: { a: { words: c, into: { edtf: c } } }",
        "SH1404 there is no column 'c' at this step → the columns here are 'a', 'b'"
      ),
      (
        "  - date: { a: { pivot: 100, into: { edtf: c } } }",
        "SH1104 '100' is not valid for transform[1].date.a.pivot → write a whole number from 0 to 99"
      ),
      (
        "  - id_number: { a: { birth: bb } }",
        "SH1404 there is no column 'bb' at this step → did you mean 'b'?"
      ),
    ])
  func broken(step: String, problem: String) throws {
    #expect(try compile(step).report == [problem])
  }
}
