import Columnar
import SQLite
import Testing

@Suite struct RestrictionTests {
  func makeConnection() throws -> (Connection, ChunkTable) {
    let connection = try Connection.inMemory()
    try connection.execute("CREATE TABLE secret (a)")
    connection.restrictToExpressions(
      functions: ["upper", "like", "count", "replace", "printf"], textLimit: 1000,
      instructionsPerChunk: 1_000_000)
    let table = try connection.registerChunkTable(named: "chunk", columns: [("ten", .text)])
    return (connection, table)
  }

  func makeChunk(rows: Int) -> Chunk {
    var chunk = Chunk(columns: ["ten"])
    for row in 0..<rows {
      chunk.columns[0].cells.append(chunk.bytes.append(Array("an".utf8)))
      chunk.origins.append(RowOrigin(record: Int64(row) + 1, line: 0, offset: 0, raw: .null))
      chunk.states.append(.live)
    }
    return chunk
  }

  @Test(
    "An expression over the chunk is allowed",
    arguments: ["upper(ten)", "ten || 'x'", "ten LIKE 'a%'", "CASE WHEN _row > 1 THEN 1 END"])
  func allowed(expression: String) throws {
    let (connection, _) = try makeConnection()
    _ = try connection.prepare("SELECT \(expression) FROM chunk")
  }

  @Test(
    "Whatever is not an expression over the chunk is refused with its reason",
    arguments: [
      ("SELECT a FROM secret", "the table secret may not be read"),
      (
        "SELECT (SELECT count(*) FROM sqlite_schema) FROM chunk",
        "the table sqlite_schema may not be read"
      ),
      ("SELECT lower(ten) FROM chunk", "the function lower() is not available"),
      ("SELECT load_extension('x') FROM chunk", "the function load_extension() is not available"),
      ("SELECT current_date FROM chunk", "the function current_date() is not available"),
      ("ATTACH 'x.sqlite' AS x", "only an expression is allowed"),
      ("PRAGMA page_size", "only an expression is allowed"),
      ("INSERT INTO secret VALUES (1)", "only an expression is allowed"),
      ("DELETE FROM secret", "only an expression is allowed"),
      ("CREATE TABLE t (a)", "only an expression is allowed"),
      ("CREATE TEMP VIEW t AS SELECT 1", "only an expression is allowed"),
      ("DROP TABLE secret", "only an expression is allowed"),
      ("BEGIN", "only an expression is allowed"), ("SAVEPOINT a", "only an expression is allowed"),
      ("VACUUM INTO 'x.sqlite'", "only an expression is allowed"),
      (
        "WITH RECURSIVE c(x) AS (VALUES(1) UNION ALL SELECT x + 1 FROM c) SELECT x FROM c",
        "recursion is not available"
      ),
      (
        "SELECT name FROM pragma_table_info('secret')",
        "only an expression is allowed"
      ),
      ("SELECT \"nowhere\" FROM chunk", "no such column: nowhere"),
    ])
  func refused(sql: String, message: String) throws {
    let (connection, _) = try makeConnection()
    let error = #expect(throws: SQLiteError.self) {
      let statement = try connection.prepare(sql)
      try statement.run()
    }
    #expect(error?.message == message)
  }

  @Test("A statement that takes too many steps is interrupted, and the next chunk starts afresh")
  func steps() throws {
    let (connection, table) = try makeConnection()
    let error = #expect(throws: SQLiteError.self) {
      try table.withRows(of: makeChunk(rows: 1000)) {
        _ = try connection.integer("SELECT count(*) FROM chunk a, chunk b")
      }
    }
    #expect(error?.isInterrupted == true)
    let count = try table.withRows(of: makeChunk(rows: 1000)) {
      try connection.integer("SELECT count(*) FROM chunk")
    }
    #expect(count == 1000)
  }

  @Test("A value over the limit is too big")
  func size() throws {
    let (connection, table) = try makeConnection()
    let error = #expect(throws: SQLiteError.self) {
      try table.withRows(of: makeChunk(rows: 1)) {
        _ = try connection.text("SELECT replace(printf('%900s', ten), ' ', 'xx') FROM chunk")
      }
    }
    #expect(error?.isTooBig == true)
  }

  @Test("Computed values fill columns of their types, and others are told")
  func collection() throws {
    let (connection, table) = try makeConnection()
    var chunk = makeChunk(rows: 3)
    chunk.states[1] = .filtered
    var columns = [
      Column(name: "a"), Column(name: "b", type: .integer), Column(name: "c", type: .number),
      Column(name: "d", type: .boolean),
    ]
    for index in columns.indices {
      columns[index].cells = Array(repeating: .null, count: 3)
      columns[index].values = Array(repeating: -1, count: 3)
    }
    let statement = try connection.prepare(
      """
      SELECT _row, upper(ten) || _row, CASE _row WHEN 0 THEN -5 ELSE 'x' END, _row / 10.0, \
      _row = 0 FROM chunk
      """)
    var bytes = chunk.bytes
    let mismatches = try table.withRows(of: chunk) {
      try statement.collect(into: &columns, bytes: &bytes)
    }
    #expect(mismatches == [TypeMismatch(row: 2, column: 1)])
    let texts = columns.map { column in column.cells.map { bytes.string($0) } }
    #expect(
      texts == [
        ["AN0", nil, "AN2"], ["-5", nil, nil], ["0.0", nil, "0.2"], ["true", nil, "false"],
      ])
    #expect(columns[1].values[0] == -5)
    #expect(Double(bitPattern: UInt64(bitPattern: columns[2].values[2])) == 0.2)
    #expect(columns[3].values == [1, -1, 0])
    let limited = #expect(throws: SQLiteError.self) {
      try table.withRows(of: chunk) {
        _ = try statement.collect(into: &columns, bytes: &bytes, byteLimit: 5)
      }
    }
    #expect(limited?.isTooBig == true)
  }
}
