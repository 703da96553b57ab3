import Columnar
import SQLite
import Testing

@Suite struct ChunkTableTests {
  /// Three columns, four rows: live, rejected, live with nulls, live.
  func makeChunk() -> Chunk {
    var chunk = Chunk(columns: ["ho ten", "so", "ty_le"])
    chunk.columns[1].type = .integer
    chunk.columns[2].type = .number
    let rows: [(String?, Int64?, Double?, RowState)] = [
      ("Nguyễn Văn Ánh", 7, 0.5, .live), ("bị loại", 8, 1, .rejected), (nil, nil, nil, .live),
      ("", -3, -2.25, .live),
    ]
    for (index, row) in rows.enumerated() {
      let raw = chunk.bytes.append(Array("raw\(index)".utf8))
      chunk.origins.append(
        RowOrigin(
          record: Int64(index) + 101, line: Int64(index) + 2, offset: Int64(index) * 10, raw: raw,
          parent: UInt32(index) + 40))
      chunk.states.append(row.3)
      chunk.columns[0].cells.append(row.0.map { chunk.bytes.append(Array($0.utf8)) } ?? .null)
      chunk.columns[1].cells.append(
        row.1.map { chunk.bytes.append(Array("\($0)".utf8)) } ?? .null)
      chunk.columns[1].values.append(row.1 ?? 99)
      chunk.columns[2].cells.append(
        row.2.map { chunk.bytes.append(Array("\($0)".utf8)) } ?? .null)
      chunk.columns[2].values.append(Int64(bitPattern: (row.2 ?? 99).bitPattern))
    }
    return chunk
  }

  let columns: [(name: String, type: ColumnType)] = [
    ("ho ten", .text), ("so", .integer), ("ty_le", .number),
  ]

  func rows(_ statement: Statement) throws -> [[String?]] {
    var rows: [[String?]] = []
    while try statement.step() {
      rows.append((0..<statement.columnCount).map { statement.string(at: $0) })
    }
    statement.reset()
    return rows
  }

