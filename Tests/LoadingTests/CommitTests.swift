import Columnar
import Dataflow
import Loading
import TestSupport
import Testing

@Suite(.temporaryDirectory, .onEachDatabase) struct CommitTests {
  /// A table that another program made, with a constraint of its own.
  private static func makeConstrainedTable() throws {
    let integer = TestDatabase.kind == .sqlite ? "INTEGER" : "BIGINT"
    let number = TestDatabase.kind == .sqlite ? "" : ", sohoa_row BIGINT NOT NULL"
    try SinkFixture.execute(
      """
      CREATE TABLE t (a TEXT, b TEXT CHECK (b <> 'bad'), sohoa_unit \(integer) NOT NULL,
        sohoa_record \(integer) NOT NULL, sohoa_run \(integer) NOT NULL\(number))
      """)
  }

  @Test("Rows that the database refuses become rejects one by one, their neighbours are loaded")
  func bisection() throws {
    try Self.makeConstrainedTable()
    let fixture = try SinkFixture(SinkFixture.table())
    try fixture.begin("u1")
    let rows = (1...50).map { ["\($0)", [7, 8, 31, 50].contains($0) ? "bad" : "good"] }
    #expect(try fixture.load(rows).text == "read 50, loaded 46, rejected 4")
    #expect(
      try SinkFixture.rejects() == [7, 8, 31, 50].map { "\($0) rejected E-DATABASE" })
    #expect(
      try SinkFixture.query("SELECT first_row, last_row FROM sohoa_checkpoint") == ["1|46"])
    #expect(
      try SinkFixture.query("SELECT a FROM t ORDER BY rowid")
        == (1...50).filter { ![7, 8, 31, 50].contains($0) }.map(String.init))
    #expect(try fixture.sink.balances(ofRun: 1).allSatisfy(\.closes))
  }

  @Test("An update that the database refuses becomes a reject and leaves the row as it was")
  func refusedUpdate() throws {
    try Self.makeConstrainedTable()
    let fixture = try SinkFixture(SinkFixture.table(mode: .upsert))
    try fixture.begin("u1")
    try fixture.load([["1", "x"], ["2", "x"], ["3", "x"]])
    #expect(
      try fixture.load([["1", "y"], ["2", "bad"], ["3", "z"]], chunk: 2, from: 4).text
        == "read 3, updated 2, rejected 1")
    #expect(try SinkFixture.query("SELECT a, b FROM t ORDER BY a") == ["1|y", "2|x", "3|z"])
    #expect(try SinkFixture.query("SELECT count(*) FROM sohoa_change") == ["2"])
  }

  @Test("A row that waited and is refused by the database becomes a reject too")
  func refusedDeferred() throws {
    let fixture = try SinkFixture(SinkFixture.table(mode: .upsert))
    try fixture.begin("u1")
    try fixture.load([["1", "x"], ["1", "bad"], ["2", "x"], ["1", "y"]])
    try SinkFixture.execute(
      TestDatabase.kind == .sqlite
        ? """
        CREATE TRIGGER no BEFORE UPDATE ON t WHEN new.b = 'bad'
        BEGIN SELECT raise(ABORT, 'no'); END
        """
        : """
        CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE 'no' USING ERRCODE = 'check_violation'; END $$;
        CREATE TRIGGER no BEFORE UPDATE ON t FOR EACH ROW
        WHEN (new.b = 'bad')
        EXECUTE FUNCTION no()
        """)
    #expect(try fixture.end().text == "updated 1, rejected 1, deferred -2")
    #expect(try SinkFixture.rejects() == ["2 rejected E-DATABASE"])
    #expect(try fixture.sink.balances(ofRun: 1).allSatisfy(\.closes))
  }

  @Test("A unit taken out leaves no trace, and rows it changed are exactly what they were")
  func removal() throws {
    let columns = (0..<90).map { "c\($0)" }
    let table = SinkFixture.table(
      "t", columns, types: columns.indices.map { $0 == 1 ? .number : $0 == 2 ? .integer : .text },
      mode: .upsert, key: ["c0"])
    func row(_ key: String, _ number: String?, _ text: String?) -> [String?] {
      [key, number, "9223372036854775807"] + columns.dropFirst(3).map { _ in text }
    }
    let fixture = try SinkFixture(table)
    try fixture.begin("u1")
    try fixture.load([
      row("1", "0.1234567890123456789", "q\"\\ \u{1F600}"), row("2", "1e308", nil),
      row("3", nil, ""), row("4", "inf", "\u{1}"),
    ])
    try fixture.end()
    let exact = TestDatabase.kind == .sqlite ? "printf('%!.17g', c1)" : "float8send(c1)"
    let sql = "SELECT rowid, *, \(exact) FROM t ORDER BY rowid"
    let before = try SinkFixture.query(sql)
    try fixture.begin("u2")
    let changed = ["1", "2", "3", "4", "5"].map { row($0, "5", "new") }
    #expect(try fixture.load(changed, unit: 2).text == "read 5, loaded 1, updated 4")
    try fixture.load([row("1", "6", "newer")], unit: 2, chunk: 2, from: 6)
    try fixture.sink.refuse(
      unit: 2, identity: SinkFixture.unit("u2"), status: .rejected, reason: "damaged")
    #expect(try SinkFixture.query(sql) == before)
    for name in ["sohoa_change", "sohoa_reject", "sohoa_finding"] {
      #expect(try SinkFixture.query("SELECT count(*) FROM \(name)") == ["0"], "\(name)")
    }
    #expect(try fixture.sink.balances(ofRun: 1).allSatisfy(\.closes))
    #expect(try fixture.sink.checkpoints(ofRun: 2) == [])
  }

  @Test("A unit taken out during a first load takes along its rows that wait")
  func removalWhileFilling() throws {
    let fixture = try SinkFixture(SinkFixture.table())
    try fixture.begin("u1", "u2", "u3")
    try fixture.load([["1", "x"]])
    try fixture.load([["1", "y"], ["2", "y"]], unit: 2)
    try fixture.sink.refuse(
      unit: 2, identity: SinkFixture.unit("u2"), status: .rejected, reason: "damaged")
    #expect(try fixture.load([["2", "z"]], unit: 3).text == "read 1, deferred 1")
    #expect(try fixture.end().text == "loaded 1, deferred -1")
    #expect(try SinkFixture.query("SELECT a, b, sohoa_unit FROM t") == ["1|x|1", "2|z|3"])
    #expect(try fixture.sink.balances(ofRun: 1).allSatisfy(\.closes))
  }

  @Test("A table with other columns stops the run before it writes")
  func otherColumns() throws {
    try SinkFixture.execute("CREATE TABLE t (a TEXT, z TEXT)")
    let fixture = try SinkFixture(SinkFixture.table())
    #expect(code { try fixture.begin("u1") } == "SH6201")
    #expect(try SinkFixture.query(TestDatabase.names(of: "table")) == ["t"])
  }

  @Test("A failed commit leaves the database and the row states as they were")
  func failedCommit() throws {
    let fixture = try SinkFixture(SinkFixture.table())
    try fixture.begin("u1")
    try fixture.load([["1", "x"]])
    try fixture.end()
    try fixture.begin("u2")
    var chunks = [fixture.chunk([["1", "x"], ["2", "y"]])]
    try fixture.commit(&chunks, unit: 2, chunk: 1)
    chunks = [fixture.chunk([["1", "x"], ["3", "y"]], from: 3)]
    // The same checkpoint again: the ledger refuses it.
    #expect(throws: Diagnostic.self) { try fixture.commit(&chunks, unit: 2, chunk: 1) }
    #expect(chunks[0].states == [.live, .live])
    #expect(chunks[0].violations == [])
    #expect(
      try fixture.commit(&chunks, unit: 2, chunk: 2)[0].text == "read 2, loaded 1, duplicate 1")
    #expect(try SinkFixture.query("SELECT a FROM t ORDER BY rowid") == ["1", "2", "3"])
    try fixture.end()
    #expect(try fixture.sink.balances(ofRun: 2).allSatisfy(\.closes))
  }
}
