public import Dataflow

/// The consolidated model of a database, for those who read it.
public struct ConsolidatedModel {
  /// A table as a database keeps it.
  public struct Entry: Sendable, Equatable {
    /// The name, and the column that tells a row.
    public var name, idColumn: String
    /// The columns of the key, the columns whose values compete, and those with ids of entities.
    public var key, fields, entities: [String]
    /// The link that made the entities.
    public var link: String?
  }

  /// How many rows a rule found in a commune.
  public struct FlagCount: Sendable, Equatable {
    /// The rule, and what it says in both languages.
    public var flag, message, messageVietnamese: String
    /// The commune's code, or `nil`.
    public var commune: String?
    /// How many it found.
    public var count: Int
  }

  /// A row of the model that a rule found.
  public struct Flagged: Sendable, Equatable {
    /// The rule, the table, and the row's id.
    public var flag, table, id: String
    /// The commune's code, and what the rule says of the row.
    public var commune, detail: String?
    /// The run that found it first.
    public var since: Int64
  }

  /// How the rows of a commune compare with a reference.
  public struct MatchCount: Sendable, Equatable {
    /// The comparison, and the commune's code or `nil`.
    public var match: String
    /// The commune's code, or `nil`.
    public var commune: String?
    /// How many agree, differ, are not found, and are not told apart.
    public var agree, differ, notFound, ambiguous: Int
  }

  private let database: any PlainQueries

  /// Opens the model of a database.
  public init(_ database: any PlainQueries) { self.database = database }

  /// Whether there is a model.
  public var exists: Bool { get throws { try database.hasTable("sohoa_consolidated") } }

  /// The tables of the model, in the order of its definition.
  public func entries() throws -> [Entry] {
    guard try exists else { return [] }
    return try database.rows(
      """
      SELECT name, id_column, key_columns, fields, entities, link FROM sohoa_consolidated \
      ORDER BY position
      """
    ).map { row in
      func words(_ index: Int) -> [String] {
        (row[index] ?? "").split(separator: " ").map(String.init)
      }
      return Entry(
        name: row[0] ?? "", idColumn: row[1] ?? "", key: words(2), fields: words(3),
        entities: words(4), link: row[5])
    }
  }

  /// How many rows each rule finds now, by commune; a rule that finds none has one entry of 0.
  public func flagCounts() throws -> [FlagCount] {
    guard try database.hasTable("sohoa_flag_rule") else { return [] }
    return try database.rows(
      """
      SELECT r.flag, f.commune, count(f.id), r.message, r.message_vi FROM sohoa_flag_rule r \
      LEFT JOIN sohoa_flag f ON f.flag = r.flag AND f.known_to IS NULL \
      GROUP BY r.flag, f.commune ORDER BY r.position, f.commune NULLS FIRST
      """
    ).map { row in
      FlagCount(
        flag: row[0] ?? "", message: row[3] ?? "", messageVietnamese: row[4] ?? "",
        commune: row[1], count: row[2].flatMap { Int($0) } ?? 0)
    }
  }

  /// What the rules find now, in the order of the definition.
  public func flagged(
    flag: String?, commune: String?, _ body: (Flagged) throws -> Void
  ) throws {
    guard try database.hasTable("sohoa_flag_rule") else { return }
    try database.query(
      """
      SELECT f.flag, f."table", f.id, f.commune, nullif(f.detail, ''), f.known_from \
      FROM sohoa_flag_rule r JOIN sohoa_flag f ON f.flag = r.flag WHERE f.known_to IS NULL \
      AND (?1 IS NULL OR f.flag = ?1) AND (?2 IS NULL OR f.commune = ?2) \
      ORDER BY r.position, f.commune NULLS FIRST, f.id, f.detail
      """, [flag, commune]
    ) { row in
      try body(
        Flagged(
          flag: row[0] ?? "", table: row[1] ?? "", id: row[2] ?? "", commune: row[3],
          detail: row[4], since: row[5].flatMap { Int64($0) } ?? 0))
    }
  }

  /// How the rows compare with references, by commune.
  public func matchCounts() throws -> [MatchCount] {
    guard try database.hasTable("sohoa_match_count") else { return [] }
    return try database.rows(
      """
      SELECT match, commune, agree, differ, not_found, ambiguous FROM sohoa_match_count \
      ORDER BY match, commune NULLS FIRST
      """
    ).map { row in
      let counts = row[2...].map { $0.flatMap { Int($0) } ?? 0 }
      return MatchCount(
        match: row[0] ?? "", commune: row[1], agree: counts[0], differ: counts[1],
        notFound: counts[2], ambiguous: counts[3])
    }
  }

  /// What rows and reference say, field by field: comparison, id, code, commune, field, state, ours,
  /// theirs.
  public func matchRows(_ body: ([String?]) throws -> Void) throws {
    guard try database.hasTable("sohoa_match_count") else { return }
    try database.query(
      """
      SELECT m.match, m.id, m.code, m.commune, v.field, v.state, v.ours, v.theirs \
      FROM sohoa_match m LEFT JOIN sohoa_match_value v ON v.match = m.match AND v.id = m.id \
      AND v.known_to IS NULL AND v.state <> 'agree' WHERE m.known_to IS NULL AND m.code <> 'agree' \
      ORDER BY m.match, m.commune NULLS FIRST, m.id, v.field
      """, [], body)
  }
}
