import Dataflow
import SQLite

/// The rows that a check is about, and the findings of those that miss it.
extension CheckQuery {
  func column(_ name: String) -> String { "\(quoted: table.name).\(quoted: name)" }

  /// The unit whose rows are measured together, or 0.
  var unit: String { check.scope == .unit ? column("sohoa_unit") : "0" }

  /// The values that a group has in common, as one text.
  var part: String {
    check.by.isEmpty ? "''" : "json_array(\(check.by.map(column).joined(separator: ", ")))"
  }

  var groups: [String] {
    (check.scope == .unit ? [unit] : []) + check.by.map(column)
  }

  /// The table, and beside each row what another table says of its value.
  var rows: String {
    guard let name = check.column else { return "\(quoted: table.name)" }
    if let source = check.source {
      let value = "\(quoted: source.column)"
      return """
        \(quoted: table.name) LEFT JOIN (
          SELECT DISTINCT \(value) AS name FROM \(quoted: source.table)
          WHERE \(value) IS NOT NULL
        ) AS "sohoa source" ON "sohoa source".name = \(column(name))
        """
    }
    guard let end = check.ending else { return "\(quoted: table.name)" }
    let (value, day) = ("\(quoted: end.column)", "\(quoted: end.lastDay)")
    return """
      \(quoted: table.name) LEFT JOIN (
        SELECT \(value) AS name, min(\(day)) AS day FROM \(quoted: end.table)
        WHERE \(value) IS NOT NULL AND \(day) IS NOT NULL GROUP BY \(value)
      ) AS "sohoa end" ON "sohoa end".name = \(column(name))
      """
  }

  /// Which rows of the table are judged.
  var ofRun: String {
    guard check.scope != .table else { return "" }
    let name = "\(quoted: table.name)"
    return " WHERE \(name).sohoa_run = ?1 AND \(name).rowid >= \(firstRow)"
  }

  /// Which of them are measured.
  var chosen: String {
    var terms = check.conditions.map { condition in
      switch condition.wanted {
      case .value(let value): "\(column(condition.column)) IS \(literal(value))"
      case .some: "\(column(condition.column)) IS NOT NULL"
      case .none: "\(column(condition.column)) IS NULL"
      }
    }
    if let end = check.ending { terms.append("\"sohoa end\".day < \(column(end.asOf))") }
    if check.source != nil, let name = check.column {
      terms += ["\(column(name)) IS NOT NULL", "\"sohoa source\".name IS NULL"]
    }
    return terms.isEmpty ? "1" : terms.joined(separator: " AND ")
  }

  var filter: String { chosen == "1" ? "" : " FILTER (WHERE \(chosen))" }

  /// Adds a finding for the measured rows of groups that are missed; of a group without any, for its
  /// other rows.
  ///
  /// Parameter 1 is the run. Of a group whose rows are of earlier runs nothing is said again.
  var findings: String? {
    guard let report = check.report else { return nil }
    let place =
      switch report {
      case .first: "place = 1"
      case .later: "place > 1"
      case .all: "1"
      }
    let window = "PARTITION BY unit, part"
    return """
      WITH concerned AS (
        SELECT \(column("sohoa_unit")) AS origin, \(column("sohoa_record")) AS record,
          \(column("sohoa_run")) AS run, \(quoted: table.name).rowid AS id, \(unit) AS unit,
          \(part) AS part, coalesce(\(chosen), 0) AS chosen
        FROM \(rows)\(ofRun)),
      missed AS (
        SELECT *, max(chosen) OVER (\(window)) AS best, max(run) OVER (\(window)) AS newest
        FROM concerned WHERE EXISTS (
          SELECT 1 FROM sohoa_check c WHERE c.run = ?1 AND c.stage = \(stage)
            AND c.code = \(code) AND c.field = \(field) AND c.unit = concerned.unit
            AND c.part = concerned.part AND c.verdict = 'missed')),
      placed AS (
        SELECT *, row_number() OVER (\(window) ORDER BY id) AS place FROM missed
        WHERE chosen = best)
      INSERT INTO sohoa_finding (unit, stage, record, rule, field, severity, value, run)
      SELECT origin, \(stage), record, \(code), \(field),
        'warn', NULL, ?1 FROM placed
      WHERE newest = ?1 AND \(place) AND NOT EXISTS (
        SELECT 1 FROM sohoa_finding f WHERE f.unit = origin AND f.stage = \(stage)
          AND f.record = placed.record AND f.rule = \(code)
          AND f.field = \(field))
      ORDER BY origin, record
      """
  }
}
