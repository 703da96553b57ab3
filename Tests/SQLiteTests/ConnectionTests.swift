import Foundation
import SQLite
import TestSupport
import Testing

@Suite(.temporaryDirectory) struct ConnectionTests {
  var path: String { TemporaryDirectory.path + "/a.sqlite" }

  @Test("What one connection commits, another one reads from the file")
  func file() throws {
    let writer = try Connection(path: path)
    try writer.execute("CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('x'), ('y')")
    #expect(writer.changes == 2)
    #expect(writer.lastInsertRowID == 2)
    let reader = try Connection(path: path, mode: .readOnly)
    #expect(try reader.integer("SELECT count(*) FROM t") == 2)
    #expect(try reader.text("SELECT max(a) FROM t") == "y")
    #expect(try reader.text("SELECT a FROM t WHERE 0") == nil)
  }

  @Test(
    "A missing file opens only for creation", arguments: [Connection.Mode.readOnly, .readWrite])
  func missing(mode: Connection.Mode) {
    let error = #expect(throws: SQLiteError.self) { try Connection(path: path, mode: mode) }
    #expect(error?.isIO == true)
    #expect(error?.message == "unable to open database file")
  }

  @Test("A read-only connection refuses to write")
  func readOnly() throws {
    try Connection(path: path).execute("CREATE TABLE t (a)")
    let reader = try Connection(path: path, mode: .readOnly)
    let error = #expect(throws: SQLiteError.self) { try reader.execute("INSERT INTO t VALUES (1)") }
    #expect(error?.isReadOnly == true)
  }

  @Test("A transaction shows as open until it ends")
  func transaction() throws {
    let connection = try Connection.inMemory()
    #expect(!connection.inTransaction)
    try connection.execute("BEGIN")
    #expect(connection.inTransaction)
    try connection.execute("ROLLBACK")
    #expect(!connection.inTransaction)
  }

  @Test("A broken constraint names the column and not the value")
  func constraint() throws {
    let connection = try Connection.inMemory()
    try connection.execute("CREATE TABLE t (a TEXT UNIQUE, b INTEGER) STRICT")
    let insert = try connection.prepare("INSERT INTO t VALUES (?1, ?2)", isPersistent: true)
    try insert.bind("Nguyễn Thị Ánh", at: 1)
    try insert.run()
    let error = #expect(throws: SQLiteError.self) { try insert.run() }
    #expect(error?.isConstraint == true)
    #expect(error?.extendedCode == 2067)
    #expect(
      error?.description
        == "SQLite: UNIQUE constraint failed: t.a (code 2067) in INSERT INTO t VALUES (?1, ?2)")
    try insert.bind("secret", at: 2)
    let mismatch = #expect(throws: SQLiteError.self) { try insert.run() }
    #expect(mismatch?.isConstraint == true)
    #expect(mismatch?.message == "cannot store TEXT value in INTEGER column t.b")
  }

  @Test("A lock held by another connection is busy")
  func busy() throws {
    let first = try Connection(path: path)
    try first.execute("CREATE TABLE t (a); BEGIN IMMEDIATE")
    let second = try Connection(path: path)
    second.setBusyTimeout(milliseconds: 1)
    let error = #expect(throws: SQLiteError.self) { try second.execute("BEGIN IMMEDIATE") }
    #expect(error?.isBusy == true)
  }

  @Test("A database at its page limit is full")
  func full() throws {
    let connection = try Connection(path: path)
    try connection.execute("CREATE TABLE t (a)")
    try connection.execute("PRAGMA max_page_count = 3")
    let error = #expect(throws: SQLiteError.self) {
      try connection.execute("INSERT INTO t VALUES (zeroblob(100000))")
    }
    #expect(error?.isFull == true)
  }

  @Test("A file that is no database is corrupt")
  func corrupt() throws {
    try String(repeating: "no database ", count: 100).write(
      toFile: path, atomically: false, encoding: .utf8)
    let connection = try Connection(path: path, mode: .readOnly)
    let error = #expect(throws: SQLiteError.self) {
      try connection.integer("SELECT count(*) FROM sqlite_schema")
    }
    #expect(error?.isCorrupt == true)
  }

  @Test("A syntax error tells the offset of its token")
  func syntax() throws {
    let connection = try Connection.inMemory()
    let error = #expect(throws: SQLiteError.self) {
      try connection.prepare("SELECT a FROM nowhere")
    }
    #expect(error?.message == "no such table: nowhere")
    let other = #expect(throws: SQLiteError.self) { try connection.prepare("SELECT 1 +") }
    #expect(other?.message == "incomplete input")
    let third = #expect(throws: SQLiteError.self) { try connection.prepare("SELECT 1, nope + 2") }
    #expect(third?.message == "no such column: nope")
    #expect(third?.offset == 10)
  }

  @Test(
    "Two statements, or none, are not one", arguments: ["SELECT 1; SELECT 2", "", "  ", "-- a"])
  func oneStatement(sql: String) throws {
    let connection = try Connection.inMemory()
    #expect(throws: SQLiteError.self) { try connection.prepare(sql) }
  }

  @Test("A statement ends soon after a stop is wanted, and the next one runs")
  func interrupt() throws {
    let connection = try Connection.inMemory()
    var questions = 0
    let error = #expect(throws: SQLiteError.self) {
      try connection.interrupting(when: {
        questions += 1
        return questions == 3
      }) {
        try connection.integer(
          "WITH RECURSIVE c(x) AS (VALUES(1) UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c")
      }
    }
    #expect(error?.isInterrupted == true)
    #expect(questions == 3)
    #expect(
      try connection.integer(
        "WITH RECURSIVE c(x) AS (VALUES(1) UNION ALL SELECT x + 1 FROM c LIMIT 100000)"
          + " SELECT count(*) FROM c") == 100_000)
    #expect(questions == 3)
  }
}
