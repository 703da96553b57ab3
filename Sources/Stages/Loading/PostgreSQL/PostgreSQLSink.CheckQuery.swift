import Columnar
import Dataflow
import PostgreSQL

extension PostgreSQLSink {
  /// The SQL that measures the rows of a table for one check and judges them.
  ///
  /// Parameters: 1 the run, 2 the pipeline.
  struct CheckQuery {
    let check: QualityCheck
    let table: TargetTable
    /// The first row number that the run can have written, or 0.
    let firstRow: Int64

    /// Whether the table is missing whose ends the check asks for.
    var isBlind = false

    /// Adds lines to the ledger: one for each group that is missed, and one for all others; where
    /// groups are few or their values are wanted later, one for each.
    var sql: String {
      """
      WITH measured (unit, part, rows, value, detail) AS (\(measured)),
      earlier (run) AS (
        SELECT max(c.run) FROM sohoa."check" c JOIN sohoa.run r ON r.run = c.run
        WHERE c.run < $1::bigint AND r.pipeline = $2::text AND r.status = 'done'
          AND c.stage = \(stage) AND c.code = \(code) AND c.field = \(field)),
      compared AS (
        SELECT m.*, p.value AS previous FROM measured m LEFT JOIN sohoa."check" p
        ON p.run = (SELECT run FROM earlier) AND p.stage = \(stage) AND p.code = \(code)
          AND p.field = \(field) AND p.unit = 0 AND m.unit = 0 AND p.part = m.part),
      judged AS (
        SELECT *, CASE WHEN rows < \(check.after) OR value IS NULL THEN 'unjudged'
          WHEN \(missed) THEN 'missed' ELSE 'met' END AS verdict FROM compared)
      INSERT INTO sohoa."check" (run, stage, code, unit, part, measure, field, scope, severity,
        groups, rows, value, greatest, detail, previous, minimum, maximum, change, verdict, message,
        message_vi)
      SELECT $1::bigint, \(stage), \(code), unit, part, \(literal(check.measure.rawValue)),
        \(field), \(literal(check.scope.rawValue)), \(literal(check.severity.rawValue)), groups,
        rows, value, greatest, detail, previous, \(number(check.minimum)),
        \(number(check.maximum)), \(number(check.change)), verdict, \(literal(check.message)),
        \(literal(check.messageVietnamese))
      FROM (\(lines)) l ORDER BY \(isGrouped ? "verdict <> 'missed', " : "")unit, part COLLATE "C"
      """
    }

    /// Whether groups that are not missed share a line, behind the others.
    private var isGrouped: Bool { !check.by.isEmpty && check.change == nil }

    private var lines: String {
      let each = """
        SELECT unit, part, 1::bigint AS groups, rows, value, value AS greatest, detail, previous,
          verdict
        FROM judged
        """
      guard isGrouped else { return each }
      return """
        \(each) WHERE verdict = 'missed' UNION ALL
        SELECT 0::bigint, CASE verdict WHEN 'met' THEN '' ELSE verdict END, count(*),
          sum(rows)::bigint, min(value), max(value), NULL::text, NULL::float8, verdict
        FROM judged WHERE verdict <> 'missed' GROUP BY verdict
        """
    }

    var stage: String { literal(table.name) }
    var code: String { literal(check.code) }
    var field: String { literal(check.column ?? "") }

    private func number(_ value: Double?) -> String {
      value.map { "\($0)::float8" } ?? "NULL::float8"
    }

    private var missed: String {
      var terms: [String] = []
      if let minimum = check.minimum { terms.append("value < \(number(minimum))") }
      if let maximum = check.maximum { terms.append("value > \(number(maximum))") }
      if let change = check.change {
        terms.append(
          "coalesce(abs(value - previous) > \(number(change)) * abs(previous), false)")
      }
      return terms.isEmpty ? "false" : terms.joined(separator: " OR ")
    }

