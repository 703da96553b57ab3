import Columnar
import Dataflow
import TestSupport
import Testing

@testable import Loading

/// On PostgreSQL a chunk that comes again is known by its content, but only as long as nobody has written
/// its rows since.
@Suite(.temporaryDirectory, .needsServer) struct KnownContentTests {
  private static let rows: [[String?]] = [["1", "x"], ["2", "y"], ["3", nil]]

  /// Loads a chunk of `table`, runs SQL as an administrator would, and asks in the next run which rows of
  /// `again` are known.
  private func known(
    _ again: [[String?]], afterLoading rows: [[String?]] = rows,
    of table: TargetTable = SinkFixture.table(mode: .upsert), before: String = "",
    between: String = "", as other: TargetTable? = nil
  ) throws -> [UInt32] {
    let url = try PostgreSQLServer.shared.get().makeDatabase()
    return try TestDatabase.$kind.withValue(.postgreSQL) {
      try TestDatabase.$url.withValue(url) {
        if !before.isEmpty { try TestDatabase.execute(before) }
        let fixture = try SinkFixture(table)
        try fixture.begin("u1")
        try fixture.load(rows)
        try fixture.end()
        if !between.isEmpty { try TestDatabase.execute(between) }
        fixture.tables = [other ?? table]
        try fixture.begin("u2")
        let sink = try #require(fixture.sink as? PostgreSQLSink)
        let loader = try #require(sink.session?.loaders.first)
        let chunk = fixture.chunk(again)
        return try loader.contentDigest(of: chunk).map { try loader.knownRows(of: chunk, $0) } ?? []
      }
    }
  }

  @Test(
    "The rows of a chunk are known until one of them is written",
    arguments: [
      ("", true), ("VACUUM FREEZE t", true), ("VACUUM FULL t", true),
      ("ALTER TABLE t ALTER a SET STORAGE EXTERNAL", true),
      ("UPDATE t SET b = 'z' WHERE a = '2'", false), ("UPDATE t SET b = b WHERE a = '2'", false),
      // All rows are of one transaction afterwards, too.
      ("UPDATE t SET b = b", false), ("DELETE FROM t WHERE a = '1'", false),
      (
        """
        BEGIN; CREATE TABLE s AS TABLE t; CREATE INDEX ON s (sohoa_row); DROP TABLE t;
        ALTER TABLE s RENAME TO t; UPDATE sohoa.checkpoint SET last_row = last_row; COMMIT
        """, false
      ),
    ])
  func written(sql: String, isKnown: Bool) throws {
    #expect(try known(Self.rows, between: sql) == (isKnown ? [0, 1, 2] : []))
  }

  @Test("Another value, another order, other rows and other columns are another content")
  func otherContent() throws {
    for rows: [[String?]] in [
      [["1", "x"], ["2", "y"], ["3", ""]], [["1", "x"], ["2", nil], ["3", "y"]],
      [["2", "y"], ["1", "x"], ["3", nil]], [["1", "x"], ["2", "y"]],
      [["1", "x"], ["2", "y"], ["3", nil], ["4", "z"]], [["1", "x2"], ["", "y"], ["3", nil]],
    ] {
      #expect(try known(rows).isEmpty, "\(rows)")
    }
    let swapped =
      "ALTER TABLE t RENAME a TO c; ALTER TABLE t RENAME b TO a; ALTER TABLE t RENAME c TO b"
    let other = SinkFixture.table("t", ["b", "a"], mode: .upsert, key: ["b"])
    #expect(try known(Self.rows, between: swapped, as: other).isEmpty)
  }

  @Test("Of values with numbers it is the number that counts")
  func numbers() throws {
    let table = SinkFixture.table(
      "t", ["a", "n", "d"], types: [.integer, .number, .date], mode: .upsert)
    let rows: [[String?]] = [["1", "0.5", "2001-02-03"], ["2", nil, nil]]
    #expect(try known(rows, afterLoading: rows, of: table) == [0, 1])
    #expect(
      try known([["1", "0.5", "2001-02-04"], ["2", nil, nil]], afterLoading: rows, of: table)
        .isEmpty)
  }

  @Test("A row without its main key is new each time, and one that refers to others is looked at")
  func neverKnown() throws {
    let rows: [[String?]] = [["1", "x"], [nil, "y"]]
    #expect(try known(rows, afterLoading: rows).isEmpty)
    #expect(try known(Self.rows, of: SinkFixture.table()).isEmpty)
    let referring = SinkFixture.table(
      mode: .upsert,
      references: [
        .init(columns: ["b"], table: "t", tableColumns: ["a"], rule: 4, severity: .reject)
      ])
    #expect(try known([["1", nil]], afterLoading: [["1", nil]], of: referring).isEmpty)
  }

  @Test(
    "Where a table may hold something else than what was sent, nothing is known",
    arguments: [
      "b varchar(9)", "b text",
    ])
  func tablesOfOthers(column: String) throws {
    let lineage = """
      sohoa_unit bigint NOT NULL, sohoa_record bigint NOT NULL, sohoa_run bigint NOT NULL,
      sohoa_row bigint NOT NULL
      """
    let make = "CREATE TABLE t (a text, \(column), \(lineage)); CREATE INDEX ON t (sohoa_row);"
    let trigger = """
      CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN NEW.b := upper(NEW.b); RETURN NEW; END';
      CREATE TRIGGER shout BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION shout()
      """
    let isPlain = column == "b text"
    #expect(try known(Self.rows, before: make) == (isPlain ? [0, 1, 2] : []))
    #expect(
      try known(Self.rows, before: make + trigger, between: "DROP TRIGGER shout ON t").isEmpty)
    // Without an index every look for rows would go through all of them.
    #expect(try known(Self.rows, before: "CREATE TABLE t (a text, \(column), \(lineage))").isEmpty)
  }

  @Test("A row that had waited for the keys is looked at by itself")
  func waiting() throws {
    let rows: [[String?]] = [["1", "x"], ["1", "x"], ["2", "y"]]
    #expect(try known(rows, afterLoading: rows) == [0, 2])
    let changed: [[String?]] = [["1", "x"], ["1", "z"], ["2", "y"]]
    #expect(try known(changed, afterLoading: changed).isEmpty)
  }

  @Test("Rows of a table that is divided are known, too")
  func partitions() throws {
    var table = SinkFixture.table(mode: .upsert)
    table.partitions = 3
    #expect(try known(Self.rows, of: table) == [0, 1, 2])
    #expect(try known(Self.rows, of: table, between: "UPDATE t SET b = b WHERE a = '3'").isEmpty)
  }
}
