import PostgreSQL

extension PostgreSQLSink {
  /// A statement that keeps lines of the ledger which are changed then, as undoing a run needs them.
  ///
  /// - Parameters:
  ///   - table: the table's name in SQLite.
  ///   - run: the run that changes them.
  ///   - unit: the unit that it is about, as SQL.
  ///   - condition: finds the lines, `t`.
  /// - Returns: the statement.
  static func keepingLines(
    of table: String, run: Int64, unit: String, where condition: String
  ) -> String {
    let line = LedgerLine.of(table)
    return """
      INSERT INTO sohoa.change (run, unit, chunk, "table", "row", before, deleted)
      SELECT \(run), \(unit), 0, \(literal(table)), t.\(line.key[0]),
        (SELECT row_to_json(l) FROM (
          SELECT \(line.columns.map { "t.\($0)" }.joined(separator: ", "))) l)::text, 0
      FROM sohoa.\(table.dropFirst("sohoa_".count)) t WHERE \(condition)
      """
  }
}
