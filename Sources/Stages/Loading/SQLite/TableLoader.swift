import Columnar
import Dataflow
import SQLite

/// Loads the chunks of one stage into its table.
///
/// A table that is filled for the first time has no index on its keys: building it afterwards
/// measured 1.6 times the load without key, keeping it up row by row 6 times. Until then a
/// ``KeyFilter`` for each key lets rows through whose keys are surely new, and the few others wait
/// in a table of their own (see `TableLoader+Deferred.swift`).
final class TableLoader {
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
  var merged = Merged()
  var statements: [String: Statement] = [:]
  var hashes: [UInt64] = []

  init(_ table: TargetTable, isReferenced: Bool, connection: Connection) throws {
    self.table = table
    self.isReferenced = isReferenced
    self.connection = connection
    rows = try connection.registerChunkTable(
      named: "sohoa_chunk_of_" + table.name,
      columns: table.columns.map { (name: $0.name, type: $0.type) })
    keys = TableKey.keys(of: table)
  }

  /// Where rows come from and which run loads them.
  struct Origin {
    var run: Int64
    var unit: Int64
    /// The chunk's number in the unit.
    var chunk: Int64
  }

  /// What became of a chunk's live rows.
  struct Outcome {
    var loaded = 0
    var updated = 0
    var unchanged = 0
    var deferred = 0
    /// The rowids of the rows added: adjacent, since one writer adds them.
    var firstRow: Int64 = 0
    var lastRow: Int64 = 0
  }

  /// Adds the live rows of a chunk, inside the caller's transaction.
  ///
  /// Rows with the key of another get the state `duplicate` or `rejected`, rows that refer to
  /// nothing or that the database refuses the state `rejected`.
  func load(_ chunk: inout Chunk, from origin: Origin) throws -> Outcome {
    var outcome = Outcome()
    let before = lastRow
    try checkReferences(of: &chunk)
    if keys.isEmpty {
      lastRow += try add(.live, of: &chunk, from: origin)
    } else if filters != nil {
      let doubtful = rowsWithDoubtfulKey(in: chunk)
      outcome.deferred = doubtful.count
      try putOff(doubtful, of: chunk, from: origin)
      lastRow += try add(chunk.liveRows(without: doubtful), of: &chunk, from: origin)
    } else {
      try merge(&chunk, into: &outcome, from: origin)
    }
    outcome.loaded = Int(lastRow - before)
    merged.chunks += 1
    merged.rows += chunk.rowCount
    merged.added += outcome.loaded
    if outcome.loaded > 0 {
      outcome.firstRow = before + 1
      outcome.lastRow = lastRow
    }
    return outcome
  }

  /// Adds rows.
  ///
  /// - Returns: the number of rows added. Their rowids follow ``lastRow`` without a gap: the table
  ///   has one writer, and a new row gets the largest rowid plus one.
  func add(_ selection: RowSelection, of chunk: inout Chunk, from origin: Origin) throws -> Int64 {
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

  /// Runs statements over rows; when the database refuses one, halves the rows until the guilty
  /// ones are found, which are rejected.
  ///
  /// - Returns: the sum of what `body` returned for the rows that went through.
  func bisect(
    _ selection: RowSelection, of chunk: inout Chunk, using used: [Statement],
    _ body: () throws -> Int64
  ) throws -> Int64 {
    try connection.execute("SAVEPOINT sohoa_rows")
    do {
      let count = try rows.withRows(of: chunk, selection) { try body() }
      try connection.execute("RELEASE sohoa_rows")
      return count
    } catch let error as SQLiteError where error.isConstraint || error.isTooBig {
      for statement in used { statement.reset() }
      try connection.execute("ROLLBACK TO sohoa_rows; RELEASE sohoa_rows")
      let indices = chunk.indices(of: selection)
      guard indices.count > 1 else {
        for row in indices {
          chunk.note(Violation(row: Int(row), rule: table.constraintRule), severity: .reject)
        }
        return 0
      }
      let middle = indices.count / 2
      let first = try bisect(.rows(Array(indices[..<middle])), of: &chunk, using: used, body)
      return try first
        + bisect(.rows(Array(indices[middle...])), of: &chunk, using: used, body)
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

extension Chunk {
  /// The rows that a selection shows.
  func indices(of selection: RowSelection) -> [UInt32] {
    switch selection {
    case .rows(let rows): rows
    case .live: liveRows(in: 0..<rowCount)
    case .liveIn(let range): liveRows(in: range)
    }
  }

  /// All live rows but some.
  func liveRows(without others: [UInt32]) -> RowSelection {
    guard !others.isEmpty else { return .live }
    let left = Set(others)
    return .rows(liveRows(in: 0..<rowCount).filter { !left.contains($0) })
  }

  private func liveRows(in range: Range<Int>) -> [UInt32] {
    var rows: [UInt32] = []
    let states = states.span
    for row in range where states[row] == .live { rows.append(UInt32(row)) }
    return rows
  }
}
