import Columnar
import Dataflow
import SQLite

/// Rows that wait for the key's index because their key may have been seen before.
extension TableLoader {
  var deferredName: String { "sohoa_deferred_of_" + table.name }

  /// Makes the table in which doubtful rows wait.
  func createDeferredTable() throws {
    let columns = table.columns.map { "\(quoted: $0.name) \($0.type.sqlName)" }
    try connection.execute(
      """
      CREATE TABLE IF NOT EXISTS \(quoted: deferredName) (
        deferred INTEGER PRIMARY KEY, unit INTEGER NOT NULL, chunk INTEGER NOT NULL,
        record INTEGER NOT NULL, line INTEGER NOT NULL, offset INTEGER NOT NULL, raw BLOB NOT NULL,
        \(columns.joined(separator: ",\n  "))
      ) STRICT
      """)
  }

  /// The live rows whose key the filter cannot call new.
  func rowsWithDoubtfulKey(in chunk: Chunk) -> [UInt32] {
    guard var filter else { return [] }
    self.filter = nil
    defer { self.filter = filter }
    var doubtful: [UInt32] = []
    for row in 0..<chunk.rowCount where chunk.states[row] == .live {
      guard let hash = chunk.keyHash(ofRow: row, columns: keyColumns) else { continue }
      if filter.insert(hash) { doubtful.append(UInt32(row)) }
    }
    return doubtful
  }

  /// Puts rows aside, with their records as read.
  func putOff(_ doubtful: [UInt32], of chunk: inout Chunk, unit: Int64, chunkNumber: Int64) throws {
    guard !doubtful.isEmpty else { return }
    let statement = try prepared(
      \.putOff,
      """
      INSERT INTO \(quoted: deferredName) (unit, chunk, record, line, offset, raw, \(names))
      SELECT ?1, ?2, _record, _line, _offset, coalesce(_raw, x''), \(names) FROM \(quoted: rows.name)
      """)
    try statement.bind(unit, at: 1)
    try statement.bind(chunkNumber, at: 2)
    try rows.withRows(of: chunk, .rows(doubtful)) { try statement.run() }
  }

  /// A row that waited.
  struct Deferred {
    var number: Int64
    var unit: Int64
    var record: Int64
    var line: Int64
    var offset: Int64
    /// The rowid of the row with its key, or `nil`.
    var existing: Int64?
    /// Whether that row holds the same.
    var isSame: Bool
  }

  /// Settles the rows that waited, in the order they came, now that the index is there.
  ///
  /// - Parameter reject: keeps a refused row: the row, its raw record, and whether it is the same.
  func settleDeferred(
    run: Int64, reject: (_ row: Deferred, _ raw: [UInt8]) throws -> Void
  ) throws -> [(unit: Int64, counts: Counts, firstRow: Int64, lastRow: Int64)] {
    let numbers = try connection.prepare(
      "SELECT deferred FROM \(quoted: deferredName) WHERE deferred > ?1 ORDER BY deferred LIMIT 1")
    let find = try connection.prepare(
      """
      SELECT d.unit, d.record, d.line, d.offset, t.rowid, \(equality("d", "t"))
      FROM \(quoted: deferredName) d LEFT JOIN \(quoted: table.name) t ON \(keyEquality("d", "t"))
      WHERE d.deferred = ?1
      """)
    let raw = try connection.prepare(
      "SELECT raw FROM \(quoted: deferredName) WHERE deferred = ?1")
    let add = try connection.prepare(
      """
      INSERT INTO \(quoted: table.name) (\(names), sohoa_unit, sohoa_record, sohoa_run)
      SELECT \(names), unit, record, ?2 FROM \(quoted: deferredName) WHERE deferred = ?1
      """)
    let update = try connection.prepare(
      """
      UPDATE \(quoted: table.name) SET (\(names), sohoa_unit, sohoa_record, sohoa_run) =
        (SELECT \(names), unit, record, ?3 FROM \(quoted: deferredName) WHERE deferred = ?1)
      WHERE rowid = ?2
      """)
    var settled: [(unit: Int64, counts: Counts, firstRow: Int64, lastRow: Int64)] = []
    var last: Int64 = 0
    while true {
      numbers.reset()
      try numbers.bind(last, at: 1)
      guard try numbers.step() else { break }
      last = numbers.int64(at: 0)
      let row = try deferredRow(last, find)
      var counts = Counts()
      counts.deferred = -1
      var added: Int64 = 0
      if let existing = row.existing {
        if table.mode == .upsert {
          if row.isSame {
            counts.unchanged = 1
          } else {
            try keepBefore(existing, run: run, unit: row.unit, chunkNumber: 0)
            try update.bind(last, at: 1)
            try update.bind(existing, at: 2)
            try update.bind(run, at: 3)
            try update.run()
            counts.updated = 1
          }
        } else {
          try raw.bind(last, at: 1)
          let bytes = try raw.step() ? raw.bytes(at: 0) ?? [] : []
          raw.reset()
          try reject(row, bytes)
          if row.isSame { counts.duplicate = 1 } else { counts.rejected = 1 }
        }
      } else {
        try add.bind(last, at: 1)
        try add.bind(run, at: 2)
        try add.run()
        added = connection.lastInsertRowID
        counts.loaded = 1
      }
      if settled.last?.unit != row.unit { settled.append((row.unit, Counts(), 0, 0)) }
      settled[settled.count - 1].counts += counts
      if added > 0 {
        if settled[settled.count - 1].firstRow == 0 { settled[settled.count - 1].firstRow = added }
        settled[settled.count - 1].lastRow = added
      }
    }
    numbers.reset()
    try connection.execute("DROP TABLE \(quoted: deferredName)")
    return settled
  }

  private func deferredRow(_ number: Int64, _ find: Statement) throws -> Deferred {
    try find.bind(number, at: 1)
    defer { find.reset() }
    guard try find.step() else {
      preconditionFailure("a deferred row is there until its table is dropped")
    }
    return Deferred(
      number: number, unit: find.int64(at: 0), record: find.int64(at: 1), line: find.int64(at: 2),
      offset: find.int64(at: 3), existing: find.isNull(at: 4) ? nil : find.int64(at: 4),
      isSame: find.int64(at: 5) != 0)
  }
}
