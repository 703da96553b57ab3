public import Dataflow
import PostgreSQL

extension PostgreSQLSink {
  /// Rows that checkpoints of one unit added, one behind the other.
  private struct Range {
    var unit: Int64
    var first: Int64
    var last: Int64
  }

  /// How the units of a run add up.
  public func balances(ofRun run: Int64) throws -> [Balance] {
    try reading {
      guard try hasLedger else { return [] }
      let result = try connection.query(
        """
        SELECT c.unit, u.path, u.member, c.stage, \(Self.sums),
          (SELECT count(*) FROM sohoa.reject r WHERE r.unit = c.unit AND r.stage = c.stage
            AND r.outcome IN ('rejected', 'duplicate')),
          coalesce(sum(c.loaded) FILTER (WHERE c.first_row < 0), 0)
        FROM sohoa.checkpoint c JOIN sohoa.unit u ON u.unit = c.unit
        WHERE c.unit IN (SELECT unit FROM sohoa.checkpoint WHERE run = $1)
        GROUP BY c.unit, u.path, u.member, c.stage ORDER BY c.unit, c.stage COLLATE "C"
        """, .integer(run))
      var rowsOfTable: [String: [Int64: Int]] = [:]
      return try result.rows.map { row in
        let member = row.string(at: 2) ?? ""
        let path = row.string(at: 1) ?? ""
        let unit = row.int64(at: 0)
        let stage = row.string(at: 3) ?? ""
        let rows = try rowsOfTable[stage] ?? rowsInTable(stage, run: run)
        rowsOfTable[stage] = rows
        return Balance(
          unit: unit, unitName: member.isEmpty ? path : path + "!" + member, stage: stage,
          counts: counts(of: row, from: 4), rowsInTable: rows[unit] ?? 0,
          rowsReplaced: Int(row.int64(at: 13)), rejectsInLedger: Int(row.int64(at: 12)))
      }
    }
  }

  /// Nothing is counted ahead: the server has enough to do while it loads, and counts in one scan.
  public func countAhead() throws -> Bool { false }

  /// The rows that the units of a run added and that a table still holds, by unit.
  ///
  /// One scan deals the rows out to the checkpoints' ranges; during a rerun the rows that it cannot have
  /// touched are taken as the checkpoints tell them.
  private func rowsInTable(_ table: String, run: Int64) throws -> [Int64: Int] {
    let counted = RevisedRows(session?.draft.kind, checkpoint: "sohoa.checkpoint").condition
    let ofTable = """
      FROM sohoa.checkpoint c WHERE c.stage = $1
        AND c.unit IN (SELECT unit FROM sohoa.checkpoint WHERE run = $2)
      """
    var counts: [Int64: Int] = [:]
    let told = try connection.query(
      """
      SELECT unit, sum(loaded)::bigint \(ofTable) AND first_row >= 0 AND NOT (\(counted))
      GROUP BY unit
      """, .text(table), .integer(run))
    for row in told.rows { counts[row.int64(at: 0)] = Int(row.int64(at: 1)) }
    let ranges = try ranges("\(ofTable) AND (\(counted))", table, run)
    var all = RowRanges()
    for range in ranges { all.append(range.first, range.last) }
    guard let condition = connection.conditions(all, of: "t").first else { return counts }
    let result = try connection.query(
      """
      SELECT width_bucket(sohoa_row, $1::bigint[]), count(*) FROM \(quoted: table) t
      WHERE \(condition) GROUP BY 1
      """, .integers(ranges.flatMap { [$0.first, $0.last + 1] }))
    for row in result.rows {
      // Behind an odd number of limits a row lies in a range, behind an even one between two.
      let limits = Int(row.int64(at: 0))
      guard limits % 2 == 1 else { continue }
      counts[ranges[limits / 2].unit, default: 0] += Int(row.int64(at: 1))
    }
    return counts
  }

  private func ranges(_ ofTable: String, _ table: String, _ run: Int64) throws -> [Range] {
    let result = try connection.query(
      """
      SELECT unit, first_row, last_row \(ofTable) AND first_row > 0 ORDER BY first_row
      """, .text(table), .integer(run))
    var ranges: [Range] = []
    for row in result.rows {
      let next = Range(unit: row.int64(at: 0), first: row.int64(at: 1), last: row.int64(at: 2))
      if let before = ranges.last, before.unit == next.unit, before.last + 1 == next.first {
        ranges[ranges.count - 1].last = next.last
      } else {
        ranges.append(next)
      }
    }
    return ranges
  }
}
