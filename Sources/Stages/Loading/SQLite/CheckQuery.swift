import Columnar
import Dataflow
import SQLite

/// The SQL that measures the rows of a table for one check and judges them.
///
/// Parameters: 1 the run, 2 the pipeline.
struct CheckQuery {
  let check: QualityCheck
  let table: TargetTable
  /// The first rowid that the run can have written, or 0.
  let firstRow: Int64

  /// Adds a line to the ledger for each group.
  var sql: String {
    """
    WITH measured (unit, part, rows, value) AS (\(measured)),
    earlier (run) AS (
      SELECT max(c.run) FROM sohoa_check c JOIN sohoa_run r ON r.run = c.run
      WHERE c.run < ?1 AND r.pipeline = ?2 AND r.status = 'done' AND c.stage = \(stage)
        AND c.code = \(literal(check.code))),
    compared AS (
      SELECT m.*, p.value AS previous FROM measured m LEFT JOIN sohoa_check p
      ON p.run = (SELECT run FROM earlier) AND p.stage = \(stage)
        AND p.code = \(literal(check.code)) AND p.unit = 0 AND m.unit = 0 AND p.part = m.part)
    INSERT INTO sohoa_check (run, stage, code, unit, part, measure, field, scope, severity, rows,
      value, previous, minimum, maximum, change, verdict, message, message_vi)
    SELECT ?1, \(stage), \(literal(check.code)), unit, part, \(literal(check.measure.rawValue)),
      \(literal(check.column ?? "")), \(literal(check.scope.rawValue)),
      \(literal(check.severity.rawValue)), rows, value, previous, \(number(check.minimum)),
      \(number(check.maximum)), \(number(check.change)),
      CASE WHEN rows < \(check.after) OR value IS NULL THEN 'unjudged'
        WHEN \(missed) THEN 'missed' ELSE 'met' END,
      \(literal(check.message)), \(literal(check.messageVietnamese))
    FROM compared
    """
  }

  private var stage: String { literal(table.name) }

  private func number(_ value: Double?) -> String { value.map { "\($0)" } ?? "NULL" }

  private var missed: String {
    var terms: [String] = []
    if let minimum = check.minimum { terms.append("value < \(minimum)") }
    if let maximum = check.maximum { terms.append("value > \(maximum)") }
    if let change = check.change {
      terms.append("coalesce(abs(value - previous) > \(change) * abs(previous), 0)")
    }
    return terms.isEmpty ? "0" : terms.joined(separator: " OR ")
  }

  private var measured: String {
    if check.measure == .violationRate { return violations }
    let unit = check.scope == .unit ? "sohoa_unit" : "0"
    let parts = check.by.map { "\(quoted: $0)" }.joined(separator: ", ")
    var query = """
      SELECT \(unit), \(check.by.isEmpty ? "''" : "json_array(\(parts))"), count(*), \(value)
      FROM \(quoted: table.name)
      """
    if check.scope != .table {
      query += " WHERE sohoa_run = ?1 AND rowid >= \(firstRow)"
    }
    let groups = (check.scope == .unit ? ["sohoa_unit"] : []) + (check.by.isEmpty ? [] : [parts])
    if !groups.isEmpty { query += " GROUP BY " + groups.joined(separator: ", ") }
    guard check.scope == .unit && check.by.isEmpty else { return query }
    let isCount = check.measure == .rowCount || check.measure == .distinct
    // A unit of which nothing was loaded has a count, too.
    return query + """
       UNION ALL SELECT DISTINCT unit, '', 0, \(isCount ? "0.0" : "NULL") FROM sohoa_checkpoint
      WHERE run = ?1 AND stage = \(stage) AND unit NOT IN (
        SELECT sohoa_unit FROM \(quoted: table.name)
        WHERE sohoa_run = ?1 AND rowid >= \(firstRow))
      """
  }

  /// The measure over a group of rows.
  private var value: String {
    guard let name = check.column else { return "count(*) * 1.0" }
    let column = "\(quoted: name)"
    let isDecimal = table.columns.first { $0.name == name }?.type == .decimal
    let number = isDecimal ? "CAST(\(column) AS REAL)" : "\(column) * 1.0"
    switch check.measure {
    case .rowCount, .violationRate: return "count(*) * 1.0"
    case .nullRate: return "(count(*) - count(\(column))) * 1.0 / count(*)"
    case .distinct: return "count(DISTINCT \(column)) * 1.0"
    case .duplicateRate:
      return "(count(\(column)) - count(DISTINCT \(column))) * 1.0 / count(\(column))"
    case .minimum: return "min(\(number))"
    case .maximum: return "max(\(number))"
    case .sum: return "total(\(number))"
    case .mean: return "avg(\(number))"
    case .age:
      return """
        julianday((SELECT substr(started, 1, 10) FROM sohoa_run WHERE run = ?1)) \
        - julianday(substr(max(\(column)), 1, 10))
        """
    }
  }

  /// The records with a finding among those read.
  private var violations: String {
    let isByUnit = check.scope == .unit
    let runs =
      check.scope == .table
      ? "IN (SELECT run FROM sohoa_run WHERE pipeline = ?2)" : "= ?1"
    return """
      SELECT \(isByUnit ? "c.unit" : "0"), '', coalesce(sum(c.read), 0),
        (SELECT count(*) FROM (SELECT DISTINCT f.unit, f.record FROM sohoa_finding f
         WHERE f.stage = \(stage) AND f.run \(runs) \(isByUnit ? "AND f.unit = c.unit" : "")))
        * 1.0 / sum(c.read)
      FROM sohoa_checkpoint c WHERE c.stage = \(stage) AND c.run \(runs)
      \(isByUnit ? "GROUP BY c.unit" : "")
      """
  }
}
