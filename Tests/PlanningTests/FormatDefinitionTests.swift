import Planning
import Testing

@Suite("Definitions of DBF, fixed columns and JSON") struct FormatDefinitionTests {
  private static func text(_ source: String) -> String {
    """
    sohoa: 1
    name: p
    database: sqlite:p.sqlite
    extract: { a: { files: a, \(source) } }
    load: { t: {} }

    """
  }

  @Test(
    "What is wrong with a format's keys is told with its place",
    arguments: [
      (
        "dbf: { delete: read }, fields: { so: SO }",
        "p.yaml:4:34: error SH1101: unknown key 'delete' in extract.a.dbf",
        "did you mean 'deleted'?"
      ),
      (
        "dbf: { encoding: utf-16 }, fields: { so: SO }", "p.yaml:4:44: error SH1104: ",
        "did you mean 'utf-8'?"
      ),
      (
        "fixed: {}, fields: { so: SO }", "p.yaml:4:34: error SH1102: ",
        "lacks one of the keys 'columns', 'widths'"
      ),
      (
        "fixed: { columns: { SO: 5-2 } }, fields: { so: SO }",
        "p.yaml:4:51: error SH1104: ", "a place such as 6-25 (from, to), 6+20 (from, width) or 6"
      ),
      (
        "fixed: { widths: { SO_DK: 5 } }, fields: { so: SO_KD }",
        "p.yaml:4:74: error SH1515: there is no fixed column 'SO_KD'", "did you mean 'SO_DK'?"
      ),
      (
        "fixed: { widths: { SO: 5 }, length: 4 }, fields: { so: SO }",
        "p.yaml:4:63: error SH1516: a record of 4 bytes is shorter than its columns, which end at 5",
        "correct 'length'"
      ),
      (
        "fixed: { widths: { SO: 5 }, length: 6, measure: characters }, fields: { so: SO }",
        "p.yaml:4:63: error SH1516: records without line ends are measured in bytes",
        "measure: bytes"
      ),
      (
        "json: { record: danhSach }, fields: { so: so }",
        "p.yaml:4:43: error SH3601: the path 'danhSach' cannot be understood", "names joined by '/'"
      ),
      (
        "json: {}", "p.yaml:4:12: error SH1102: extract.a reads JSON, but has no 'fields'",
        "its path inside the record"
      ),
      (
        "xml: { record: /a/b }, fields: { so: { from: so, encoding: tcvn3 } }",
        "error SH1514: only the columns of CSV, DBF and fixed columns have an encoding",
        "'decode' step"
      ),
    ])
  func broken(source: String, error: String, remedy: String) {
    var definition = DefinitionFixture.read(Self.text(source))
    if definition.isRunnable { _ = PlanCompiler.compile(&definition, database: nil) }
    let report = DefinitionFixture.report(definition)
    #expect(report.contains(error), "\(report)")
    #expect(report.contains(remedy), "\(report)")
  }
}
