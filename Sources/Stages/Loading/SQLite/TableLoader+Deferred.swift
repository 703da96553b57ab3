import Columnar
import Dataflow
import SQLite

/// Rows that wait for the keys' indexes because one of their keys may have been seen before.
extension TableLoader {
  var deferredName: String { Self.deferredName(of: table.name) }

  /// The table in which doubtful rows of a table wait.
  static func deferredName(of table: String) -> String { "sohoa_deferred_of_" + table }

  /// The table that keeps how the keys of a table are made while it has none.
  static func keysName(of table: String) -> String { "sohoa_keys_of_" + table }

  /// Makes the table in which doubtful rows wait.
  func createDeferredTable() throws {
    let columns = table.columns.map { "\(quoted: $0.name) \($0.type.sqlName)" }
    try connection.execute(
      """
      CREATE TABLE IF NOT EXISTS \(quoted: deferredName) (
        _deferred INTEGER PRIMARY KEY, _unit INTEGER NOT NULL, _chunk INTEGER NOT NULL,
        _record INTEGER NOT NULL, _line INTEGER NOT NULL, _offset INTEGER NOT NULL,
        _raw BLOB NOT NULL, _fields TEXT,
        \(columns.joined(separator: ",\n  "))
      ) STRICT
      """)
    guard try !connection.hasColumn("_fields", in: deferredName) else { return }
    try connection.execute("ALTER TABLE \(quoted: deferredName) ADD COLUMN _fields TEXT")
  }

  /// Puts rows aside, with their records as read.
  func putOff(_ doubtful: [UInt32], of chunk: Chunk, from origin: LoadOrigin) throws {
    guard !doubtful.isEmpty else { return }
    let statement = try prepared(
      "put off",
      """
      INSERT INTO \(quoted: deferredName)
        (_unit, _chunk, _record, _line, _offset, _raw, _fields, \(names))
      SELECT ?1, ?2, _record, _line, _offset, coalesce(_raw, x''), \(quoted: fieldsName)(_row),
        \(names)
      FROM \(quoted: rows.name)
      """)
    try statement.bind(origin.unit, at: 1)
    try statement.bind(origin.chunk, at: 2)
    shown.chunk = chunk
    defer { shown.chunk = nil }
    try rows.withRows(of: chunk, .rows(doubtful)) { try statement.run() }
  }

  /// What became of the rows of a unit that waited.
  struct Settled {
    var unit: Int64
    var counts = Counts()
    var firstRow: Int64 = 0
    var lastRow: Int64 = 0
  }

  /// A row that waited and is refused.
  struct Refused {
    var unit: Int64
    var record: Int64
    var line: Int64
    var offset: Int64
    var raw: [UInt8]
    /// The record field by field, as JSON.
    var fields: [UInt8]?
    /// Whether it repeats a row in all columns.
    var isDuplicate: Bool
    /// The rules it breaks, and the columns they are about.
    var violations: [(rule: UInt16, field: String)]
  }

  /// Settles the rows that waited, unit by unit in the order they came, now that the indexes are
  /// there; `reject` keeps those that are refused.
  func settleDeferred(run: Int64, reject: (Refused) throws -> Void) throws -> [Settled] {
    let waiting = try connection.prepare(
      "SELECT _deferred, _unit FROM \(quoted: deferredName) ORDER BY _unit, _deferred")
    let settling = try DeferredStatements(self)
    var settled: [Settled] = []
    while try waiting.step() {
      let number = waiting.int64(at: 0)
      let unit = waiting.int64(at: 1)
      if settled.last?.unit != unit { settled.append(Settled(unit: unit)) }
      try settle(
        number, LoadOrigin(run: run, unit: unit, chunk: 0), settling,
        into: &settled[settled.count - 1],
        reject: reject)
    }
    waiting.reset()
    try connection.execute(
      """
      DROP TABLE \(quoted: deferredName);
      DROP TABLE IF EXISTS \(quoted: Self.keysName(of: table.name));
      """)
    return settled
  }

  private func settle(
    _ number: Int64, _ origin: LoadOrigin, _ statements: DeferredStatements,
    into part: inout Settled,
    reject: (Refused) throws -> Void
  ) throws {
    part.counts.deferred -= 1
    guard let match = try statements.match(number) else {
      guard table.mode != .upsert else { return part.counts.unchanged += 1 }
      part.counts.duplicate += 1
      let violation = (rule: table.duplicateRule, field: keys[0].columns[0])
      return try reject(try statements.refused(number, [violation], isDuplicate: true))
    }
    switch verdict(on: match) {
    case .add:
      guard let row = try statements.add(number, origin) else { break }
      if part.firstRow == 0 { part.firstRow = row }
      part.lastRow = row
      part.counts.loaded += 1
      return
    case .update(let existing):
      guard try statements.update(existing, by: number, origin) else { break }
      part.counts.updated += 1
      return
    case .refuse(let broken):
      part.counts.rejected += 1
      let violations = broken.map { (rule: keys[$0].rule, field: keys[$0].columns[0]) }
      return try reject(try statements.refused(number, violations, isDuplicate: false))
    }
    part.counts.rejected += 1
    try reject(
      try statements.refused(number, [(table.constraintRule, "")], isDuplicate: false))
  }
}
