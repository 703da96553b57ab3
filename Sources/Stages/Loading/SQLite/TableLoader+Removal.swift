import Dataflow
import SQLite

extension TableLoader {
  /// Takes out the rows that a unit added and puts back those it changed, inside the caller's
  /// transaction and before the unit's checkpoints are gone.
  ///
  /// The added rows go first: one of them may have a value that a changed row gave up.
  func removeRows(ofUnit unit: Int64) throws {
    let remove = try connection.prepare(
      """
      DELETE FROM \(quoted: table.name) WHERE rowid IN (
        SELECT t.rowid FROM sohoa_checkpoint c CROSS JOIN \(quoted: table.name) t
        ON t.rowid BETWEEN c.first_row AND c.last_row
        WHERE c.unit = ?1 AND c.stage = ?2 AND c.first_row > 0 AND t.sohoa_unit = ?1)
      """)
    try remove.bind(unit, at: 1)
    try remove.bind(table.name, at: 2)
    try remove.run()
    try restoreRows(changedBy: unit)
    if filters != nil {
      try connection.execute("DELETE FROM \(quoted: deferredName) WHERE _unit = \(unit)")
    }
    lastRow = try connection.integer("SELECT max(rowid) FROM \(quoted: table.name)") ?? 0
  }

  /// Puts rows back to what they were, the last change first.
  private func restoreRows(changedBy unit: Int64) throws {
    let restored = table.columns.map(\.name) + Self.lineage
    let values = restored.map { "json_extract(c.before, \(literal("$.\"\($0)\"")))" }
    let restore = try connection.prepare(
      """
      UPDATE \(quoted: table.name)
      SET (\(list(restored))) =
        (SELECT \(values.joined(separator: ", ")) FROM sohoa_change c WHERE c.change = ?1)
      WHERE rowid = (SELECT row FROM sohoa_change WHERE change = ?1)
      """)
    let changes = try connection.prepare(
      """
      SELECT change FROM sohoa_change WHERE unit = ?1 AND "table" = ?2 ORDER BY change DESC
      """)
    try changes.bind(unit, at: 1)
    try changes.bind(table.name, at: 2)
    while try changes.step() {
      try restore.bind(changes.int64(at: 0), at: 1)
      try restore.run()
    }
  }
}
