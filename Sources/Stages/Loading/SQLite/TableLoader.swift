import Columnar
import Dataflow
import SQLite

/// Loads the chunks of one stage into its table in SQLite.
final class TableLoader: ChunkLoader {
  let table: TargetTable
  let connection: Connection
  /// The chunk as a table of the connection.
  let rows: ChunkTable
  /// The key that rows are merged by, then the others.
  let keys: [TableKey]
  /// One filter for each key while the keys' indexes are not built, else `nil`.
  var filters: [KeyFilter]?
  /// Whether rows refer to the table while it is filled, so that its indexes are kept up from the
  /// first row on.
  let isReferenced: Bool
  /// The rowid of the last row of the table.
  var lastRow: Int64 = 0
  var merged = MergeRecord()
  var statements: [String: Statement] = [:]
  var hashes: [UInt64] = []
  /// The chunk whose rows are put aside, so that SQL can ask for their fields as read.
  let shown = ShownChunk()
  /// The SQL function that gives them.
  let fieldsName: String

  /// The SQL function that gives the row of the table that a row of the chunk is paired with.
  let pairName: String

  /// A chunk that functions of SQL see.
  final class ShownChunk {
    var chunk: Chunk?
    var pairs: [UInt32: Int64] = [:]
  }

  init(_ table: TargetTable, isReferenced: Bool, connection: Connection) throws {
    self.table = table
    self.isReferenced = isReferenced
    self.connection = connection
    rows = try connection.registerChunkTable(
      named: "sohoa_chunk_of_" + table.name,
      columns: table.columns.map { (name: $0.name, type: $0.type) })
    keys = TableKey.keys(of: table)
    fieldsName = "sohoa_fields_of_" + table.name
    try connection.addFunction(fieldsName, argumentCounts: 1...1) { [shown] call in
      guard let row = call.wholeNumber(0), let text = shown.chunk?.textAsRead(row: row) else {
        return call.answerNull()
      }
      call.answer(text)
    }
    pairName = "sohoa_pair_of_" + table.name
    try connection.addFunction(pairName, argumentCounts: 1...1) { [shown] call in
      guard let row = call.wholeNumber(0), let existing = shown.pairs[UInt32(row)] else {
        return call.answerNull()
      }
      call.answer(Int(existing))
    }
  }

  /// The chunk's table shows whatever chunk a statement is run over.
  func takeUp(_ chunk: Chunk) {}

  /// Adds rows; the table has one writer, and a new row gets the largest rowid plus one.
  func add(_ selection: RowSelection, of chunk: inout Chunk, from origin: LoadOrigin) throws
    -> Int64
  {
    let statement = try prepared(
      "add",
      """
      INSERT INTO \(quoted: table.name) (\(names), sohoa_unit, sohoa_record, sohoa_run)
      SELECT \(names), ?1, _record, ?2 FROM \(quoted: rows.name)
      """)
    try statement.bind(origin.unit, at: 1)
    try statement.bind(origin.run, at: 2)
    return try bisect(selection, of: &chunk, using: [statement]) {
      try statement.run()
      return connection.changes
    }
  }

  /// Runs statements over rows inside a savepoint, and rejects those that the database refuses.
  func bisect(
    _ selection: RowSelection, of chunk: inout Chunk, using used: [Statement],
    _ body: () throws -> Int64
  ) throws -> Int64 {
    try bisect(selection, of: &chunk) { selection, chunk in
      try connection.execute("SAVEPOINT sohoa_rows")
      do {
        let count = try rows.withRows(of: chunk, selection) { try body() }
        try connection.execute("RELEASE sohoa_rows")
        return count
      } catch let error as SQLiteError where error.isConstraint || error.isTooBig {
        for statement in used { statement.reset() }
        try connection.execute("ROLLBACK TO sohoa_rows; RELEASE sohoa_rows")
        return nil
      }
    }
  }

  /// A statement that is compiled at its first use.
  func prepared(_ name: String, _ sql: @autoclosure () -> String) throws -> Statement {
    if let statement = statements[name] { return statement }
    let statement = try connection.prepare(sql(), isPersistent: true)
    statements[name] = statement
    return statement
  }
}
