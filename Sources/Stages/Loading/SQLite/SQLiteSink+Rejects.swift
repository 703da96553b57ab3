public import Dataflow
import SQLite

extension SQLiteSink {
  /// The rejects that match, in the order of units and records, at most `limit`.
  public func rejects(matching filter: RejectFilter, limit: Int) throws -> [RejectEntry] {
    try rejectEntries("\(Self.matches) ORDER BY r.reject LIMIT ?11") { statement in
      try bind(filter, to: statement)
      try statement.bind(limit, at: 11)
    }
  }

  /// The rejects that a condition finds.
  func rejectEntries(
    _ condition: String, _ bind: (Statement) throws -> Void
  ) throws -> [RejectEntry] {
    try reading {
      guard try hasLedger else { return [] }
      // A ledger of an earlier version has no scans, and no fields of rejects.
      let hasScans = try hasScans
      let hasFields = try connection.hasColumn("fields", in: "sohoa_reject")
      let statement = try connection.prepare(
        """
        SELECT r.reject, r.run, r.stage, r.unit, u.path, u.member, r.record, r.line, r.offset,
          r.outcome, r.rule, r.field, r.violations, r.status, r.raw, r.message,
          \(hasScans ? Self.scanName : "NULL"),
          \(hasFields ? "r.fields, r.note, r.message_vi" : "NULL, '', ''")
        FROM sohoa_reject r JOIN sohoa_unit u ON u.unit = r.unit
        WHERE \(condition)
        """)
      try bind(statement)
      var entries: [RejectEntry] = []
      while try statement.step() { entries.append(rejectEntry(statement)) }
      return entries
    }
  }

  private static let scanName = """
    (SELECT s.path || iif(s.member = '', '', '!' || s.member)
     FROM sohoa_page p JOIN sohoa_scan s ON s.scan = p.scan
     WHERE p.unit = r.unit AND p.stage = r.stage AND p.record = r.record LIMIT 1)
    """

  /// The condition of a filter, whose values are the parameters 1 to 10.
  static let matches = """
    (?1 IS NULL OR r.reject = ?1) AND (?2 IS NULL OR r.run = ?2)
      AND (?3 IS NULL OR r.unit = ?3) AND (?4 IS NULL OR r.rule = ?4)
      AND (?5 IS NULL OR r.field = ?5) AND (?6 IS NULL OR r.reject > ?6)
      AND (?7 IS NULL OR r.status = ?7) AND (?8 IS NULL OR r.stage = ?8)
      AND (?9 IS NULL OR ?9 = (
        SELECT date(n.started, 'localtime') FROM sohoa_run n WHERE n.run = r.run))
      AND (?10 = 0 OR r.status = 'fixed' OR r.status = 'open' AND r.outcome = 'rejected')
    """

  /// Binds a filter to the parameters 1 to 10.
  func bind(_ filter: RejectFilter, to statement: Statement) throws {
    let numbers = [filter.number, filter.run, filter.unit]
    for (index, number) in numbers.enumerated() { try statement.bind(number, at: 1 + index) }
    try statement.bind(filter.rule, at: 4)
    try statement.bind(filter.field, at: 5)
    try statement.bind(filter.after, at: 6)
    try statement.bind(filter.status, at: 7)
    try statement.bind(filter.stage, at: 8)
    try statement.bind(filter.day, at: 9)
    try statement.bind(filter.isToReplay ? 1 : 0, at: 10)
  }

  private func rejectEntry(_ statement: Statement) -> RejectEntry {
    let path = statement.string(at: 4) ?? ""
    let member = statement.string(at: 5) ?? ""
    var entry = RejectEntry(
      number: statement.int64(at: 0), run: statement.int64(at: 1),
      stage: statement.string(at: 2) ?? "", unit: statement.int64(at: 3),
      unitName: member.isEmpty ? path : path + "!" + member,
      record: statement.int64(at: 6), line: statement.int64(at: 7),
      offset: statement.int64(at: 8), outcome: statement.string(at: 9) ?? "",
      rule: statement.string(at: 10) ?? "", field: statement.string(at: 11) ?? "",
      violations: (statement.string(at: 12) ?? "").split(separator: ";").map(String.init),
      status: statement.string(at: 13) ?? "", raw: statement.bytes(at: 14) ?? [])
    entry.scan = statement.string(at: 16)
    entry.fields = statement.bytes(at: 17).flatMap { RecordFields(text: $0) }
    entry.message = .init(
      english: statement.string(at: 15) ?? "", vietnamese: statement.string(at: 19) ?? "")
    entry.note = statement.string(at: 18) ?? ""
    return entry
  }

