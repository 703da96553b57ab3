import Columnar
import Dataflow
import PostgreSQL

/// The rows that a check is about, and the findings of those that miss it.
extension PostgreSQLSink.CheckQuery {
  func column(_ name: String) -> String { "\(quoted: table.name).\(quoted: name)" }

  func isTruth(_ name: String) -> Bool {
    table.columns.first { $0.name == name }?.type == .boolean
  }

  /// The unit whose rows are measured together, or 0.
  var unit: String { check.scope == .unit ? column("sohoa_unit") : "0::bigint" }

  /// What the rows of a group have in common, written as SQLite's `json_array` does.
  var part: String {
    guard !check.by.isEmpty else { return "''" }
    let values = check.by.map { name in
      "coalesce(to_json(\(column(name))\(isTruth(name) ? "::int" : ""))::text, 'null')"
    }
    return "'[' || " + values.joined(separator: " || ',' || ") + " || ']'"
  }

  var groups: [String] { (check.scope == .unit ? [unit] : []) + check.by.map(column) }

  /// The table, and beside each row what another table says of its value.
  var rows: String {
    guard let name = check.column else { return "\(quoted: table.name)" }
    if let source = check.source {
      let value = "\(quoted: source.column)"
      return """
        \(quoted: table.name) LEFT JOIN (
          SELECT DISTINCT \(value)::text AS name FROM \(quoted: source.table)
          WHERE \(value) IS NOT NULL
        ) AS "sohoa source" ON "sohoa source".name = \(column(name))::text
        """
    }
    guard let end = check.ending else { return "\(quoted: table.name)" }
    let (value, day) = ("\(quoted: end.column)", "\(quoted: end.lastDay)")
    return """
      \(quoted: table.name) LEFT JOIN (
        SELECT \(value)::text AS name, min(\(day)::text COLLATE "C") AS day
        FROM \(quoted: end.table) WHERE \(value) IS NOT NULL AND \(day) IS NOT NULL GROUP BY 1
      ) AS "sohoa end" ON "sohoa end".name = \(column(name))::text
      """
  }

  /// Which rows of the table are judged.
  var ofRun: String {
    guard check.scope != .table else { return "" }
    return " WHERE \(column("sohoa_run")) = $1::bigint AND \(column("sohoa_row")) >= \(firstRow)"
  }

  /// Which of them are measured.
  var chosen: String {
    var terms = check.conditions.map { condition in
      switch condition.wanted {
      case .value(let value):
        "\(column(condition.column))::text IS NOT DISTINCT FROM \(literal(value))"
      case .some: "\(column(condition.column)) IS NOT NULL"
      case .none: "\(column(condition.column)) IS NULL"
      }
    }
    if let end = check.ending {
      terms.append("\"sohoa end\".day < \(column(end.asOf))::text COLLATE \"C\"")
    }
    if check.source != nil, let name = check.column {
      terms += ["\(column(name)) IS NOT NULL", "\"sohoa source\".name IS NULL"]
    }
    return terms.isEmpty ? "true" : terms.joined(separator: " AND ")
  }

  var filter: String { chosen == "true" ? "" : " FILTER (WHERE \(chosen))" }

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
      case .all: "true"
      }
    let window = "PARTITION BY unit, part"
    return """
      WITH concerned AS (
        SELECT \(column("sohoa_unit")) AS origin, \(column("sohoa_record")) AS record,
          \(column("sohoa_run")) AS run, \(column("sohoa_row")) AS id, \(unit) AS unit,
          \(part) AS part, coalesce((\(chosen))::int, 0) AS chosen
        FROM \(rows)\(ofRun)),
      missed AS (
        SELECT *, max(chosen) OVER (\(window)) AS best, max(run) OVER (\(window)) AS newest
        FROM concerned WHERE EXISTS (
          SELECT 1 FROM sohoa."check" c WHERE c.run = $1::bigint AND c.stage = \(stage)
            AND c.code = \(code) AND c.field = \(field) AND c.unit = concerned.unit
            AND c.part = concerned.part AND c.verdict = 'missed')),
      placed AS (
        SELECT *, row_number() OVER (\(window) ORDER BY id) AS place FROM missed
        WHERE chosen = best)
      INSERT INTO sohoa.finding (unit, stage, record, rule, field, severity, value, run)
      SELECT origin, \(stage), record, \(code), \(field), 'warn', NULL, $1::bigint FROM placed
      WHERE newest = $1::bigint AND \(place) AND NOT EXISTS (
        SELECT 1 FROM sohoa.finding f WHERE f.unit = placed.origin AND f.stage = \(stage)
          AND f.record = placed.record AND f.rule = \(code) AND f.field = \(field))
      ORDER BY origin, record
      """
  }
}
