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

  @Test("Steps over texts, places, names and codes add their columns")
  func texts() throws {
    let (plan, report) = try compile(
      """
        - decode: { from: tcvn3, columns: [a, b], per: column, entities: true }
        - place:
            a:
              as_of: b
              threshold: 80
              else: reject
              into:
                province: tinh
                district: huyen
                commune: xa
                score: diem
                evidence: muc
                candidates: so
                province_2025: tinh_moi
                commune_2025: xa_moi
                split_2025: cac_xa
        - name:
            a:
              case: title
              else: "null"
              into: { name: chuan, family: ho, middle: dem, given: ten, alias: tuc, key: khoa }
        - code: { b: { table: ethnic, into: ma, else: warn }, a: { table: sex, into: a } }
        - check: { code: C, expression: xa <> '' AND khoa <> '' AND ma <> '' }
      """)
    #expect(report == [])
    let columns = plan?.stages.first?.table.columns
    #expect(columns?.allSatisfy { "\($0.type)" == "text" } == true)
    #expect(
      columns?.map(\.name) == [
        "a", "b", "tinh", "huyen", "xa", "diem", "muc", "so", "tinh_moi", "xa_moi", "cac_xa",
        "chuan", "ho", "dem", "ten", "tuc", "khoa", "ma",
      ])
    #expect(
      plan?.stages.first?.stepNames == [
        "decode", "place a", "name a", "code b", "code a", "check",
      ])
    let severities = Set(
      plan?.rules.rules.map { "\($0.code) \($0.severity)" } ?? [])
    #expect(
      severities.isSuperset(of: [
        "E-ENC reject", "W-PLACE reject", "W-PLACE-SPLIT warn", "W-NAME null", "E-CODE warn",
        "E-CODE reject", "W-CODE-ALIAS warn",
      ]))
  }

  @Test(
    "What is wrong in them is told with what was meant",
    arguments: [
      (
        "  - place: { a: { into: { commune: c } } }",
        "SH1102 transform[1].place.a lacks the key 'as_of' → add 'as_of': The column with the day of the "
          + "entry, as yyyy, yyyy-mm or yyyy-mm-dd."
      ),
      (
        "  - place: { a: { as_of: b, into: { comune: c } } }",
        "SH1101 unknown key 'comune' in transform[1].place.a.into → did you mean 'commune'?"
      ),
      (
        "  - name: { a: { case: lower } }",
        "SH1104 'lower' is not valid for transform[1].name.a.case → write one of title, upper"
      ),
      (
        "  - code: { a: { table: etnic, into: c } }",
        "SH1104 'etnic' is not valid for transform[1].code.a.table → did you mean 'ethnic'?"
      ),
      (
        "  - decode: { from: tcvn4 }",
        "SH1104 'tcvn4' is not valid for transform[1].decode.from → did you mean 'tcvn3'?"
      ),
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