    private var measured: String {
      if isBlind { return "SELECT 0::bigint, '', 0::bigint, NULL::float8, NULL::text" }
      switch check.measure {
      case .violationRate: return violations
      case .gaps: return gaps
      default: break
      }
      var query = """
        SELECT \(unit), \(part), count(*)\(filter), \(value), NULL::text FROM \(rows)\(ofRun)
        """
      if !groups.isEmpty { query += " GROUP BY " + groups.joined(separator: ", ") }
      guard check.scope == .unit && check.by.isEmpty else { return query }
      let isCount = check.measure.isOfRows || check.measure == .distinct
      // A unit of which nothing was loaded has a count, too.
      return query + """
         UNION ALL SELECT DISTINCT unit, '', 0::bigint,
          \(isCount ? "0.0::float8" : "NULL::float8"), NULL::text
        FROM sohoa.checkpoint WHERE run = $1::bigint AND stage = \(stage) AND unit NOT IN (
          SELECT sohoa_unit FROM \(quoted: table.name)
          WHERE sohoa_run = $1::bigint AND sohoa_row >= \(firstRow))
        """
    }

    /// The measure over a group of rows.
    private var value: String {
      guard let name = check.column, !check.measure.isOfRows else {
        return "(count(*)\(filter))::float8"
      }
      let column = column(name)
      let number = isTruth(name) ? "\(column)::int::float8" : "\(column)::float8"
      let values = "count(\(column))\(filter)"
      let different = "count(DISTINCT \(column))\(filter)"
      let all = "nullif(count(*)\(filter), 0)"
      switch check.measure {
      case .rowCount, .violationRate, .gaps: return "(count(*)\(filter))::float8"
      case .ended, .unmatched: return "(\(values))::float8"
      case .nullRate: return "(count(*)\(filter) - \(values))::float8 / \(all)"
      case .distinct: return "(\(different))::float8"
      case .duplicateRate:
        return "(\(values) - \(different))::float8 / nullif(\(values), 0)"
      case .minimum: return "min(\(number))\(filter)"
      case .maximum: return "max(\(number))\(filter)"
      case .sum: return "coalesce(sum(\(number))\(filter), 0)"
      case .mean: return "avg(\(number))\(filter)"
      case .age:
        return """
          ((SELECT left(started, 10)::date FROM sohoa.run WHERE run = $1::bigint) \
          - (max(\(column))\(filter))::date)::float8
          """
      }
    }

    /// The numbers that are missing between the least and the greatest of a group, counted and listed.
    ///
    /// Of a text counts the number that it begins with, up to 18 digits.
    private var gaps: String {
      let column = "\(column(check.column ?? ""))::text"
      return """
        SELECT unit, part, count(*), coalesce(sum(next - n - 1), 0)::float8, max(list) FROM (
          SELECT unit, part, n, next, string_agg(
              CASE WHEN next = n + 2 THEN (n + 1)::text ELSE (n + 1) || '-' || (next - 1) END, ', ')
            FILTER (WHERE next > n + 1) OVER (PARTITION BY unit, part ORDER BY n
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS list
          FROM (
            SELECT unit, part, n, lead(n) OVER (PARTITION BY unit, part ORDER BY n) AS next FROM (
              SELECT DISTINCT \(unit) AS unit, \(part) AS part,
                substring(\(column) from '^[0-9]{1,18}')::bigint AS n
              FROM \(rows)\(ofRun.isEmpty ? " WHERE" : ofRun + " AND") \(column) ~ '^[0-9]'
                AND (\(chosen))) a) b) c
        GROUP BY unit, part
        """
    }

    /// The records with a finding among those read.
    private var violations: String {
      let isByUnit = check.scope == .unit
      let runs =
        check.scope == .table
        ? "IN (SELECT run FROM sohoa.run WHERE pipeline = $2::text)" : "= $1::bigint"
      return """
        SELECT \(isByUnit ? "c.unit" : "0::bigint"), '', coalesce(sum(c.read), 0),
          (SELECT count(*) FROM (SELECT DISTINCT f.unit, f.record FROM sohoa.finding f
           WHERE f.stage = \(stage) AND f.run \(runs) \(isByUnit ? "AND f.unit = c.unit" : "")) d)
          ::float8 / nullif(sum(c.read), 0), NULL::text
        FROM sohoa.checkpoint c WHERE c.stage = \(stage) AND c.run \(runs)
        \(isByUnit ? "GROUP BY c.unit" : "")
        """
    }
  }
}
