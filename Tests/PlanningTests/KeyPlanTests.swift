import Columnar
import Dataflow
import Foundation
import Planning
import TestSupport
import Testing

@Suite(.temporaryDirectory) struct KeyPlanTests {
  /// Compiles a definition over a source with the columns `a` and `b`, in the test's directory.
  private func compile(
    transform: String = "  - validate: schema.json", load: String = "  t: {}",
    schema: String = "", files: [String: String] = [:]
  ) throws -> (plan: Plan?, report: [String]) {
    let directory = TemporaryDirectory.path
    let text =
      DefinitionFixture.small(transform: transform, load: load) + "database: sqlite:out.sqlite\n"
    var all = files
    all["p.yaml"] = text
    if !schema.isEmpty { all["schema.json"] = schema }
    for (name, content) in all {
      let path = directory + "/" + name
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try Data(content.utf8).write(to: URL(fileURLWithPath: path))
    }
    var definition = Definition.load(directory + "/p.yaml")
    let plan = PlanCompiler.compile(&definition, database: nil)
    return (plan, definition.diagnostics.map { "\($0.code) \($0.message)" })
  }

  private func schema(_ rest: String, constraints: String = "") -> String {
    """
    {"fields": [{"name": "a", "type": "string"\(constraints)}, {"name": "b", "type": "integer"}],
     \(rest.isEmpty ? "" : rest + ",") "fieldsMatch": "equal"}
    """
  }

