import SQLite
import TestSupport
import Testing

@testable import Loading

/// What a server holds is in SQLite as if it had been loaded there, and what changes there goes back.
@Suite(.temporaryDirectory, .needsServer) struct ServerMirrorTests {
  private func database(_ sql: String) throws -> String {
    let url = try PostgreSQLServer.shared.get().makeDatabase()
    try TestDatabase.$kind.withValue(.postgreSQL) {
      try TestDatabase.$url.withValue(url) { try TestDatabase.execute(sql) }
    }
    return url
  }

  private func rows(_ sql: String, in mirror: ServerMirror) throws -> [String] {
    let statement = try mirror.connection.prepare(sql)
    var rows: [String] = []
    while try statement.step() {
      rows.append(
        (0..<statement.columnCount).map { statement.string(at: $0) ?? "-" }
          .joined(separator: "|"))
    }
    return rows
  }

  @Test("Each type becomes what the load into SQLite makes of it; rows keep their order")
  func types() throws {
    let url = try database(
      """
      CREATE TABLE everything (a text, n bigint, r double precision, d numeric, b boolean, day date,
        hour time, moment timestamp, raw bytea, sohoa_row bigint);
      INSERT INTO everything VALUES
        (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 2),
        ('Đỗ ''A''', -7, 0.1, 1.50, true, '2001-02-03', '04:05:06',
          '2001-02-03 04:05:06.5', '\\x00FF', 1);
      CREATE TABLE other (a text)
      """)
    let mirror = try ServerMirror(url: url)
    try mirror.bring("SELECT * FROM Everything WHERE another > 1")
    let columns = ["a", "n", "r", "d", "b", "day", "hour", "moment", "raw"]
    let quotes = columns.map { "quote(\($0))" }.joined(separator: ", ")
    #expect(
      try rows("SELECT \(quotes) FROM everything", in: mirror) == [
        "'Đỗ ''A'''|-7|0.1|'1.50'|1|'2001-02-03'|'04:05:06'|'2001-02-03T04:05:06.500000'|X'00FF'",
        "NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL",
      ])
    #expect(
      try rows("SELECT name FROM sqlite_schema", in: mirror) == ["everything"])
  }

  @Test("Added, changed and removed rows, columns, tables and views go back, and nothing else")
  func publishing() throws {
    let url = try database(
      """
      CREATE TABLE p_version (id text, known_from bigint, known_to bigint, name text,
        said text GENERATED ALWAYS AS (name) STORED, PRIMARY KEY (id, known_from));
      INSERT INTO p_version VALUES ('1', 1, NULL, 'x'), ('2', 1, NULL, 'y'), ('3', 1, NULL, 'z');
      CREATE VIEW p AS SELECT id, name FROM p_version WHERE known_to IS NULL
      """)
    func server(_ sql: String) throws -> [String] {
      try TestDatabase.query(sql, of: url, null: "-")
    }
    let unchanged = try server("SELECT ctid::text FROM p_version WHERE id = '1'")
    let mirror = try ServerMirror(url: url)
    try mirror.bring("p", writing: ["p_version"])
    #expect(try rows("SELECT id, name FROM p ORDER BY 1", in: mirror) == ["1|x", "2|y", "3|z"])
    try mirror.connection.execute(
      """
      UPDATE p_version SET known_to = 2 WHERE id = '2'; DELETE FROM p_version WHERE id = '3';
      INSERT INTO p_version(id, known_from, name) VALUES('2', 2, 'ÿ');
      ALTER TABLE p_version ADD COLUMN born TEXT;
      UPDATE p_version SET born = '1990' WHERE known_from = 2;
      DROP VIEW p;
      CREATE VIEW p AS SELECT id, name, born FROM main.p_version WHERE known_to IS NULL;
      CREATE TABLE sohoa_note(note INTEGER PRIMARY KEY, text TEXT NOT NULL, size REAL) STRICT;
      INSERT INTO sohoa_note VALUES(5, 'a', 1.5)
      """)
    try TestDatabase.$kind.withValue(.postgreSQL) {
      try TestDatabase.$url.withValue(url) { try TestDatabase.execute("CREATE SCHEMA sohoa") }
    }
    // Doing it again, as after a commit of which nobody heard, changes nothing.
    for _ in 1...2 { try mirror.publish(["p_version", "sohoa_note", "p"]) }
    #expect(
      try server("SELECT id, known_from, known_to, name, said, born FROM p_version ORDER BY 1, 2")
        == ["1|1|-|x|x|-", "2|1|2|y|y|-", "2|2|-|ÿ|ÿ|1990"])
    #expect(try server("SELECT * FROM p ORDER BY 1") == ["1|x|-", "2|ÿ|1990"])
    #expect(try server("SELECT * FROM sohoa.note") == ["5|a|1.5"])
    #expect(try server("SELECT ctid::text FROM p_version WHERE id = '1'") == unchanged)
  }
}
