public import SQLite

/// How the model compares with references.
extension ConsolidationStore {
  /// How the rows of a commune compare with a reference.
  public struct MatchCount: Sendable, Equatable {
    /// The comparison, and the commune's code or `nil`.
    public var match: String
    /// The commune's code, or `nil`.
    public var commune: String?
    /// How many agree, differ, are not found, and are not told apart.
    public var agree, differ, notFound, ambiguous: Int
  }

  /// Whether the table that a comparison is with is loaded.
  func hasReference(_ match: ConsolidationPlan.Match) throws(SQLiteError) -> Bool {
    let statement = try connection.prepare(
      "SELECT 1 FROM main.sqlite_schema WHERE lower(name) = lower(?)")
    try statement.bind(match.reference, at: 1)
    return try statement.step()
  }

  private var hasMatches: Bool {
    get throws(SQLiteError) {
      try connection.integer(
        "SELECT count(*) FROM main.sqlite_schema WHERE name = 'sohoa_match_count'") == 1
    }
  }

  /// How the rows compare, by commune.
  public func matchCounts() throws(SQLiteError) -> [MatchCount] {
    guard try hasMatches else { return [] }
    let statement = try connection.prepare(
      "SELECT match, commune, agree, differ, not_found, ambiguous FROM sohoa_match_count")
    var counts: [MatchCount] = []
    while try statement.step() {
      counts.append(
        MatchCount(
          match: statement.string(at: 0) ?? "", commune: statement.string(at: 1),
          agree: Int(statement.int64(at: 2)), differ: Int(statement.int64(at: 3)),
          notFound: Int(statement.int64(at: 4)), ambiguous: Int(statement.int64(at: 5))))
    }
    return counts
  }

  /// What rows and reference say, field by field: comparison, id, code, commune, field, state, ours,
  /// theirs.
  public func matchRows(_ body: ([String?]) throws -> Void) throws {
    guard try hasMatches else { return }
    let statement = try connection.prepare(
      """
      SELECT m.match, m.id, m.code, m.commune, v.field, v.state, v.ours, v.theirs \
      FROM sohoa_match m LEFT JOIN sohoa_match_value v ON v.match = m.match AND v.id = m.id \
      AND v.known_to IS NULL AND v.state <> 'agree' WHERE m.known_to IS NULL AND m.code <> 'agree' \
      ORDER BY m.match, m.commune, m.id, v.field
      """)
    while try statement.step() {
      try body((0..<8).map { statement.string(at: $0) })
    }
  }
}
