internal import SQLite

/// How the model compares with references.
extension ConsolidationStore {
  /// Whether the table that a comparison is with is loaded.
  func hasReference(_ match: ConsolidationPlan.Match) throws(SQLiteError) -> Bool {
    let statement = try connection.prepare(
      "SELECT 1 FROM main.sqlite_schema WHERE lower(name) = lower(?)")
    try statement.bind(match.reference, at: 1)
    return try statement.step()
  }
}