  @Test("All keys of schema, steps and table are held; rows are merged by the table's own")
  func allKeys() throws {
    let (plan, report) = try compile(
      transform: "  - validate: schema.json\n  - unique: { key: [b], code: E-B }",
      load: "  t: { mode: upsert, key: [a, b] }",
      schema: schema(
        #""primaryKey": "a", "uniqueKeys": [["b", "a"]]"#,
        constraints: #", "constraints": {"unique": true}, "sohoa:code": {"unique": "E-A"}"#))
    #expect(report == [])
    let table = try #require(plan?.stages.first?.table)
    let rules = try #require(plan?.rules)
    #expect(table.key == ["a", "b"])
    #expect(rules[table.keyRule].code == "E-KEY-DUP")
    #expect(table.uniqueKeys.map(\.columns) == [["a"], ["b"]])
    #expect(table.uniqueKeys.map { rules[$0.rule].code } == ["E-KEY-DUP", "E-B"])
  }

  @Test("Without a key of its own a table is merged by the first that is demanded")
  func demandedKey() throws {
    let (plan, report) = try compile(
      schema: schema(
        "", constraints: #", "constraints": {"unique": true}, "sohoa:code": {"unique": "E-A"}"#))
    #expect(report == [])
    let table = try #require(plan?.stages.first?.table)
    #expect(table.key == ["a"])
    #expect(try #require(plan).rules[table.keyRule].code == "E-A")
    #expect(table.uniqueKeys == [])
  }

  @Test("A key that is unique within a scope has the scope's columns before its own")
  func scope() throws {
    let (plan, _) = try compile(
      schema: schema(#""primaryKey": ["a"], "sohoa:uniqueness": {"scope": ["b"]}"#))
    #expect(plan?.stages.first?.table.key == ["b", "a"])
  }

  @Test(
    "A key that could not be held is refused and not ignored",
    arguments: [
      (
        #""name": "s""#,
        #", "constraints": {"unique": true}, "sohoa:severity": {"unique": "null"}"#,
        "SH1524 a repeated key can be rejected or warned about, not emptied"
      ),
      (
        #""primaryKey": ["a"], "sohoa:uniqueness": {"report": "all"}"#, "",
        "SH1525 of several rows with one key only the later ones can be refused"
      ),
      (
        #""sohoa:checks": [{"id": "C", "measure": "distinct", "field": "z", "minimum": 1}]"#, "",
        "SH2007 the schema has no field 'z'"
      ),
    ])
  func refused(rest: String, constraints: String, expected: String) throws {
    let (plan, report) = try compile(schema: schema(rest, constraints: constraints))
    #expect(report == [expected])
    #expect(plan == nil)
  }

  private static let package = """
    {"resources": [
      {"name": "births", "schema": {"fieldsMatch": "equal",
        "fields": [{"name": "a", "type": "string"}, {"name": "b", "type": "string"}],
        "foreignKeys": [{"fields": "b", "reference": {"resource": "places", "fields": "code"}}]}},
      {"name": "places", "path": "places.csv"}]}
    """

  @Test("A key with a warning is watched, not held, within its scope")
  func watchedKeys() throws {
    let (plan, report) = try compile(
      transform: "  - validate: schema.json\n  - unique: { key: [b], else: warn, code: W-B }",
      schema: schema(
        #""primaryKey": "a", "sohoa:uniqueness": {"scope": ["b"], "report": "all", "severity": "warn"}"#
      ))
    #expect(report == [])
    let table = try #require(plan?.stages.first?.table)
    let rules = try #require(plan?.rules)
    #expect(table.key == [])
    #expect(table.watchedKeys.map(\.columns) == [["b", "a"], ["b"]])
    #expect(table.watchedKeys.map(\.report) == [.all, .later])
    #expect(table.watchedKeys.map { rules[$0.rule].code } == ["E-KEY-DUP", "W-B"])
    #expect(table.watchedKeys.allSatisfy { rules[$0.rule].severity == .warn })
  }

  @Test("A foreign key into a CSV of the package is checked against the keys the file has")
  func packageReference() throws {
    let (plan, report) = try compile(
      transform: "  - validate: { schema: ref/package.json, resource: births }",
      files: ["ref/package.json": Self.package, "ref/places.csv": "name,code\nX,1\nY,2\nZ,\n"])
    #expect(report == [])
    let stage = try #require(plan?.stages.first)
    #expect(stage.stepNames == ["validate", "foreign key b"])
    #expect(try #require(plan).definitionText.contains("places.csv"))
    var chunk = Chunk(columns: ["a", "b"])
    for (row, text) in ["1", "2", "3"].enumerated() {
      chunk.origins.append(RowOrigin(record: Int64(row + 1), line: 0, offset: 0, raw: .null))
      chunk.states.append(.live)
      for column in 0..<2 {
        chunk.columns[column].cells.append(chunk.bytes.append(Array(text.utf8)))
      }
    }
    for var step in try stage.makeSteps() { try step.apply(to: &chunk) }
    #expect(chunk.states == [.live, .live, .rejected])
    #expect(chunk.violations.map { plan?.rules[$0.rule].code } == ["E-CODE"])
  }

  @Test("A dated foreign key into a CSV takes the periods of its rows")
  func datedReference() throws {
    let package = Self.package
      .replacing(#"{"name": "b", "type": "string"}"#, with: #"{"name": "b", "type": "date"}"#)
      .replacing(
        #"{"fields": "b", "reference": {"resource": "places", "fields": "code"}}"#,
        with: #"{"fields": "a", "sohoa:asOf": "b", "reference": {"resource": "places","#
          + #" "fields": "code", "sohoa:validFrom": "tu", "sohoa:validTo": "den"}}"#)
    let step = "  - validate: { schema: ref/package.json, resource: births }"
    let (plan, report) = try compile(
      transform: step,
      files: [
        "ref/package.json": package,
        "ref/places.csv": "den,code,tu\n2008-07-31,1,\n,1,2010-01-01\n",
      ])
    #expect(report == [])
    var chunk = Chunk(columns: ["a", "b"])
    for (row, day) in ["2008-07-31", "2008-08-01", "2010-01-01"].enumerated() {
      chunk.origins.append(RowOrigin(record: Int64(row + 1), line: 0, offset: 0, raw: .null))
      chunk.states.append(.live)
      chunk.columns[0].cells.append(chunk.bytes.append(Array("1".utf8)))
      chunk.columns[1].cells.append(chunk.bytes.append(Array(day.utf8)))
    }
    for var step in try #require(plan?.stages.first).makeSteps() { try step.apply(to: &chunk) }
    #expect(chunk.states == [.live, .rejected, .live])
    let (_, faults) = try compile(
      transform: step,
      files: ["ref/package.json": package, "ref/places.csv": "den,code,tu\n2008-02-30,1,\n"])
    #expect(
      faults == ["SH1541 ref/places.csv: record 1 has no period of days written yyyy-mm-dd"])
  }

  @Test("A reference file that is missing or has not the field is reported")
  func packageReferenceProblems() throws {
    let step = "  - validate: { schema: ref/package.json, resource: births }"
    var (_, report) = try compile(transform: step, files: ["ref/package.json": Self.package])
    #expect(report.map { $0.prefix(6) } == ["SH1502"])
    (_, report) = try compile(
      transform: step, files: ["ref/package.json": Self.package, "ref/places.csv": "name\nX\n"])
    #expect(report.map { $0.prefix(6) } == ["SH1540"])
  }

  @Test("A foreign key to a table of the pipeline or the database is checked while loading")
  func tableReference() throws {
    let (plan, report) = try compile(
      schema: schema(
        """
        "foreignKeys": [
          {"fields": "a", "reference": {"resource": "", "fields": "b"}},
          {"fields": "b", "reference": {"resource": "other", "fields": "x"},
           "sohoa:severity": "warn", "sohoa:code": "W-OTHER"}]
        """))
    #expect(report == [])
    let table = try #require(plan?.stages.first?.table)
    let rules = try #require(plan?.rules)
    #expect(table.references.map(\.table) == ["t", "other"])
    #expect(table.references.map(\.columns) == [["a"], ["b"]])
    #expect(table.references.map(\.tableColumns) == [["b"], ["x"]])
    #expect(table.references.map { rules[$0.rule].code } == ["E-FK", "W-OTHER"])
    #expect(table.references.map(\.severity) == [.reject, .warn])
    #expect(table.indexes == [["b"]])
  }
}
