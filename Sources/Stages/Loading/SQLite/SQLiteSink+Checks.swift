public import Dataflow
import SQLite

extension SQLiteSink {
  /// Notes repeated keys, then measures the tables for their checks and keeps what came out, in one
  /// transaction.
  ///
  /// A run that loads nothing new judges whole tables only. It may be done again: what the run kept before gives way.
  public func judge() throws -> [CheckEntry] {
    guard let session else { throw Self.noSession }
    let run = session.run.number
    guard session.draft.tables.contains(where: { !$0.checks.isEmpty || !$0.watchedKeys.isEmpty })
    else { return [] }
    try transaction("judge the run in") {
      try renewLease()
      for table in session.draft.tables {
        try noteRepeatedKeys(of: table, run: run, rules: session.draft.rules)
      }
      try connection.execute("DELETE FROM sohoa_check WHERE run = \(run)")
      for table in session.draft.tables where !table.checks.isEmpty {
        let first = try firstRow(ofRun: run, in: table)
        // The few rows that a replay or a rerun loads are no delivery to be judged by itself.
        for check in table.checks where session.draft.kind == .load || check.scope == .table {
          var query = CheckQuery(check: check, table: table, firstRow: first)
          query.isBlind = try check.otherTable.map { try !connection.isTable($0.name) } ?? false
          let statement = try connection.prepare(query.sql)
          try statement.bind(run, at: 1)
          try statement.bind(session.draft.pipeline, at: 2)
          try statement.run()
          guard let findings = query.findings, !query.isBlind else { continue }
          let noting = try connection.prepare(findings)
          try noting.bind(run, at: 1)
          try noting.run()
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
      FROM sohoa_checkpoint WHERE run = \(run) AND stage = \(literal(table.name))
      """) ?? 0
  }

  /// How the checks of a run came out, in the order of the definition.
  public func checks(ofRun run: Int64) throws -> [CheckEntry] {
    try reading {
      // A ledger of an earlier version has no checks.
      guard
        try connection.integer(
          "SELECT count(*) FROM sqlite_schema WHERE name = 'sohoa_check'") == 1
      else { return [] }
      let statement = try connection.prepare(
        """
        SELECT stage, code, measure, field, scope, severity, sum(groups),
          coalesce(sum(groups) FILTER (WHERE verdict = 'missed'), 0),
          coalesce(sum(groups) FILTER (WHERE verdict = 'unjudged'), 0),
          min(value), max(greatest), message, message_vi
        FROM sohoa_check WHERE run = ?1 GROUP BY stage, code, field ORDER BY min(entry)
        """)
      try statement.bind(run, at: 1)
      var entries: [CheckEntry] = []
      while try statement.step() {
        entries.append(
          CheckEntry(
            run: run, stage: statement.string(at: 0) ?? "", code: statement.string(at: 1) ?? "",
            measure: statement.string(at: 2) ?? "", column: statement.string(at: 3) ?? "",
            scope: statement.string(at: 4) ?? "", severity: statement.string(at: 5) ?? "",
            groups: Int(statement.int64(at: 6)), missed: Int(statement.int64(at: 7)),
            unjudged: Int(statement.int64(at: 8)),
            least: statement.isNull(at: 9) ? nil : statement.double(at: 9),
            greatest: statement.isNull(at: 10) ? nil : statement.double(at: 10),
            message: statement.string(at: 11) ?? "",
            messageVietnamese: statement.string(at: 12) ?? ""))
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
    let statement = try connection.prepare(
      """
      SELECT part, value, detail FROM sohoa_check
      WHERE run = ?1 AND stage = ?2 AND code = ?3 AND field = ?4 AND verdict = 'missed'
      ORDER BY part, unit LIMIT 100
      """)
    try statement.bind(entry.run, at: 1)
    try statement.bind(entry.stage, at: 2)
    try statement.bind(entry.code, at: 3)
    try statement.bind(entry.column, at: 4)
    var gaps: [CheckEntry.Gap] = []
    while try statement.step() {
      gaps.append(
        .init(
          group: statement.string(at: 0) ?? "", count: Int(statement.int64(at: 1)),
          numbers: statement.string(at: 2) ?? ""))
    }
    return gaps
  }
}
