public import Dataflow
import PostgreSQL

extension PostgreSQLSink: LineageLedger {
  /// The columns of a loaded table's keys, the one that rows are merged by first.
  public func keys(ofTable table: String) throws -> [[String]] {
    try reading {
      let result = try connection.query(
        """
        SELECT i.indexrelid::bigint, a.attname FROM pg_index i
        JOIN pg_class c ON c.oid = i.indexrelid
        JOIN pg_attribute a ON a.attrelid = i.indexrelid
        WHERE i.indrelid = to_regclass($1) AND i.indisunique AND starts_with(c.relname, $2)
        ORDER BY i.indexrelid, a.attnum
        """, .text("\(quoted: table)"), .text(TableLoader.keyPrefix(of: table)))
      var keys: [(index: Int64, columns: [String])] = []
      for row in result.rows {
        if keys.last?.index != row.int64(at: 0) { keys.append((row.int64(at: 0), [])) }
        keys[keys.count - 1].columns.append(row.string(at: 1) ?? "")
      }
      return keys.map(\.columns)
    }
  }

  /// The rows of a loaded table with these values, found by an index.
  public func rows(
    ofTable table: String, where values: [(column: String, value: String)], limit: Int
  ) throws -> [TracedRow] {
    try reading {
      let columns = try columns(ofTable: table)
      if let unknown = values.first(where: { value in
        !columns.contains { $0.name == value.column }
      }) {
        throw Diagnostic.noSuchColumn(unknown.column, of: table, among: columns.map(\.name))
      }
      guard try isIndexed(table, by: values.map(\.column)) || isSmall(table) else {
        throw Diagnostic.noIndex(of: table, keys: try keys(ofTable: table))
      }
      let terms = values.indices.map { "\(quoted: values[$0].column) = $\($0 + 1)" }
      do {
        let result = try connection.query(
          """
          SELECT \(shown(columns)) FROM \(quoted: table) t
          WHERE \(terms.joined(separator: " AND ")) ORDER BY sohoa_row LIMIT \(limit)
          """, values.map { .text($0.value) })
        return tracedRows(result, of: table, columns)
      } catch let error as PostgreSQLError where error.state.hasPrefix("22") {
        // No row has a value that is none of the column's type.
        return []
      }
    }
  }

  /// The rows that the records of a unit have in the loaded tables, in the order of records.
  public func rows(
    ofUnit unit: Int64, records: ClosedRange<Int64>?, limit: Int
  ) throws -> [TracedRow] {
    try reading {
      guard try hasLedger else { return [] }
      var found: [TracedRow] = []
      let tables = try connection.query(
        "SELECT DISTINCT stage FROM sohoa.checkpoint WHERE unit = $1 ORDER BY 1", .integer(unit))
      for table in tables.rows.compactMap({ $0.string(at: 0) }) {
        let columns = try columns(ofTable: table)
        // Rows of a checkpoint lie side by side, and a checkpoint knows the last record before it.
        let result = try connection.query(
          """
          WITH parts AS MATERIALIZED (
            SELECT first_row, last_row, chunk, record,
              lag(record, 1, 0::bigint) OVER (PARTITION BY chunk > 0 ORDER BY chunk) AS before
            FROM sohoa.checkpoint WHERE unit = $1 AND stage = $2
          ), found AS MATERIALIZED (
            SELECT first_row, last_row FROM parts
            WHERE first_row > 0 AND (chunk <= 0 OR before < $4 AND record >= $3)
            UNION SELECT "row", "row" FROM sohoa.change WHERE unit = $1 AND "table" = $2)
          SELECT DISTINCT ON (t.sohoa_record, t.sohoa_row) \(shown(columns))
          FROM found f JOIN \(quoted: table) t ON t.sohoa_row BETWEEN f.first_row AND f.last_row
          WHERE t.sohoa_unit = $1 AND t.sohoa_record BETWEEN $3 AND $4
          ORDER BY t.sohoa_record, t.sohoa_row LIMIT \(limit)
          """, .integer(unit), .text(table), .integer(records?.lowerBound ?? 0),
          .integer(records?.upperBound ?? Int64.max))
        found += tracedRows(result, of: table, columns)
      }
      return Array(found.sorted { $0.record < $1.record }.prefix(limit))
    }
  }

  /// The columns of a loaded table with their types, without those of lineage.
  private func columns(ofTable table: String) throws -> [(name: String, type: String)] {
    let columns = try connection.columns(ofTable: table)
    guard columns.suffix(4).map(\.name) == TableLoader.lineage else {
      let tables =
        try hasLedger ? connection.query("SELECT name FROM sohoa.\"table\" ORDER BY name") : nil
      throw Diagnostic.noSuchTable(
        table, among: tables?.rows.compactMap { $0.string(at: 0) } ?? [])
    }
    return columns.dropLast(4)
  }

  /// Whether some index of a table begins with one of these columns.
  private func isIndexed(_ table: String, by columns: [String]) throws -> Bool {
    let result = try connection.query(
      """
      SELECT a.attname FROM pg_index i
      JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
      WHERE i.indrelid = to_regclass($1) AND i.indisvalid AND i.indpred IS NULL
      """, .text("\(quoted: table)"))
    return result.rows.contains { row in columns.contains(row.string(at: 0) ?? "") }
  }

  /// Whether looking at every row of a table takes no time.
  private func isSmall(_ table: String) throws -> Bool {
    let last = try connection.integer(
      "SELECT max(last_row) FROM sohoa.checkpoint WHERE stage = $1", .text(table))
    return last ?? 0 <= 100_000
  }

  /// A row's number and lineage, then its columns as they are written in SQLite.
  private func shown(_ columns: [(name: String, type: String)]) -> String {
    (["t.sohoa_row", "t.sohoa_unit", "t.sohoa_record", "t.sohoa_run"]
      + columns.map { TableLoader.text(of: "t.\(quoted: $0.name)", type: $0.type) })
      .joined(separator: ", ")
  }

  private func tracedRows(
    _ result: QueryResult, of table: String, _ columns: [(name: String, type: String)]
  ) -> [TracedRow] {
    result.rows.map { row in
      TracedRow(
        table: table, row: row.int64(at: 0), unit: row.int64(at: 1), record: row.int64(at: 2),
        run: row.int64(at: 3),
        values: columns.enumerated().map { .init($1.name, row.string(at: $0 + 4)) })
    }
  }
}
