import Dataflow
import SQLite

extension TableLoader {
  /// Takes out the rows that a unit added and puts back those it changed, inside the caller's
  /// transaction and before the unit's checkpoints are gone.
  func removeRows(ofUnit unit: Int64) throws {
    let restored = table.columns.map(\.name) + Self.lineage
    let values = restored.map { "json_extract(c.before, \(literal("$.\"\($0)\"")))" }
    let changes = try connection.prepare(
      """
      SELECT change FROM sohoa_change WHERE unit = ?1 AND "table" = ?2 ORDER BY change DESC
      """)
    try changes.bind(unit, at: 1)
    try changes.bind(table.name, at: 2)
    let restore = try connection.prepare(
      """
      UPDATE \(quoted: table.name)
      SET (\(restored.map { "\(quoted: $0)" }.joined(separator: ", "))) =
        (SELECT \(values.joined(separator: ", ")) FROM sohoa_change c WHERE c.change = ?1)
      WHERE rowid = (SELECT row FROM sohoa_change WHERE change = ?1)
      """)
    while try changes.step() {
      try restore.bind(changes.int64(at: 0), at: 1)
      try restore.run()
    }
    let remove = try connection.prepare(
      """
      DELETE FROM \(quoted: table.name) WHERE sohoa_unit = ?1 AND rowid BETWEEN
        (SELECT min(first_row) FROM sohoa_checkpoint
         WHERE unit = ?1 AND stage = ?2 AND first_row > 0)
        AND (SELECT max(last_row) FROM sohoa_checkpoint WHERE unit = ?1 AND stage = ?2)
      """)
    try remove.bind(unit, at: 1)
    try remove.bind(table.name, at: 2)
    try remove.run()
    if filter != nil {
      try connection.execute("DELETE FROM \(quoted: deferredName) WHERE unit = \(unit)")
    }
    lastRow = try connection.integer("SELECT max(rowid) FROM \(quoted: table.name)") ?? 0
  }
}
