import PostgreSQL

/// Everything in a PostgreSQL database that must not depend on what happened on the way, as
/// ``DatabaseDump`` writes it for SQLite: the two can be compared line by line.
public struct ServerDump {
  private let connection: Connection
  private let volatile: Set<String> = [
    "committed", "stream_state", "file_modified", "file_changed", "file_inode", "made", "applied",
    "content", "content_waiting", "content_proof",
  ]
  private let volatileTables: Set<String> = ["run", "lease", "audit", "definition"]

  /// Opens a database.
  public init(_ url: String) throws { connection = try Connection(url: url) }

  /// One line a row, beginning with the table's name in SQLite.
  public var lines: [String] {
    get throws {
      var lines: [String] = []
      let tables = try connection.query(
        """
        SELECT table_schema, table_name FROM information_schema.tables
        WHERE table_schema IN ('public', 'sohoa') ORDER BY 1, 2
        """)
      for row in tables.rows {
        let (schema, name) = (row.string(at: 0) ?? "", row.string(at: 1) ?? "")
        if schema == "sohoa" && volatileTables.contains(name) { continue }
        lines += try rows(of: schema, name)
      }
      let runs = try connection.query("SELECT run, status FROM sohoa.run ORDER BY run")
      return lines + runs.rows.map { "run|\($0.int64(at: 0))|\($0.string(at: 1) ?? "")" }
        + ["integrity: ok"]
    }
  }

  private func rows(of schema: String, _ name: String) throws -> [String] {
    let columns = try connection.query(
      """
      SELECT column_name, data_type, is_identity FROM information_schema.columns
      WHERE table_schema = $1 AND table_name = $2 ORDER BY ordinal_position
      """, .text(schema), .text(name))
    var number = "row_number() OVER (ORDER BY 1)"
    var values: [String] = []
    for row in columns.rows {
      let (column, type) = ("\(quoted: row.string(at: 0) ?? "")", row.string(at: 1) ?? "")
      if row.string(at: 0) == "sohoa_row" {
        number = column
      } else if row.string(at: 2) == "YES" {
        // Numbers of a sequence may have gaps, those of SQLite have none.
        number = "row_number() OVER (ORDER BY \(column))"
        if name != "finding" { values.append("\(number)::text") }
      } else if name == "change" && row.string(at: 0) == "row" {
        // Which finding it was: a number of a sequence.
        values.append("CASE \"table\" WHEN 'sohoa_finding' THEN 'finding' ELSE \"row\"::text END")
      } else if !volatile.contains(row.string(at: 0) ?? "") {
        values.append("coalesce(\(literal(column, type)), 'NULL')")
      }
    }
    let table = schema == "sohoa" ? "sohoa_\(name)" : name
    if name == "unit" && schema == "sohoa" { number = "unit" }
    let head = ["checkpoint", "page"].contains(name) ? [] : ["(\(number))::text"]
    let sql =
      "SELECT '\(table)|' || \((head + values).joined(separator: " || '|' || "))"
      + " FROM \(quoted: schema).\(quoted: name)"
    return try connection.query(sql).rows.map { $0.string(at: 0) ?? "" }
  }

  /// A value as SQLite's `quote` writes it.
  private func literal(_ column: String, _ type: String) -> String {
    switch type {
    case "bigint", "integer": "\(column)::text"
    case "double precision":
      "\(column) || CASE WHEN \(column) = trunc(\(column)) THEN '.0' ELSE '' END"
    case "timestamp without time zone": "'''' || replace(\(column)::text, ' ', 'T') || ''''"
    case "boolean": "\(column)::int::text"
    case "bytea": "'X''' || upper(encode(\(column), 'hex')) || ''''"
    default:
      // A row's number is no column of its own in SQLite.
      """
      '''' || replace(regexp_replace(\(column)::text, ',"sohoa_row":\\d+', ''), '''', '''''') \
      || ''''
      """
    }
  }
}
