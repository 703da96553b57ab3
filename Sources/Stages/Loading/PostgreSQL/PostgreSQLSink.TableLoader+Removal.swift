import Dataflow
import PostgreSQL

extension PostgreSQLSink.TableLoader {
  /// Takes out the rows that a unit added and puts back those it changed, inside the caller's
  /// transaction and before the unit's checkpoints are gone.
  ///
  /// The added rows go first: one of them may have a value that a changed row gave up.
  func removeRows(ofUnit unit: Int64) throws {
    _ = try connection.query(
      """
      DELETE FROM \(quoted: table.name) t USING sohoa.checkpoint c
      WHERE t.sohoa_row BETWEEN c.first_row AND c.last_row AND t.sohoa_unit = $1
        AND c.unit = $1 AND c.stage = $2 AND c.first_row > 0
      """, .integer(unit), .text(table.name))
    try restoreRows(changedBy: unit)
    if filters != nil {
      _ = try connection.query("DELETE FROM \(deferredTable) WHERE _unit = $1", .integer(unit))
    }
  }

  /// Puts rows back to what they were, the last change first.
  private func restoreRows(changedBy unit: Int64) throws {
    let restored = table.columns.map(\.name) + Self.lineage.dropLast()
    let changes = try connection.query(
      """
      SELECT change FROM sohoa.change WHERE unit = $1 AND "table" = $2 ORDER BY change DESC
      """, .integer(unit), .text(table.name))
    try connection.run(
      changes.rows.map { change in
        Statement(
          """
          UPDATE \(quoted: table.name) t SET (\(list(restored))) = (
            SELECT \(list(restored, of: "b")) FROM json_populate_record(
              NULL::\(quoted: table.name), c.before::json) b)
          FROM sohoa.change c WHERE c.change = $1 AND t.sohoa_row = c."row"
          """, [.integer(change.int64(at: 0))])
      })
  }
}
