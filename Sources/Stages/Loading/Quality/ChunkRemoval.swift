import Dataflow

/// Takes the rows of a chunk's records out of a table, and puts those back that they had replaced.
struct ChunkRemoval {
  let run: Int64
  let claim: ChunkClaim
  /// The number of the checkpoint that takes its place.
  let number: Int64

  private var database: any LedgerDatabase { claim.database }
  private var table: String { claim.table }

  /// Takes back what the chunk did, but for rows that stay.
  ///
  /// - Parameter choose: is given the rows that the chunk alone wrote, their records by their numbers, and
  ///   says which of them stay.
  /// - Returns: how many rows the chunk had, and how many updates are taken back.
  /// - Throws: what `choose` throws, or the database's error.
  func perform(
    keeping choose: ([Int64: Int64]) throws -> Set<Int64>
  ) throws -> (rows: Int, updates: Int) {
    try claim.checkNobodyElse(asksRows: false)
    var rows = try claim.rows()
    var updates = 0
    var restored: [(row: Int64, change: Int64)] = []
    for row in try claim.changedRows() {
      let history = try history(of: row)
      updates += history.count
      try forget(history.map(\.change))
      guard let last = history.last, !last.isOwn else { continue }
      restored.append((row, last.change))
      rows[row] = nil
    }
    let kept = try choose(rows)
    try remove(rows.keys.filter { !kept.contains($0) })
    for (row, change) in restored {
      try keep(as: 3, "t.\(database.rowNumber) = \(row)")
      try database.restore("SELECT \(change), \(literal(table)), 0") { _ in
        claim.isBuiltOn(by: run)
      }
    }
    return (rows.count, updates)
  }

  /// Takes rows out of the table.
  func remove(_ rows: [Int64]) throws {
    let gone = database.conditions(RowRanges(rows.sorted()), of: "t")
    for condition in gone { try keep(as: 1, condition) }
    for condition in gone {
      try database.perform("DELETE FROM \(identifier(table)) AS t WHERE \(condition)")
    }
  }

  /// A change of a row, and whether what was there before it is the chunk's own too.
  private typealias Change = (change: Int64, isOwn: Bool)

  /// The changes that the chunk's records made to a row, the newest first, up to the one that met the
  /// row of another record.
  private func history(of row: Int64) throws -> [Change] {
    var changes: [(change: Int64, isOwn: Bool, run: Int64)] = []
    try database.each(
      """
      SELECT g.change, CASE WHEN \(claim.wasOwn) THEN 1 ELSE 0 END, g.run
      FROM \(database.ledger("change")) g
      WHERE g."table" = \(literal(table)) AND g."row" = \(row) AND g.deleted = 0
      ORDER BY g.change DESC
      """
    ) { changes.append(($0.int64(at: 0), $0.int64(at: 1) == 1, $0.int64(at: 2))) }
    var history: [Change] = []
    for change in changes {
      if let last = history.last, !last.isOwn {
        // Further back the row was the chunk's again: another record's row lies in between.
        guard !change.isOwn else { throw claim.isBuiltOn(by: change.run) }
        continue
      }
      history.append((change.change, change.isOwn))
    }
    return history
  }

  /// Marks changes as taken back.
  private func forget(_ changes: [Int64]) throws {
    guard !changes.isEmpty else { return }
    let lines = "change IN (\(changes.map(String.init).joined(separator: ", ")))"
    try LedgerJournal(database: database, run: run, unit: claim.unit, chunk: number).keep(
      "sohoa_change", isDeleted: false, where: lines)
    try database.perform("UPDATE \(database.ledger("change")) SET deleted = 2 WHERE \(lines)")
  }

  /// Keeps rows as they are now.
  private func keep(as kind: Int, _ condition: String) throws {
    try database.perform(
      """
      INSERT INTO \(database.ledger("change")) (run, unit, chunk, "table", "row", before, deleted)
      SELECT \(run), \(claim.unit), \(number), \(literal(table)), t.\(database.rowNumber),
        \(try database.kept("t", of: table)), \(kind)
      FROM \(identifier(table)) t WHERE \(condition) ORDER BY t.\(database.rowNumber)
      """)
  }
}
