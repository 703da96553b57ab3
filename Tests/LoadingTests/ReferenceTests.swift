import Columnar
import Dataflow
import Loading
import TestSupport
import Testing

@Suite(.temporaryDirectory, .onEachDatabase) struct ReferenceTests {
  private static func child(
    of parent: String = "p", rule: UInt16 = 4, severity: Severity = .reject
  ) -> TargetTable {
    SinkFixture.table(
      "c", ["id", "parent"], key: ["id"],
      references: [
        .init(
          columns: ["parent"], table: parent, tableColumns: ["a"], rule: rule, severity: severity)
      ])
  }

  @Test("Rows whose parents come in the same commit are loaded after them, others are refused")
  func sameCommit() throws {
    // The child stands first on purpose.
    let fixture = try SinkFixture(Self.child(), SinkFixture.table("p"))
    try fixture.begin("u1")
    var chunks = [
      fixture.chunk([["1", "x"], ["2", "none"], ["3", nil], ["4", "y"]]),
      fixture.chunk([["x", "1"], ["y", "2"]], of: 1),
    ]
    let counts = try fixture.commit(&chunks)
    #expect(counts.map(\.text) == ["read 4, loaded 3, rejected 1", "read 2, loaded 2"])
    try fixture.end()
    #expect(try SinkFixture.rejects() == ["2 rejected E-FK parent"])
    #expect(try SinkFixture.query("SELECT id FROM c ORDER BY id") == ["1", "3", "4"])
  }

  @Test("A warning lets the row through, and null empties the cell")
  func severities() throws {
    let fixture = try SinkFixture(Self.child(rule: 5, severity: .warn), SinkFixture.table("p"))
    try fixture.begin("u1")
    var chunks = [fixture.chunk([["1", "x"]]), fixture.chunk([], of: 1)]
    #expect(try fixture.commit(&chunks)[0].loaded == 1)
    #expect(try fixture.sink.warningsByRule(ofRun: 1).map(\.rule) == ["W-FK"])
    try fixture.end()
    fixture.tables[0] = Self.child(rule: 5, severity: .null)
    try fixture.begin("u2")
    chunks = [fixture.chunk([["2", "x"]]), fixture.chunk([], of: 1)]
    #expect(try fixture.commit(&chunks, unit: 2)[0].loaded == 1)
    #expect(try SinkFixture.query("SELECT id, parent FROM c ORDER BY id") == ["1|x", "2|-"])
  }

  @Test("A referenced row must be valid on the day of the row, ends included")
  func dated() throws {
    let parent = SinkFixture.table(
      "p", ["a", "tu", "den"], types: [.text, .date, .date], key: ["a", "tu"])
    let child = SinkFixture.table(
      "c", ["id", "parent", "ngay"], types: [.text, .text, .date], key: ["id"],
      references: [
        .init(
          columns: ["parent"], table: "p", tableColumns: ["a"],
          validity: .init(asOf: "ngay", from: "tu", to: "den"), rule: 4)
      ])
    let fixture = try SinkFixture(child, parent)
    try fixture.begin("u1")
    var chunks = [
      fixture.chunk([
        ["1", "x", "2000-01-01"], ["2", "x", "2004-12-31"], ["3", "x", "2005-01-01"],
        ["4", "x", nil], ["5", "y", nil], ["6", "x", "2010-06-01"], ["7", "x", "1999-12-31"],
      ]),
      fixture.chunk([["x", "2000-01-01", "2004-12-31"], ["x", "2010-01-01", nil]], of: 1),
    ]
    #expect(try fixture.commit(&chunks).map(\.text)[0] == "read 7, loaded 4, rejected 3")
    try fixture.end()
    #expect(try SinkFixture.rejects().map { $0.prefix(1) } == ["3", "5", "7"])
  }

  @Test("A row may refer to rows of its own table and chunk; a refused row takes others along")
  func selfReference() throws {
    let table = SinkFixture.table(
      "t", ["a", "parent"],
      references: [.init(columns: ["parent"], table: "t", tableColumns: ["a"], rule: 4)])
    let fixture = try SinkFixture(table)
    try fixture.begin("u1")
    let counts = try fixture.load([
      ["1", nil], ["2", "3"], ["3", "1"], ["4", "4"], ["5", "none"], ["6", "5"], ["7", "6"],
      ["8", "9"], ["9", "8"],
    ])
    #expect(counts.text == "read 9, loaded 6, rejected 3")
    #expect(
      try fixture.load([["10", "2"], ["11", "5"]], chunk: 2, from: 10).text
        == "read 2, loaded 1, rejected 1")
    try fixture.end()
    #expect(
      try SinkFixture.rejects().map { $0.prefix(2) } == ["5 ", "6 ", "7 ", "11"])
  }

  @Test("A table of another pipeline can be referred to when it has an index")
  func otherPipeline() throws {
    try SinkFixture.execute("CREATE TABLE p (a TEXT, z TEXT)")
    let fixture = try SinkFixture(Self.child())
    #expect(code { try fixture.begin("u1") } == "SH6205")
    try SinkFixture.execute("CREATE INDEX i ON p (a, z); INSERT INTO p VALUES ('x', 'q')")
    let again = try SinkFixture(Self.child())
    try again.begin("u1")
    #expect(try again.load([["1", "x"], ["2", "y"]]).text == "read 2, loaded 1, rejected 1")
  }

  @Test("A referenced table or column that is not there stops the run before it writes")
  func absent() throws {
    #expect(code { try SinkFixture(Self.child(of: "q")).begin("u1") } == "SH6203")
    try SinkFixture.execute("CREATE TABLE q (z TEXT)")
    #expect(code { try SinkFixture(Self.child(of: "q")).begin("u1") } == "SH6204")
    #expect(try SinkFixture.query(TestDatabase.names(of: "table")) == ["q"])
  }
}

/// The code of the diagnostic that `body` throws.
func code(_ body: () throws -> Any) -> String? {
  do {
    _ = try body()
    return nil
  } catch { return (error as? Diagnostic)?.code }
}
