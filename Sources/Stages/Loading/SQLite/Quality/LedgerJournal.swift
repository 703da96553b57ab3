import SQLite

/// Keeps what lines of the ledger were before a run changed or removed them, in `sohoa_change` among
/// the rows' own before-images, so that `undo` puts them back.
struct LedgerJournal {
  private let connection: Connection
  private let run: Int64
  private let unit: Int64
  private let chunk: Int64

  init(_ connection: Connection, run: Int64, unit: Int64, chunk: Int64) {
    self.connection = connection
    self.run = run
    self.unit = unit
    self.chunk = chunk
  }

  /// Keeps lines that `condition` finds, which are removed then, or else changed.
  func keep(_ table: String, isDeleted: Bool, where condition: String) throws {
    let line = LedgerLine.of(table)
    let object = line.columns.map { "\(literal($0)), \($0)" }.joined(
      separator: ", ")
    let row = line.isNumbered ? "rowid" : "0"
    try connection.execute(
      """
      INSERT INTO sohoa_change (run, unit, chunk, "table", row, before, deleted)
      SELECT \(run), \(unit), \(chunk), \(literal(table)), \(row), json_object(\(object)),
        \(isDeleted ? 1 : 0)
      FROM \(table) WHERE \(condition)
      """)
  }
}