  /// The number of rejected records of a run by the code of their first rule.
  public func rejectsByRule(ofRun run: Int64) throws -> [(rule: String, count: Int)] {
    try countsByRule(
      """
      SELECT rule, count(*) FROM sohoa_reject WHERE run = ?1 AND outcome = 'rejected'
      GROUP BY rule ORDER BY count(*) DESC, rule
      """, run: run)
  }

  /// The number of findings of rules that only warn or empty a cell, by code.
  public func warningsByRule(ofRun run: Int64) throws -> [(rule: String, count: Int)] {
    try countsByRule(
      """
      SELECT rule, count(*) FROM sohoa_finding WHERE run = ?1 AND severity <> 'reject'
      GROUP BY rule ORDER BY count(*) DESC, rule
      """, run: run)
  }

  private func countsByRule(_ sql: String, run: Int64) throws -> [(rule: String, count: Int)] {
    try reading {
      guard try hasLedger else { return [] }
      let statement = try connection.prepare(sql)
      try statement.bind(run, at: 1)
      var result: [(rule: String, count: Int)] = []
      while try statement.step() {
        result.append((statement.string(at: 0) ?? "", Int(statement.int64(at: 1))))
      }
      return result
    }
  }

  /// How the units of a run add up.
  public func balances(ofRun run: Int64) throws -> [Balance] {
    try reading {
      guard try hasLedger else { return [] }
      let statement = try connection.prepare(
        """
        SELECT c.unit, u.path, u.member, c.stage, \(Self.sums),
          (SELECT count(*) FROM sohoa_reject r WHERE r.unit = c.unit AND r.stage = c.stage
            AND r.outcome IN ('rejected', 'duplicate')),
          coalesce(sum(c.loaded) FILTER (WHERE c.first_row < 0), 0)
        FROM sohoa_checkpoint c JOIN sohoa_unit u ON u.unit = c.unit
        WHERE c.unit IN (SELECT unit FROM sohoa_checkpoint WHERE run = ?1)
        GROUP BY c.unit, c.stage ORDER BY c.unit, c.stage
        """)
      try statement.bind(run, at: 1)
      var result: [Balance] = []
      while try statement.step() {
        let member = statement.string(at: 2) ?? ""
        let path = statement.string(at: 1) ?? ""
        let unit = statement.int64(at: 0)
        let stage = statement.string(at: 3) ?? ""
        result.append(
          Balance(
            unit: unit, unitName: member.isEmpty ? path : path + "!" + member, stage: stage,
            counts: counts(of: statement, from: 4),
            rowsInTable: try rowsInTable(stage, unit: unit),
            rowsReplaced: Int(statement.int64(at: 13)),
            rejectsInLedger: Int(statement.int64(at: 12))))
      }
      return result
    }
  }

  /// The rows that a unit's checkpoints added and that the table still holds; during a rerun those that
  /// it cannot have touched are taken as the checkpoints tell them.
  private func rowsInTable(_ table: String, unit: Int64) throws -> Int {
    let counted = RevisedRows(session?.draft.kind, checkpoint: "sohoa_checkpoint").condition
    let ofTable = "FROM sohoa_checkpoint c WHERE c.unit = \(unit) AND c.stage = \(literal(table))"
    let ranges = try connection.prepare(
      """
      SELECT first_row, last_row \(ofTable) AND first_row > 0 AND \(counted) ORDER BY first_row
      """)
    let counter = session?.rowCounter ?? RowCounter(connection)
    var count = Int(
      try connection.integer(
        "SELECT sum(loaded) \(ofTable) AND first_row >= 0 AND NOT \(counted)") ?? 0)
    while try ranges.step() {
      count += try counter.count(
        .init(table: table, first: ranges.int64(at: 0), last: ranges.int64(at: 1)))
    }
    return count
  }

  /// Counts some of the rows that the balance will ask for; `false` when none are left.
  public func countAhead() throws -> Bool {
    try reading { try session?.rowCounter.countAhead() ?? false }
  }

  /// Notes what earlier attempts of a run have added, to be counted.
  func expectRows(ofRun run: Int64, in counter: RowCounter) throws {
    let statement = try connection.prepare(
      "SELECT stage, first_row, last_row FROM sohoa_checkpoint WHERE run = ?1 AND first_row > 0")
    try statement.bind(run, at: 1)
    while try statement.step() {
      counter.expect(
        .init(
          table: statement.string(at: 0) ?? "", first: statement.int64(at: 1),
          last: statement.int64(at: 2)))
    }
  }
}
