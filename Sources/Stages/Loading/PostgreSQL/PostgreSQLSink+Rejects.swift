public import Dataflow
import PostgreSQL

extension PostgreSQLSink {
  /// The rejects that match, in the order of units and records, at most `limit`.
  public func rejects(matching filter: RejectFilter, limit: Int) throws -> [RejectEntry] {
    try rejectEntries(
      "\(Self.matches) ORDER BY r.reject LIMIT $12", Self.values(of: filter) + [.integer(limit)])
  }

  /// The rejects that a condition finds.
  func rejectEntries(_ condition: String, _ values: [Value]) throws -> [RejectEntry] {
    try reading {
      guard try hasLedger else { return [] }
      let result = try connection.query(
        """
        SELECT r.reject, r.run, r.stage, r.unit, u.path, u.member, r.record, r.line, r."offset",
          r.outcome, r.rule, r.field, r.violations, r.status, r.raw, r.message,
          (SELECT CASE s.member WHEN '' THEN s.path ELSE s.path || '!' || s.member END
           FROM sohoa.page p JOIN sohoa.scan s ON s.scan = p.scan
           WHERE p.unit = r.unit AND p.stage = r.stage AND p.record = r.record
           ORDER BY s.scan LIMIT 1), \(column("reject.fields", as: "r.fields")),
          \(column("reject.note", as: "r.note")), \(column("reject.message_vi", as: "r.message_vi"))
        FROM sohoa.reject r JOIN sohoa.unit u ON u.unit = r.unit
        WHERE \(condition)
        """, values)
      return result.rows.map { row in
        let path = row.string(at: 4) ?? ""
        let member = row.string(at: 5) ?? ""
        var entry = RejectEntry(
          number: row.int64(at: 0), run: row.int64(at: 1), stage: row.string(at: 2) ?? "",
          unit: row.int64(at: 3), unitName: member.isEmpty ? path : path + "!" + member,
          record: row.int64(at: 6), line: row.int64(at: 7), offset: row.int64(at: 8),
          outcome: row.string(at: 9) ?? "", rule: row.string(at: 10) ?? "",
          field: row.string(at: 11) ?? "",
          violations: (row.string(at: 12) ?? "").split(separator: ";").map(String.init),
          status: row.string(at: 13) ?? "", raw: row.bytes(at: 14) ?? [])
        entry.scan = row.string(at: 16)
        entry.fields = row.textBytes(at: 17).flatMap { RecordFields(text: $0) }
        entry.message = .init(
          english: row.string(at: 15) ?? "", vietnamese: row.string(at: 19) ?? "")
        entry.note = row.string(at: 18) ?? ""
        return entry
      }
    }
  }

  /// The condition of a filter, whose values are the parameters 1 to 11.
  static let matches = """
    ($1::bigint IS NULL OR r.reject = $1) AND ($2::bigint IS NULL OR r.run = $2)
      AND ($3::bigint IS NULL OR r.unit = $3) AND ($4::text IS NULL OR r.rule = $4)
      AND ($5::text IS NULL OR r.field = $5) AND ($6::bigint IS NULL OR r.reject > $6)
      AND ($7::text IS NULL OR r.status = $7) AND ($8::text IS NULL OR r.stage = $8)
      AND ($9::bigint IS NULL OR r.run IN (SELECT n.run FROM sohoa.run n
        WHERE extract(epoch FROM n.started::timestamptz) BETWEEN $9 AND $10))
      AND ($11::bigint = 0 OR r.status = 'fixed' OR r.status = 'open' AND r.outcome = 'rejected')
    """

  /// A filter as the parameters 1 to 11.
  static func values(of filter: RejectFilter) -> [Value] {
    let day = filter.day.map(PostgreSQLLibrary.seconds)
    return [
      .integer(filter.number), .integer(filter.run), .integer(filter.unit), .text(filter.rule),
      .text(filter.field), .integer(filter.after), .text(filter.status), .text(filter.stage),
      .integer(day?.first), .integer(day?.last), .integer(filter.isToReplay ? 1 : 0),
    ]
  }

  /// The number of rejected records of a run by the code of their first rule.
  public func rejectsByRule(ofRun run: Int64) throws -> [(rule: String, count: Int)] {
    try countsByRule(
      """
      SELECT rule, count(*) FROM sohoa.reject WHERE run = $1 AND outcome = 'rejected'
      GROUP BY rule ORDER BY count(*) DESC, rule COLLATE "C"
      """, run: run)
  }

  /// The number of findings of rules that only warn or empty a cell, by code.
  public func warningsByRule(ofRun run: Int64) throws -> [(rule: String, count: Int)] {
    try countsByRule(
      """
      SELECT rule, count(*) FROM sohoa.finding WHERE run = $1 AND severity <> 'reject'
      GROUP BY rule ORDER BY count(*) DESC, rule COLLATE "C"
      """, run: run)
  }

  private func countsByRule(_ sql: String, run: Int64) throws -> [(rule: String, count: Int)] {
    try reading {
      guard try hasLedger else { return [] }
      return try connection.query(sql, .integer(run)).rows.map {
        ($0.string(at: 0) ?? "", Int($0.int64(at: 1)))
      }
    }
  }
}
