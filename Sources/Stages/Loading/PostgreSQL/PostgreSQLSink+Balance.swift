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
  /// One scan deals the rows out to the checkpoints' ranges.
  private func rowsInTable(_ table: String, run: Int64) throws -> [Int64: Int] {
    let ranges = try ranges(of: table, run: run)
    guard let first = ranges.first, let last = ranges.last else { return [:] }
    let result = try connection.query(
      """
      SELECT width_bucket(sohoa_row, $1::bigint[]), count(*) FROM \(quoted: table)
      WHERE sohoa_row BETWEEN $2 AND $3 GROUP BY 1
      """, .integers(ranges.flatMap { [$0.first, $0.last + 1] }), .integer(first.first),
      .integer(last.last))
    var counts: [Int64: Int] = [:]
    for row in result.rows {
      // Behind an odd number of limits a row lies in a range, behind an even one between two.
      let limits = Int(row.int64(at: 0))
      guard limits % 2 == 1 else { continue }
      counts[ranges[limits / 2].unit, default: 0] += Int(row.int64(at: 1))
    }
    return counts
  }

  private func ranges(of table: String, run: Int64) throws -> [Range] {
    let result = try connection.query(
      """
      SELECT unit, first_row, last_row FROM sohoa.checkpoint
      WHERE stage = $1 AND first_row > 0
        AND unit IN (SELECT unit FROM sohoa.checkpoint WHERE run = $2)
      ORDER BY first_row
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
