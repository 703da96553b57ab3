import SQLite

extension Connection {
  /// How far the ledger is apart from consolidations: another text after every load, correction or
  /// undo, also after a load that went on under the number it had.
  ///
  /// - Throws: `SQLiteError`.
  func ledgerProgress() throws(SQLiteError) -> String {
    let found = try integer("SELECT count(*) FROM sqlite_schema WHERE name = 'sohoa_run'")
    guard found == 1 else { return "" }
    return try text(
      """
      SELECT count(*) || ' ' || max(run) || ' ' || sum(attempts) || ' '
        || count(*) FILTER (WHERE status = 'done') FROM sohoa_run WHERE kind <> 'consolidate'
      """) ?? ""
  }
}
