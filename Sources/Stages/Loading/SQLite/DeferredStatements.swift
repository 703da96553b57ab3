import Dataflow
import SQLite

/// The statements that settle rows which waited for the keys' indexes, compiled once a table.
struct DeferredStatements {
  private let connection: Connection
  private let matches: [Statement]
  private let coordinates: Statement
  private let insert: Statement
  private let keep: Statement
  private let replace: Statement

  init(_ loader: TableLoader) throws {
    let table = loader.table.name
    connection = loader.connection
    matches = try loader.keys.enumerated().map { index, key in
      try loader.connection.prepare(
        """
        SELECT t.rowid, \(index == 0 ? loader.equality("d", "t") : "0")
        FROM \(quoted: loader.deferredName) d CROSS JOIN \(quoted: table) t
        ON \(loader.equality(of: key, "d", "t")) WHERE d._deferred = ?1
        """)
    }
    coordinates = try connection.prepare(
      """
      SELECT _unit, _record, _line, _offset, _raw, _fields FROM \(quoted: loader.deferredName)
      WHERE _deferred = ?1
      """)
    insert = try connection.prepare(
      """
      INSERT INTO \(quoted: table) (\(loader.names), sohoa_unit, sohoa_record, sohoa_run)
      SELECT \(loader.names), _unit, _record, ?2 FROM \(quoted: loader.deferredName)
      WHERE _deferred = ?1
      """)
    keep = try connection.prepare(
      """
      INSERT INTO sohoa_change (run, unit, chunk, "table", row, before)
      SELECT ?1, ?2, 0, \(literal(table)), rowid, \(loader.json("t"))
      FROM \(quoted: table) t WHERE rowid = ?3
      """)
    replace = try connection.prepare(
      """
      UPDATE \(quoted: table) SET (\(loader.names), sohoa_unit, sohoa_record, sohoa_run) =
        (SELECT \(loader.names), _unit, _record, ?3 FROM \(quoted: loader.deferredName)
         WHERE _deferred = ?1)
      WHERE rowid = ?2
      """)
  }

  /// What a row meets in the table, or `nil` where the row with its main key is the same.
  func match(_ number: Int64) throws -> KeyMatch? {
    var match = KeyMatch()
    for (index, statement) in matches.enumerated() {
      defer { statement.reset() }
      try statement.bind(number, at: 1)
      guard try statement.step() else { continue }
      let existing = statement.int64(at: 0)
      if index > 0 {
        match.others.append((index, existing))
      } else if statement.int64(at: 1) != 0 {
        return nil
      } else {
        match.main = existing
      }
    }
    return match
  }

  /// Adds a row, and returns its rowid, or `nil` when the database refuses it.
  func add(_ number: Int64, _ origin: LoadOrigin) throws -> Int64? {
    try insert.bind(number, at: 1)
    try insert.bind(origin.run, at: 2)
    do { try insert.run() } catch let error where error.isConstraint {
      insert.reset()
      return nil
    }
    return connection.lastInsertRowID
  }

  /// Replaces a row of the table and keeps what it was; `false` when the database refuses that.
  func update(_ existing: Int64, by number: Int64, _ origin: LoadOrigin) throws -> Bool {
    try connection.execute("SAVEPOINT sohoa_deferred")
    try keep.bind(origin.run, at: 1)
    try keep.bind(origin.unit, at: 2)
    try keep.bind(existing, at: 3)
    try keep.run()
    try replace.bind(number, at: 1)
    try replace.bind(existing, at: 2)
    try replace.bind(origin.run, at: 3)
    do { try replace.run() } catch let error where error.isConstraint {
      replace.reset()
      try connection.execute("ROLLBACK TO sohoa_deferred; RELEASE sohoa_deferred")
      return false
    }
    try connection.execute("RELEASE sohoa_deferred")
    return true
  }

  /// A row that is refused, with its coordinates and its record as read.
  func refused(
    _ number: Int64, _ violations: [(rule: UInt16, field: String)], isDuplicate: Bool
  ) throws -> TableLoader.Refused {
    try coordinates.bind(number, at: 1)
    defer { coordinates.reset() }
    guard try coordinates.step() else {
      preconditionFailure("a deferred row is there until its table is dropped")
    }
    return TableLoader.Refused(
      unit: coordinates.int64(at: 0), record: coordinates.int64(at: 1),
      line: coordinates.int64(at: 2), offset: coordinates.int64(at: 3),
      raw: coordinates.bytes(at: 4) ?? [], fields: coordinates.bytes(at: 5),
      isDuplicate: isDuplicate, violations: violations)
  }
}
