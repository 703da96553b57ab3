/// Keeps what lines of the ledger were before a run changed or removed them, among the rows' own
/// before-images, so that `undo` puts them back.
struct LedgerJournal {
  let database: any LedgerDatabase
  let run: Int64
  let unit: Int64
  let chunk: Int64

  /// Keeps lines of a table, named as in SQLite, that `condition` finds, which are removed then, or
  /// else changed.
  func keep(_ table: String, isDeleted: Bool, where condition: String) throws {
    let line = LedgerLine.of(table)
    let row = line.isNumbered ? database.lineNumber(of: table) : "0"
    try database.perform(
      """
      INSERT INTO \(database.ledger("change")) (run, unit, chunk, "table", "row", before, deleted)
      SELECT \(run), \(unit), \(chunk), \(literal(table)), \(row),
        \(database.json("t", columns: line.columns)), \(isDeleted ? 1 : 0)
      FROM \(database.ledger(String(table.dropFirst("sohoa_".count)))) t WHERE \(condition)
      """)
  }
}
