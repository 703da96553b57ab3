internal import SQLite

/// What is doubtful in the model: rules in SQL over its views, and what they find from run to run.
extension ConsolidationStore {
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
      ON f.flag = r.flag AND f.known_to IS NULL GROUP BY r.flag, f.commune \
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
}