  @Test("Live rows show with their values, their nulls and their types")
  func content() throws {
    let connection = try Connection.inMemory()
    let table = try connection.registerChunkTable(named: "chunk", columns: columns)
    let statement = try connection.prepare("SELECT *, typeof(so), typeof(ty_le) FROM chunk")
    #expect(try rows(statement) == [])
    let shown = try table.withRows(of: makeChunk()) { try rows(statement) }
    #expect(
      shown == [
        ["Nguyễn Văn Ánh", "7", "0.5", "integer", "real"], [nil, nil, nil, "null", "null"],
        ["", "-3", "-2.25", "integer", "real"],
      ])
    #expect(try rows(statement) == [])
  }

  @Test("Hidden columns tell where a row came from and what became of it")
  func origins() throws {
    let connection = try Connection.inMemory()
    let table = try connection.registerChunkTable(named: "chunk", columns: columns)
    let statement = try connection.prepare(
      "SELECT _row, rowid, _record, _line, _offset, CAST(_raw AS TEXT), _parent, _state FROM chunk")
    let shown = try table.withRows(of: makeChunk(), .rows([3, 1, 1])) { try rows(statement) }
    #expect(
      shown == [
        ["3", "3", "104", "5", "30", "raw3", "43", "0"],
        ["1", "1", "102", "3", "10", "raw1", "41", "3"],
        ["1", "1", "102", "3", "10", "raw1", "41", "3"],
      ])
  }

  @Test(
    "A selection decides which rows show",
    arguments: [
      (RowSelection.live, "0,2,3"), (.liveIn(1..<3), "2"), (.liveIn(0..<99), "0,2,3"),
      (.liveIn(4..<4), nil), (.liveIn(7..<9), nil), (.rows([]), nil), (.rows([2, 0]), "2,0"),
    ] as [(RowSelection, String?)])
  func selection(_ selection: RowSelection, expected: String?) throws {
    let connection = try Connection.inMemory()
    let table = try connection.registerChunkTable(named: "chunk", columns: columns)
    let shown = try table.withRows(of: makeChunk(), selection) {
      try connection.text("SELECT group_concat(_row) FROM chunk")
    }
    #expect(shown == expected)
  }

  @Test(
    "A row is found by its index among the rows that show",
    arguments: [
      ("_row = 0", "0"), ("_row = 1", nil), ("rowid = 3", "3"), ("_row = 4", nil),
      ("_row = -1", nil), ("_row = 2.0", "2"), ("_row = '2'", "2"), ("_row = NULL", nil),
      ("_row = 9223372036854775807", nil), ("_row IN (3, 0, 1)", "0,3"),
    ] as [(String, String?)])
  func lookup(condition: String, expected: String?) throws {
    let connection = try Connection.inMemory()
    let table = try connection.registerChunkTable(named: "chunk", columns: columns)
    let sql = "SELECT group_concat(_row) FROM chunk WHERE \(condition)"
    let found = try table.withRows(of: makeChunk()) { try connection.text(sql) }
    #expect(found == expected)
    let listed = try table.withRows(of: makeChunk(), .rows([3, 2, 0])) { try connection.text(sql) }
    #expect(listed?.split(separator: ",").sorted().joined(separator: ",") == expected)
  }

  @Test("Rows are inserted into a STRICT table in one statement")
  func insertion() throws {
    let connection = try Connection.inMemory()
    try connection.execute(
      "CREATE TABLE t (a TEXT, b INTEGER, c REAL, run INTEGER, record INTEGER) STRICT")
    let table = try connection.registerChunkTable(named: "chunk", columns: columns)
    let insert = try connection.prepare(
      "INSERT INTO t SELECT \"ho ten\", so, ty_le, ?1, _record FROM chunk", isPersistent: true)
    try insert.bind(5, at: 1)
    try table.withRows(of: makeChunk()) { try insert.run() }
    #expect(connection.changes == 3)
    #expect(
      try rows(connection.prepare("SELECT * FROM t")) == [
        ["Nguyễn Văn Ánh", "7", "0.5", "5", "101"], [nil, nil, nil, "5", "103"],
        ["", "-3", "-2.25", "5", "104"],
      ])
  }

  @Test("A statement that stands on a row is reset when the chunk goes, and no other one")
  func statementOutlivesChunk() throws {
    let connection = try Connection.inMemory()
    let table = try connection.registerChunkTable(named: "chunk", columns: columns)
    let statement = try connection.prepare("SELECT \"ho ten\" FROM chunk")
    let other = try connection.prepare("SELECT 1 UNION ALL SELECT 2")
    #expect(try other.step())
    try table.withRows(of: makeChunk()) {
      _ = try statement.step()
      #expect(statement.string(at: 0) == "Nguyễn Văn Ánh")
    }
    #expect(statement.string(at: 0) == nil)
    #expect(try !statement.step())
    #expect(try other.step())
    #expect(other.int64(at: 0) == 2)
    let again = try table.withRows(of: makeChunk()) { try rows(statement) }
    #expect(again.count == 3)
  }

  @Test("An error thrown while rows show leaves the table empty and usable")
  func error() throws {
    struct Stop: Error {}
    let connection = try Connection.inMemory()
    let table = try connection.registerChunkTable(named: "chunk", columns: columns)
    #expect(throws: Stop.self) { try table.withRows(of: makeChunk()) { throw Stop() } }
    #expect(try connection.integer("SELECT count(*) FROM chunk") == 0)
    let count = try table.withRows(of: makeChunk()) {
      try connection.integer("SELECT count(*) FROM chunk")
    }
    #expect(count == 3)
  }

  @Test("A statement works after the table's object is gone, on no rows")
  func lifetime() throws {
    let connection = try Connection.inMemory()
    var table: ChunkTable? = try connection.registerChunkTable(named: "chunk", columns: columns)
    let statement = try connection.prepare("SELECT * FROM chunk")
    #expect(table?.columns == ["ho ten", "so", "ty_le"])
    table = nil
    #expect(try rows(statement) == [])
  }

  @Test("A cell outside of the chunk's bytes is an error, not a read beyond them")
  func cellOutOfRange() throws {
    let connection = try Connection.inMemory()
    let table = try connection.registerChunkTable(named: "chunk", columns: columns)
    var chunk = makeChunk()
    chunk.columns[0].cells[0] = Cell(start: UInt32(chunk.bytes.count), length: 1)
    let error = #expect(throws: SQLiteError.self) {
      try table.withRows(of: chunk) {
        _ = try connection.integer("SELECT max(\"ho ten\") FROM chunk")
      }
    }
    #expect(error?.message == "a cell lies outside of its chunk's bytes")
  }

  @Test("The table cannot be written")
  func readOnly() throws {
    let connection = try Connection.inMemory()
    _ = try connection.registerChunkTable(named: "chunk", columns: columns)
    let error = #expect(throws: SQLiteError.self) { try connection.execute("DELETE FROM chunk") }
    #expect(error?.message == "table chunk may not be modified")
  }

  @Test("Names that clash are an error when the table is registered")
  func names() throws {
    let connection = try Connection.inMemory()
    let twice = #expect(throws: SQLiteError.self) {
      try connection.registerChunkTable(named: "chunk", columns: [("a", .text), ("A", .text)])
    }
    #expect(twice?.message == "duplicate column name: A")
    try connection.execute("CREATE TABLE chunk2 (a)")
    let hidden = #expect(throws: SQLiteError.self) {
      try connection.registerChunkTable(named: "chunk2", columns: [("a", .text)])
    }
    #expect(hidden?.message == "a table named chunk2 hides the chunk's")
    let quoted = try connection.registerChunkTable(named: "a\"b", columns: [("c\"d", .text)])
    #expect(quoted.columns == ["c\"d"])
    let none = try connection.registerChunkTable(named: "none", columns: [])
    let count = try none.withRows(of: makeChunk()) {
      try connection.integer("SELECT count(*) FROM none")
    }
    #expect(count == 3)
  }

  @Test("A table may be as wide as SQLite allows, and a wider one is an error")
  func width() throws {
    let connection = try Connection.inMemory()
    let names = (0..<1993).map { "c\($0)" }
    let table = try connection.registerChunkTable(
      named: "wide", columns: names.map { ($0, .text) })
    var chunk = Chunk(columns: names)
    let cell = chunk.bytes.append(Array("x".utf8))
    for index in names.indices { chunk.columns[index].cells = [cell] }
    chunk.origins = [RowOrigin(record: 1, line: 1, offset: 0, raw: cell)]
    chunk.states = [.live]
    let text = try table.withRows(of: chunk) {
      try connection.text("SELECT c0 || c1992 || _record FROM wide")
    }
    #expect(text == "xx1")
    let error = #expect(throws: SQLiteError.self) {
      try connection.registerChunkTable(
        named: "wider", columns: (0..<2001).map { ("c\($0)", .text) })
    }
    #expect(error?.message == "too many columns on x")
  }
}
