import Dataflow
import SQLite

/// Takes the rows of a chunk's records out of a table, and puts those back that they had replaced.
struct ChunkRemoval {
  let loader: TableLoader
  let run: Int64
  let claim: ChunkClaim
  /// The number of the checkpoint that takes its place.
  let number: Int64

  private static let rows = "temp.sohoa_rerun_row"
  private var connection: Connection { loader.connection }
  private var table: String { loader.table.name }
  private var unit: Int64 { claim.unit }

  /// - Returns: how many rows are gone, and how many updates are taken back.
  func perform() throws -> (rows: Int, updates: Int) {
    try claim.checkNobodyElse()
    try connection.execute(
      """
      CREATE TEMP TABLE IF NOT EXISTS sohoa_rerun_row (row INTEGER PRIMARY KEY);
      DELETE FROM \(Self.rows);
      INSERT OR IGNORE INTO \(Self.rows)
        SELECT t.rowid FROM \(claim.added("(\(claim.wholly) OR \(claim.partly))")) AND \(claim.isOwn);
      """)
    let changed = try connection.integers(
      """
      SELECT DISTINCT g.row FROM \(claim.changes(
        "(g.chunk <= 0 OR g.chunk IN \(claim.numbers))")) AND \(claim.isOwn) ORDER BY 1
      """)
    var updates = 0
    var restored: [(row: Int64, change: Int64)] = []
    for row in changed {
      let history = try history(of: row)
      updates += history.count
      try forget(history.map(\.change))
      guard let last = history.last, !last.isOwn else { continue }
      restored.append((row, last.change))
      try connection.execute("DELETE FROM \(Self.rows) WHERE row = \(row)")
    }
    let rows = try connection.integer("SELECT count(*) FROM \(Self.rows)") ?? 0
    try keep(as: 1, "SELECT row FROM \(Self.rows)")
    try connection.execute(
      "DELETE FROM \(quoted: table) WHERE rowid IN (SELECT row FROM \(Self.rows))")
    let restoring = JournalRestoring(connection)
    for (row, change) in restored {
      try keep(as: 3, "SELECT \(row)")
      try restoring.restore("SELECT \(change), \(literal(table)), 0") { _ in
        claim.isBuiltOn(by: run)
      }
    }
    return (Int(rows), updates)
  }

  /// A change of a row, and whether what was there before it is the chunk's own too.
  private typealias Change = (change: Int64, isOwn: Bool)

  /// The changes that the chunk's records made to a row, the newest first, up to the one that met the
  /// row of another record.
  private func history(of row: Int64) throws -> [Change] {
    let statement = try connection.prepare(
      """
      SELECT g.change, \(claim.wasOwn), g.run FROM sohoa_change g
      WHERE g."table" = ?1 AND g.row = ?2 AND g.deleted = 0 ORDER BY g.change DESC
      """)
    try statement.bind(table, at: 1)
    try statement.bind(row, at: 2)
    var history: [Change] = []
    while try statement.step() {
      let isOwn = statement.int64(at: 1) == 1
      if let last = history.last, !last.isOwn {
        // Further back the row was the chunk's again: another record's row lies in between.
        guard !isOwn else { throw claim.isBuiltOn(by: statement.int64(at: 2)) }
        continue
      }
      history.append((statement.int64(at: 0), isOwn))
    }
    return history
  }

  /// Marks changes as taken back.
  private func forget(_ changes: [Int64]) throws {
    let lines = "change IN (\(changes.map(String.init).joined(separator: ", ")))"
    try LedgerJournal(connection, run: run, unit: unit, chunk: number).keep(
      "sohoa_change", isDeleted: false, where: lines)
    try connection.execute("UPDATE sohoa_change SET deleted = 2 WHERE \(lines)")
  }

  /// Keeps rows as they are now.
  private func keep(as kind: Int, _ rows: String) throws {
    try connection.execute(
      """
      INSERT INTO sohoa_change (run, unit, chunk, "table", row, before, deleted)
      SELECT \(run), \(unit), \(number), \(literal(table)), t.rowid, \(loader.json("t")),
        \(kind)
      FROM \(quoted: table) t WHERE t.rowid IN (\(rows)) ORDER BY t.rowid
      """)
  }
}

extension Connection {
  /// The integers in the first column of a query's rows.
  func integers(_ sql: String) throws -> [Int64] {
    let statement = try prepare(sql)
    var integers: [Int64] = []
    while try statement.step() { integers.append(statement.int64(at: 0)) }
    return integers
  }
}
