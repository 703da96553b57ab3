import Columnar
import Dataflow
import SQLite

/// Loads the chunks of one stage into its table.
///
/// A table that is filled for the first time has no index on its key: building it afterwards
/// measured 1.6 times the load without key, keeping it up row by row 6 times. Until then a
/// ``KeyFilter`` lets rows through whose key is surely new, and the few others wait in a table
/// of their own (see `TableLoader+Deferred.swift`).
final class TableLoader {
  let table: TargetTable
  let connection: Connection
  /// The chunk as a table of the connection.
  let rows: ChunkTable
  /// The positions of the key's columns in the chunk.
  let keyColumns: [Int]
  /// The filter while the key's index is not built, else `nil`.
  var filter: KeyFilter?
  /// The rowid of the last row of the table.
  var lastRow: Int64 = 0
  var insert: Statement?
  var findExisting: Statement?
  var update: Statement?
  var keepBefore: Statement?
  var putOff: Statement?

  init(_ table: TargetTable, connection: Connection) throws {
    self.table = table
    self.connection = connection
    rows = try connection.registerChunkTable(
      named: "sohoa_chunk_of_" + table.name,
      columns: table.columns.map { (name: $0.name, type: $0.type) })
    keyColumns = table.key.compactMap { name in table.columns.firstIndex { $0.name == name } }
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
  /// Rows with the key of another get the state `duplicate` or `rejected`, rows that the database
  /// refuses the state `rejected`.
  func load(_ chunk: inout Chunk, run: Int64, unit: Int64, chunkNumber: Int64) throws -> Outcome {
    var outcome = Outcome()
    let before = lastRow
    if table.key.isEmpty {
      lastRow += try add(.live, of: &chunk, run: run, unit: unit)
    } else if filter != nil {
      let doubtful = rowsWithDoubtfulKey(in: chunk)
      outcome.deferred = doubtful.count
      try putOff(doubtful, of: &chunk, unit: unit, chunkNumber: chunkNumber)
      lastRow += try add(
        selection(of: chunk, without: doubtful), of: &chunk, run: run, unit: unit)
    } else {
      try merge(
        &chunk, into: &outcome, run: run, unit: unit, chunkNumber: chunkNumber)
    }
    outcome.loaded = Int(lastRow - before)
    if outcome.loaded > 0 {
      outcome.firstRow = before + 1
      outcome.lastRow = lastRow
    }
    return outcome
  }

  /// Adds rows; when the database refuses one, halves the rows until the guilty ones are found.
  ///
  /// - Returns: the number of rows added. Their rowids follow ``lastRow`` without a gap: the table
  ///   has one writer, and a new row gets the largest rowid plus one.
  private func add(
    _ selection: RowSelection, of chunk: inout Chunk, run: Int64, unit: Int64
  ) throws -> Int64 {
    let statement = try prepared(
      \.insert,
      """
      INSERT INTO \(quoted: table.name) (\(names), sohoa_unit, sohoa_record, sohoa_run)
      SELECT \(names), ?1, _record, ?2 FROM \(quoted: rows.name)
      """)
    try statement.bind(unit, at: 1)
    try statement.bind(run, at: 2)
    try connection.execute("SAVEPOINT sohoa_rows")
    do {
      try rows.withRows(of: chunk, selection) { try statement.run() }
      let added = connection.changes
      try connection.execute("RELEASE sohoa_rows")
      return added
    } catch let error as SQLiteError where error.isConstraint || error.isTooBig {
      statement.reset()
      try connection.execute("ROLLBACK TO sohoa_rows; RELEASE sohoa_rows")
      let indices = indices(of: selection, in: chunk)
      guard indices.count > 1 else {
        for row in indices {
          chunk.note(Violation(row: Int(row), rule: table.constraintRule), severity: .reject)
        }
        return 0
      }
      let middle = indices.count / 2
      let first = try add(.rows(Array(indices[..<middle])), of: &chunk, run: run, unit: unit)
      return try first + add(.rows(Array(indices[middle...])), of: &chunk, run: run, unit: unit)
    }
  }

  /// Compares rows with those the table holds, by key; first come, first served within a chunk.
  private func merge(
    _ chunk: inout Chunk, into outcome: inout Outcome, run: Int64, unit: Int64, chunkNumber: Int64
  ) throws {
    var waiting = indices(of: .live, in: chunk)
    while !waiting.isEmpty {
      // A key met twice in the chunk is left for the next round, when the first is in the table.
      var seen = Set<UInt64>(minimumCapacity: waiting.count)
      var round: [UInt32] = []
      var later: [UInt32] = []
      for row in waiting {
        let hash = chunk.keyHash(ofRow: Int(row), columns: keyColumns)
        if let hash, !seen.insert(hash).inserted { later.append(row) } else { round.append(row) }
      }
      let isNew = try compare(
        round, of: &chunk, into: &outcome, run: run, unit: unit, chunkNumber: chunkNumber)
      lastRow += try add(.rows(isNew), of: &chunk, run: run, unit: unit)
      waiting = later
    }
  }

  /// Settles the rows whose key is in the table, and returns the others.
  private func compare(
    _ round: [UInt32], of chunk: inout Chunk, into outcome: inout Outcome, run: Int64, unit: Int64,
    chunkNumber: Int64
  ) throws -> [UInt32] {
    let find = try prepared(
      \.findExisting,
      """
      SELECT c._row, t.rowid, \(equality("c", "t"))
      FROM \(quoted: rows.name) c CROSS JOIN \(quoted: table.name) t ON \(keyEquality("c", "t"))
      """)
    var found: [(row: UInt32, existing: Int64, isSame: Bool)] = []
    try rows.withRows(of: chunk, .rows(round)) {
      while try find.step() {
        found.append(
          (UInt32(find.int64(at: 0)), find.int64(at: 1), find.int64(at: 2) != 0))
      }
      find.reset()
    }
    guard !found.isEmpty else { return round }
    var settled = Set<UInt32>(minimumCapacity: found.count)
    for match in found {
      settled.insert(match.row)
      switch (table.mode, match.isSame) {
      case (.upsert, true):
        outcome.unchanged += 1
      case (.upsert, false):
        try replace(
          match.existing, byRow: match.row, of: chunk, run: run, unit: unit,
          chunkNumber: chunkNumber)
        outcome.updated += 1
      case (_, let isSame):
        refuse(row: Int(match.row), of: &chunk, isSame: isSame)
      }
    }
    return round.filter { !settled.contains($0) }
  }

  /// Takes out a row whose key the table has already.
  func refuse(row: Int, of chunk: inout Chunk, isSame: Bool) {
    let rule = isSame ? table.duplicateRule : table.keyRule
    chunk.note(Violation(row: row, rule: rule, column: keyColumns[0]), severity: .reject)
    if isSame { chunk.states[row] = .duplicate }
  }

  /// Replaces a row of the table, and keeps what it was.
  private func replace(
    _ existing: Int64, byRow row: UInt32, of chunk: Chunk, run: Int64, unit: Int64,
    chunkNumber: Int64
  ) throws {
    try keepBefore(existing, run: run, unit: unit, chunkNumber: chunkNumber)
    let update = try prepared(
      \.update,
      """
      UPDATE \(quoted: table.name) SET
        (\(names), sohoa_unit, sohoa_record, sohoa_run) =
        (SELECT \(names), ?2, _record, ?3 FROM \(quoted: rows.name))
      WHERE rowid = ?1
      """)
    try update.bind(existing, at: 1)
    try update.bind(unit, at: 2)
    try update.bind(run, at: 3)
    try rows.withRows(of: chunk, .rows([row])) { try update.run() }
  }

  /// Keeps a row of the table as it is before a change.
  func keepBefore(_ existing: Int64, run: Int64, unit: Int64, chunkNumber: Int64) throws {
    let pairs = (table.columns.map(\.name) + TableLoader.lineage)
      .map { "\(literal($0)), \(quoted: $0)" }.joined(separator: ", ")
    let statement = try prepared(
      \.keepBefore,
      """
      INSERT INTO sohoa_change (run, unit, chunk, "table", row, before)
      SELECT ?1, ?2, ?3, \(literal(table.name)), rowid, json_object(\(pairs))
      FROM \(quoted: table.name) WHERE rowid = ?4
      """)
    try statement.bind(run, at: 1)
    try statement.bind(unit, at: 2)
    try statement.bind(chunkNumber, at: 3)
    try statement.bind(existing, at: 4)
    try statement.run()
  }

  /// The columns that every loaded table has beside its own.
  static let lineage = ["sohoa_unit", "sohoa_record", "sohoa_run"]

  /// The table's columns as SQL.
  var names: String { table.columns.map { "\(quoted: $0.name)" }.joined(separator: ", ") }

  /// Whether all columns of two rows are the same, null being the same as null.
  func equality(_ left: String, _ right: String) -> String {
    "("
      + table.columns.map { "\(left).\(quoted: $0.name) IS \(right).\(quoted: $0.name)" }
      .joined(separator: " AND ") + ")"
  }

  /// Whether two rows have the same key.
  func keyEquality(_ left: String, _ right: String) -> String {
    table.key.map { "\(left).\(quoted: $0) = \(right).\(quoted: $0)" }
      .joined(separator: " AND ")
  }

  /// A statement that is compiled at its first use.
  func prepared(
    _ place: ReferenceWritableKeyPath<TableLoader, Statement?>, _ sql: @autoclosure () -> String
  ) throws -> Statement {
    if let statement = self[keyPath: place] { return statement }
    let statement = try connection.prepare(sql(), isPersistent: true)
    self[keyPath: place] = statement
    return statement
  }

  func literal(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }

  private func indices(of selection: RowSelection, in chunk: Chunk) -> [UInt32] {
    if case .rows(let rows) = selection { return rows }
    return (0..<UInt32(chunk.rowCount)).filter { chunk.states[Int($0)] == .live }
  }

  private func selection(of chunk: Chunk, without doubtful: [UInt32]) -> RowSelection {
    guard !doubtful.isEmpty else { return .live }
    let left = Set(doubtful)
    return .rows(indices(of: .live, in: chunk).filter { !left.contains($0) })
  }
}
