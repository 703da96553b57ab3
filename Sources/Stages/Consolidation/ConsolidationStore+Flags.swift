public import SQLite

/// What is doubtful in the model: rules in SQL over its views, and what they find from run to run.
extension ConsolidationStore {
  /// What a rule found.
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

  /// Applies the rules, inside the transaction of a consolidation.
  ///
  /// What is found as before is not written; what is not found any more ends with this run.
  func flag(
    _ flags: [ConsolidationPlan.Flag], run: Int64, step: (String) -> Void
  ) throws(SQLiteError) {
    try connection.execute(
      """
      CREATE TABLE IF NOT EXISTS sohoa_flag(flag TEXT NOT NULL, "table" TEXT NOT NULL, \
      id TEXT NOT NULL, commune TEXT, detail TEXT NOT NULL, known_from INTEGER NOT NULL, \
      known_to INTEGER, PRIMARY KEY(flag, id, detail, known_from)) STRICT, WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS sohoa_flag_rule(flag TEXT PRIMARY KEY, position INTEGER NOT NULL, \
      "table" TEXT NOT NULL, message TEXT NOT NULL, message_vi TEXT NOT NULL) STRICT, WITHOUT ROWID;
      DELETE FROM sohoa_flag_rule;
      CREATE VIEW IF NOT EXISTS sohoa_flag_count AS SELECT r.flag, f.commune, \
      count(f.id) AS count, r.message_vi, r.message FROM sohoa_flag_rule r LEFT JOIN sohoa_flag f \
      ON f.flag = r.flag AND f.known_to IS NULL GROUP BY r.position, f.commune \
      ORDER BY r.position, f.commune;
      CREATE TEMP TABLE flagged(flag TEXT, "table" TEXT, id TEXT, commune TEXT, detail TEXT, \
      PRIMARY KEY(flag, id, detail)) WITHOUT ROWID
      """)
    let rule = try connection.prepare("INSERT INTO sohoa_flag_rule VALUES(?, ?, ?, ?, ?)")
    for (position, flag) in flags.enumerated() {
      step("flags.\(flag.name)")
      try rule.bind(flag.name, at: 1)
      try rule.bind(position + 1, at: 2)
      try rule.bind(flag.table, at: 3)
      try rule.bind(flag.message, at: 4)
      try rule.bind(flag.messageVietnamese, at: 5)
      try rule.run()
      try connection.execute(
        """
        INSERT OR IGNORE INTO temp.flagged SELECT '\(flag.name)', '\(flag.table)', id, \
        nullif(commune, ''), coalesce(detail, '') FROM (\(flag.query)) WHERE id IS NOT NULL \
        ORDER BY 3, 5, 4
        """)
    }
    let same =
      "g.flag = f.flag AND g.id = f.id AND g.detail = f.detail AND g.commune IS f.commune"
    let gone = "known_to IS NULL AND NOT EXISTS (SELECT 1 FROM temp.flagged g WHERE \(same))"
    try connection.execute(
      """
      DELETE FROM sohoa_flag AS f WHERE known_from = \(run) AND \(gone);
      UPDATE sohoa_flag AS f SET known_to = \(run) WHERE \(gone);
      INSERT INTO sohoa_flag SELECT g.flag, g."table", g.id, g.commune, g.detail, \(run), NULL \
      FROM temp.flagged g WHERE NOT EXISTS (SELECT 1 FROM sohoa_flag f \
      WHERE \(same) AND f.known_to IS NULL);
      DROP TABLE temp.flagged
      """)
  }

  /// How many rows each rule finds now, by commune; a rule that finds none has one entry of 0.
  public func flagCounts() throws(SQLiteError) -> [FlagCount] {
    guard try hasFlags else { return [] }
    let statement = try connection.prepare(
      "SELECT flag, commune, count, message, message_vi FROM sohoa_flag_count")
    var counts: [FlagCount] = []
    while try statement.step() {
      counts.append(
        FlagCount(
          flag: statement.string(at: 0) ?? "", message: statement.string(at: 3) ?? "",
          messageVietnamese: statement.string(at: 4) ?? "", commune: statement.string(at: 1),
          count: Int(statement.int64(at: 2))))
    }
    return counts
  }

  /// What the rules find now, in the order of the definition.
  public func flagged(
    flag: String?, commune: String?, _ body: (Flagged) throws -> Void
  ) throws {
    guard try hasFlags else { return }
    let statement = try connection.prepare(
      """
      SELECT f.flag, f."table", f.id, f.commune, nullif(f.detail, ''), f.known_from \
      FROM sohoa_flag_rule r JOIN sohoa_flag f ON f.flag = r.flag WHERE f.known_to IS NULL \
      AND (?1 IS NULL OR f.flag = ?1) AND (?2 IS NULL OR f.commune = ?2) \
      ORDER BY r.position, f.commune, f.id, f.detail
      """)
    try statement.bind(flag, at: 1)
    try statement.bind(commune, at: 2)
    while try statement.step() {
      try body(
        Flagged(
          flag: statement.string(at: 0) ?? "", table: statement.string(at: 1) ?? "",
          id: statement.string(at: 2) ?? "", commune: statement.string(at: 3),
          detail: statement.string(at: 4), since: statement.int64(at: 5)))
    }
  }

  private var hasFlags: Bool {
    get throws(SQLiteError) {
      try connection.integer(
        "SELECT count(*) FROM main.sqlite_schema WHERE name = 'sohoa_flag_rule'") == 1
    }
  }
}
