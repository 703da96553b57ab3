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

    /// Adds a line to the ledger for each group.
    var sql: String {
      """
      WITH measured (unit, part, rows, value) AS (\(measured)),
      earlier (run) AS (
        SELECT max(c.run) FROM sohoa."check" c JOIN sohoa.run r ON r.run = c.run
        WHERE c.run < $1::bigint AND r.pipeline = $2::text AND r.status = 'done'
          AND c.stage = \(stage) AND c.code = \(literal(check.code))),
      compared AS (
        SELECT m.*, p.value AS previous FROM measured m LEFT JOIN sohoa."check" p
        ON p.run = (SELECT run FROM earlier) AND p.stage = \(stage)
          AND p.code = \(literal(check.code)) AND p.unit = 0 AND m.unit = 0 AND p.part = m.part)
      INSERT INTO sohoa."check" (run, stage, code, unit, part, measure, field, scope, severity,
        rows, value, previous, minimum, maximum, change, verdict, message, message_vi)
      SELECT $1::bigint, \(stage), \(literal(check.code)), unit, part,
        \(literal(check.measure.rawValue)), \(literal(check.column ?? "")),
        \(literal(check.scope.rawValue)), \(literal(check.severity.rawValue)), rows, value,
        previous, \(number(check.minimum)), \(number(check.maximum)), \(number(check.change)),
        CASE WHEN rows < \(check.after) OR value IS NULL THEN 'unjudged'
          WHEN \(missed) THEN 'missed' ELSE 'met' END,
        \(literal(check.message)), \(literal(check.messageVietnamese))
      FROM compared
      """
    }

    private var stage: String { literal(table.name) }

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
      if check.measure == .violationRate { return violations }
      let unit = check.scope == .unit ? "sohoa_unit" : "0::bigint"
      let parts = check.by.map { "\(quoted: $0)" }.joined(separator: ", ")
      var query = """
        SELECT \(unit), \(part), count(*), \(value) FROM \(quoted: table.name)
        """
      if check.scope != .table {
        query += " WHERE sohoa_run = $1::bigint AND sohoa_row >= \(firstRow)"
      }
      let groups = (check.scope == .unit ? ["sohoa_unit"] : []) + (check.by.isEmpty ? [] : [parts])
      if !groups.isEmpty { query += " GROUP BY " + groups.joined(separator: ", ") }
      guard check.scope == .unit && check.by.isEmpty else { return query }
      let isCount = check.measure == .rowCount || check.measure == .distinct
      // A unit of which nothing was loaded has a count, too.
      return query + """
         UNION ALL SELECT DISTINCT unit, '', 0::bigint, \(isCount ? "0.0::float8" : "NULL::float8")
        FROM sohoa.checkpoint WHERE run = $1::bigint AND stage = \(stage) AND unit NOT IN (
          SELECT sohoa_unit FROM \(quoted: table.name)
          WHERE sohoa_run = $1::bigint AND sohoa_row >= \(firstRow))
        """
    }

    /// What the rows of a group have in common, written as SQLite's `json_array` does.
    private var part: String {
      guard !check.by.isEmpty else { return "''" }
      let values = check.by.map { name in
        let isTruth = table.columns.first { $0.name == name }?.type == .boolean
        let value = isTruth ? "\(quoted: name)::int" : "\(quoted: name)"
        return "coalesce(to_json(\(value))::text, 'null')"
      }
      return "'[' || " + values.joined(separator: " || ',' || ") + " || ']'"
    }

    /// The measure over a group of rows.
    private var value: String {
      guard let name = check.column else { return "count(*)::float8" }
      let column = "\(quoted: name)"
      let isTruth = table.columns.first { $0.name == name }?.type == .boolean
      let number = isTruth ? "\(column)::int::float8" : "\(column)::float8"
      switch check.measure {
      case .rowCount, .violationRate: return "count(*)::float8"
      case .nullRate: return "(count(*) - count(\(column)))::float8 / nullif(count(*), 0)"
      case .distinct: return "count(DISTINCT \(column))::float8"
      case .duplicateRate:
        return """
          (count(\(column)) - count(DISTINCT \(column)))::float8 / nullif(count(\(column)), 0)
          """
      case .minimum: return "min(\(number))"
      case .maximum: return "max(\(number))"
      case .sum: return "coalesce(sum(\(number)), 0)"
      case .mean: return "avg(\(number))"
      case .age:
        return """
          ((SELECT left(started, 10)::date FROM sohoa.run WHERE run = $1::bigint) \
          - max(\(column))::date)::float8
          """
      }
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
          ::float8 / nullif(sum(c.read), 0)
        FROM sohoa.checkpoint c WHERE c.stage = \(stage) AND c.run \(runs)
        \(isByUnit ? "GROUP BY c.unit" : "")
        """
    }
  }
}
