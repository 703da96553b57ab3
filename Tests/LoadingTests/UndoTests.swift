import Columnar
import Dataflow
import Foundation
import TestSupport
import Testing

@testable import Loading

@Suite(.temporaryDirectory, .onEachDatabase) struct UndoTests {
  private static let both = ["sohoa_key_of_t_on_a", "sohoa_key_of_t_on_b"]

  private static func keyIndexes() throws -> [String] {
    try SinkFixture.query(TestDatabase.names(of: "index", like: "sohoa_key_of"))
  }

  private func table(_ mode: TargetTable.Mode = .upsert) -> TargetTable {
    SinkFixture.table(mode: mode, unique: [["b"]])
  }

  /// A run of three rows that is done.
  private func loaded(_ mode: TargetTable.Mode = .upsert) throws -> SinkFixture {
    let fixture = try SinkFixture(table(mode))
    (fixture.sink as? SQLiteSink)?.refillPolicy.rows = 100
    (fixture.sink as? PostgreSQLSink)?.refillPolicy.rows = 100
    fixture.unitSize = 10_000
    try fixture.begin("u1")
    try fixture.load([["1", "x"], ["2", "y"], ["3", "z"]])
    try fixture.finish()
    try fixture.end()
    return fixture
  }

  @Test("A table whose keys a stopped run had taken away has its rows and keys again")
  func refilled() throws {
    let fixture = try loaded()
    let ledger = try #require(fixture.sink as? any RevisionLedger)
    try fixture.begin("u2")
    for number in 1...3 {
      try fixture.load(
        [["n\(number)", "v\(number)"]], unit: 2, chunk: Int64(number), from: Int64(number))
    }
    let rows = [["n4", "v4"], ["1", "x"], ["2", "w"], ["n5", "x"]]
    try fixture.load(rows, unit: 2, chunk: 4, from: 4)
    #expect(try Self.keyIndexes() == [])
    try fixture.sink.end(.stopped)
    let report = try ledger.undo(2, by: "Lan", holder: "here:2:2")
    #expect(report.tables == [.init(name: "t", removed: 4)])
    #expect(report.units == 1)
    #expect(try Self.keyIndexes() == Self.both)
    #expect(try SinkFixture.query("SELECT a, b FROM t ORDER BY rowid") == ["1|x", "2|y", "3|z"])
    #expect(
      try SinkFixture.query(
        TestDatabase.kind == .sqlite
          ? """
          SELECT name FROM sqlite_schema
          WHERE name LIKE 'sohoa_deferred%' OR name LIKE 'sohoa_keys%'
          """
          : """
          SELECT relname FROM pg_class WHERE relnamespace = 'sohoa'::regnamespace
            AND (relname LIKE 'deferred%' OR relname LIKE 'keys%')
          """) == [])
    #expect(try SinkFixture.query("SELECT state FROM sohoa_table") == ["ready"])
    // The next run merges into it.
    try fixture.begin("u3")
    #expect(
      try fixture.load([["2", "y"], ["4", "q"]], unit: 2).text == "read 2, loaded 1, unchanged 1")
    try fixture.end()
  }

  @Test("A first load that was stopped while the table has no keys leaves nothing")
  func filling() throws {
    let fixture = try SinkFixture(table())
    let ledger = try #require(fixture.sink as? any RevisionLedger)
    try fixture.begin("u1")
    try fixture.load([["1", "x"], ["2", "y"], ["1", "x"]])
    try fixture.sink.end(.failed)
    #expect(
      try ledger.undo(1, by: "Lan", holder: "here:2:2").tables == [.init(name: "t", removed: 2)])
    #expect(
      try SinkFixture.query(TestDatabase.names(of: "table")).filter { !$0.hasPrefix("sohoa_") }
        .isEmpty)
    #expect(try SinkFixture.query("SELECT count(*) FROM sohoa_unit") == ["0"])
    #expect(try SinkFixture.query("SELECT count(*) FROM sohoa_table") == ["0"])
  }

  @Test("A row that was updated several times in a run is as before it, numbers and all")
  func updates() throws {
    let fixture = try SinkFixture(
      SinkFixture.table(
        "t", ["a", "n", "i", "d"], types: [.text, .number, .integer, .date], mode: .upsert))
    let ledger = try #require(fixture.sink as? any RevisionLedger)
    try fixture.begin("u1")
    try fixture.load([
      ["1", "0.1", "9007199254740993", "2001-02-03"], ["2", "2", nil, nil], ["3", nil, "3", nil],
    ])
    try fixture.finish()
    try fixture.end()
    let query =
      """
      SELECT a, n, \(TestDatabase.kind == .sqlite ? "typeof(n)" : "pg_typeof(n)"), i, d, sohoa_unit,
        sohoa_record, sohoa_run, rowid FROM t ORDER BY a
      """
    let before = try SinkFixture.query(query)
    try fixture.begin("u2")
    try fixture.load(
      [["1", "5", "5", nil], ["2", nil, "7", nil], ["9", nil, nil, nil]], unit: 2)
    try fixture.load([["1", "6", nil, nil], ["9", nil, "4", nil]], unit: 2, chunk: 2, from: 4)
    try fixture.finish(unit: 2, "u2")
    try fixture.end()
    #expect(
      try ledger.undo(2, by: "Lan", holder: "here:2:2").tables
        == [.init(name: "t", removed: 1, restored: 2)])
    #expect(try SinkFixture.query(query) == before)
    #expect(try SinkFixture.query("SELECT count(*) FROM sohoa_change") == ["0"])
  }

  @Test("A value that a later row took in the meantime is in the way, and nothing is half done")
  func taken() throws {
    let fixture = try loaded()
    let ledger = try #require(fixture.sink as? any RevisionLedger)
    try fixture.begin("u2")
    try fixture.load([["1", "new"]], unit: 2)
    try fixture.finish(unit: 2, "u2")
    try fixture.end()
    try fixture.begin("u3")
    try fixture.load([["4", "x"]], unit: 3)
    try fixture.finish(unit: 3, "u3")
    try fixture.end()
    let before = try SinkFixture.query("SELECT a, b FROM t ORDER BY a")
    let error = #expect(throws: Diagnostic.self) {
      try ledger.undo(2, by: "Lan", holder: "here:2:2")
    }
    #expect(error?.code == "SH6604")
    #expect(
      error?.message
        == "a row of t that came after run 2 has the key of one that would come back")
    #expect(try SinkFixture.query("SELECT a, b FROM t ORDER BY a") == before)
    #expect(try SinkFixture.query("SELECT status FROM sohoa_run") == ["done", "done", "done"])
  }

  @Test("A unit that was refused before is refused again, and copies of what is gone are forgotten")
  func units() throws {
    let fixture = try loaded()
    let ledger = try #require(fixture.sink as? any RevisionLedger)
    try fixture.begin("u2")
    try fixture.sink.refuse(
      unit: 2, identity: SinkFixture.unit("u2"), status: .rejected, reason: "damaged")
    try fixture.end()
    let before = try SinkFixture.query("SELECT * FROM sohoa_unit ORDER BY unit")
    var draft = RunDraft(
      pipeline: "p", definition: "other", definitionText: "text", tables: fixture.tables,
      rules: SinkFixture.rules, newUnits: [SinkFixture.unit("u3")], retriedUnits: [2],
      lastRun: try fixture.sink.runs(of: "p").first, holder: "here:1:1")
    draft.leaseMilliseconds = 1000
    _ = try fixture.sink.begin(draft)
    try fixture.load([["7", "q"]], unit: 2)
    try fixture.finish(unit: 2, "u2")
    try fixture.finish(unit: 3, "u3")
    try fixture.end()
    var copy = SinkFixture.unit("u3")
    copy.path = "copy"
    try fixture.sink.remember(
      [Sighting(unit: 0, identity: copy, reason: "the same content as u3")], pipeline: "p")
    #expect(try SinkFixture.query("SELECT count(*) FROM sohoa_unit") == ["4"])
    _ = try ledger.undo(3, by: "Lan", holder: "here:2:2")
    #expect(try SinkFixture.query("SELECT * FROM sohoa_unit ORDER BY unit") == before)
    #expect(try SinkFixture.query("SELECT a FROM t ORDER BY a") == ["1", "2", "3"])
  }

  @Test("A row that another run loaded and that refers to one of the run is in the way")
  func references() throws {
    let parents = SinkFixture.table("p", ["a", "b"])
    let children = SinkFixture.table(
      "c", ["a", "b"], references: [.init(columns: ["b"], table: "p", tableColumns: ["a"], rule: 4)]
    )
    let fixture = try SinkFixture(parents, children)
    let ledger = try #require(fixture.sink as? any RevisionLedger)
    try fixture.begin("u1")
    var rows = [fixture.chunk([["1", "x"], ["2", "y"]]), fixture.chunk([], of: 1)]
    try fixture.commit(&rows)
    try fixture.finish()
    try fixture.end()
    try fixture.begin("u2")
    rows = [fixture.chunk([]), fixture.chunk([["k", "2"], ["l", nil]], of: 1)]
    try fixture.commit(&rows, unit: 2)
    try fixture.finish(unit: 2, "u2")
    try fixture.end()
    for isForecast in [true, false] {
      let error = #expect(throws: Diagnostic.self) {
        _ =
          try isForecast
          ? ledger.forecast(ofUndoing: 1) : ledger.undo(1, by: "Lan", holder: "here:2:2")
      }
      #expect(error?.code == "SH6604")
      #expect(error?.message == "run 2 loaded rows of c that refer to rows of p of run 1")
    }
    #expect(try SinkFixture.query("SELECT a FROM p ORDER BY a") == ["1", "2"])
    _ = try ledger.undo(2, by: "Lan", holder: "here:2:2")
    _ = try ledger.undo(1, by: "Lan", holder: "here:2:2")
    #expect(try SinkFixture.query("SELECT count(*) FROM sohoa_table") == ["0"])
  }

  @Test("Many rows go as fast as their indexes are built anew")
  func many() throws {
    // On PostgreSQL a row that goes is not looked for in the indexes.
    guard TestDatabase.kind == .sqlite else { return }
    let fixture = try loaded()
    let ledger = try #require(fixture.sink as? any RevisionLedger)
    try SinkFixture.execute(
      """
      CREATE INDEX mine ON t (b);
      INSERT INTO sohoa_run (pipeline, definition, status, started, attempts)
        VALUES ('p', 'hash', 'done', '', 1);
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)
      INSERT INTO t SELECT 'k' || i, 'v' || i, 1, i, 2 FROM n;
      INSERT INTO sohoa_unit SELECT 2, pipeline, source, 'u2', member, 'u2', size, crc32, file_size,
        file_modified, file_changed, file_inode, status, reason, 2, definition FROM sohoa_unit;
      INSERT INTO sohoa_checkpoint SELECT 2, chunk, stage, 2, record, line, offset, context, NULL,
        200000, 200000, 0, 0, 0, 0, 0, 0, 4, 200003, hash, committed, 0, '' FROM sohoa_checkpoint;
      """)
    #expect(
      try ledger.undo(2, by: "Lan", holder: "here:2:2").tables
        == [.init(name: "t", removed: 200_000)])
    #expect(
      try SinkFixture.query(
        "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 't' ORDER BY name")
        == ["mine"] + Self.both)
    #expect(try SinkFixture.query("SELECT a, b FROM t ORDER BY rowid") == ["1|x", "2|y", "3|z"])
  }
}
