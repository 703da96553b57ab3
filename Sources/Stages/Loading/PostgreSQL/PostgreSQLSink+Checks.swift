public import Dataflow
import PostgreSQL

extension PostgreSQLSink {
  /// Notes repeated keys, then measures the tables for their checks and keeps what came out, in one
  /// transaction.
  ///
  /// A run that loads nothing new judges whole tables only. It may be done again: what the run kept
  /// before gives way.
  public func judge() throws -> [CheckEntry] {
    guard let session else { throw Self.noSession }
    let run = session.run.number
    guard session.draft.tables.contains(where: { !$0.checks.isEmpty || !$0.watchedKeys.isEmpty })
    else { return [] }
    try transaction("judge the run in") { _ in
      for table in session.draft.tables {
        noteRepeatedKeys(of: table, run: run, rules: session.draft.rules)
      }
      later("DELETE FROM sohoa.\"check\" WHERE run = $1", [.integer(run)])
      for table in session.draft.tables where !table.checks.isEmpty {
        let first = try firstRow(ofRun: run, in: table)
        // The few rows that a replay or a rerun loads are no delivery to be judged by itself.
        for check in table.checks where session.draft.kind == .load || check.scope == .table {
          var query = CheckQuery(check: check, table: table, firstRow: first)
          query.isBlind = try check.otherTable.map { try !connection.isTable($0.name) } ?? false
          later(query.sql, [.integer(run), .text(session.draft.pipeline)])
          guard let findings = query.findings, !query.isBlind else { continue }
          later(findings, [.integer(run)])
        }
      }
    }
    return try checks(ofRun: run)
  }

  /// Where the rows of a run begin: a run that updated rows may have written anywhere.
  private func firstRow(ofRun run: Int64, in table: TargetTable) throws -> Int64 {
    try connection.integer(
      """
      SELECT CASE WHEN sum(updated) > 0 THEN 0
        ELSE min(first_row) FILTER (WHERE first_row > 0) END
      FROM sohoa.checkpoint WHERE run = $1 AND stage = $2
      """, .integer(run), .text(table.name)) ?? 0
  }

  /// How the checks of a run came out, in the order of the definition.
  public func checks(ofRun run: Int64) throws -> [CheckEntry] {
    try reading {
      guard try hasLedger else { return [] }
      let result = try connection.query(
        """
        SELECT stage, code, min(measure), field, min(scope), min(severity), sum(groups)::bigint,
          coalesce(sum(groups) FILTER (WHERE verdict = 'missed'), 0)::bigint,
          coalesce(sum(groups) FILTER (WHERE verdict = 'unjudged'), 0)::bigint,
          min(value), max(greatest), min(message), min(message_vi)
        FROM sohoa."check" WHERE run = $1 GROUP BY stage, code, field ORDER BY min(entry)
        """, .integer(run))
      var entries = result.rows.map { row in
        CheckEntry(
          run: run, stage: row.string(at: 0) ?? "", code: row.string(at: 1) ?? "",
          measure: row.string(at: 2) ?? "", column: row.string(at: 3) ?? "",
          scope: row.string(at: 4) ?? "", severity: row.string(at: 5) ?? "",
          groups: Int(row.int64(at: 6)), missed: Int(row.int64(at: 7)),
          unjudged: Int(row.int64(at: 8)), least: row.isNull(at: 9) ? nil : row.double(at: 9),
          greatest: row.isNull(at: 10) ? nil : row.double(at: 10),
          message: row.string(at: 11) ?? "", messageVietnamese: row.string(at: 12) ?? "")
      }
      for index in entries.indices where entries[index].missed > 0 {
        entries[index].gaps = try gaps(of: entries[index])
      }
      return entries
    }
  }

  /// The first groups with missing numbers.
  private func gaps(of entry: CheckEntry) throws -> [CheckEntry.Gap] {
    guard entry.measure == QualityCheck.Measure.gaps.rawValue else { return [] }
    let result = try connection.query(
      """
      SELECT part, value, detail FROM sohoa."check"
      WHERE run = $1 AND stage = $2 AND code = $3 AND field = $4 AND verdict = 'missed'
      ORDER BY part COLLATE "C", unit LIMIT 100
      """, .integer(entry.run), .text(entry.stage), .text(entry.code), .text(entry.column))
    return result.rows.map { row in
      .init(
        group: row.string(at: 0) ?? "", count: Int(row.double(at: 1)),
        numbers: row.string(at: 2) ?? "")
    }
  }
}
