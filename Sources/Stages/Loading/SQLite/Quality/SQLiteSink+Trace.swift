public import Dataflow
import SQLite

extension SQLiteSink: LineageLedger {
  /// The columns of a loaded table's keys, the one that rows are merged by first.
  public func keys(ofTable table: String) throws -> [[String]] {
    try reading {
      let prefix = TableKey.indexPrefix(of: table)
      let statement = try connection.prepare(
        """
        SELECT i.name, c.name FROM pragma_index_list(?1) i, pragma_index_info(i.name) c
        WHERE substr(i.name, 1, length(?2)) = ?2 ORDER BY i.seq DESC, c.seqno
        """)
      try statement.bind(table, at: 1)
      try statement.bind(prefix, at: 2)
      var keys: [(index: String, columns: [String])] = []
      while try statement.step() {
        let index = statement.string(at: 0) ?? ""
        if keys.last?.index != index { keys.append((index, [])) }
        keys[keys.count - 1].columns.append(statement.string(at: 1) ?? "")
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
      if let unknown = values.first(where: { !columns.contains($0.column) }) {
        throw Diagnostic.noSuchColumn(unknown.column, of: table, among: columns)
      }
      let terms = values.indices.map { "\(quoted: values[$0].column) = ?\($0 + 1)" }
      let sql = "SELECT rowid, * FROM \(quoted: table) WHERE \(terms.joined(separator: " AND "))"
      let plan = try connection.prepare("EXPLAIN QUERY PLAN " + sql)
      let isFound = try plan.step() && (plan.string(at: 3) ?? "").hasPrefix("SEARCH")
      let size = try connection.integer("SELECT max(rowid) FROM \(quoted: table)") ?? 0
      guard isFound || size <= 100_000 else {
        throw Diagnostic.noIndex(of: table, keys: try keys(ofTable: table))
      }
      let statement = try connection.prepare(sql + " LIMIT \(limit)")
      for (index, value) in values.enumerated() { try statement.bind(value.value, at: index + 1) }
      return try tracedRows(statement, of: table, columns)
    }
  }

  /// The rows that the records of a unit have in the loaded tables, in the order of records.
  public func rows(
    ofUnit unit: Int64, records: ClosedRange<Int64>?, limit: Int
  ) throws -> [TracedRow] {
    try reading {
      var found: [TracedRow] = []
      for table in try tables(ofUnit: unit) {
        let columns = try columns(ofTable: table)
        let wanted = records.map {
          " AND t.sohoa_record BETWEEN \($0.lowerBound) AND \($0.upperBound)"
        }
        // Rows of a checkpoint lie side by side, and a checkpoint knows the last record before it.
        let statement = try connection.prepare(
          """
          SELECT t.rowid, t.* FROM (
            SELECT first_row, last_row, chunk, record,
              lag(record, 1, 0) OVER (ORDER BY chunk) AS before
            FROM sohoa_checkpoint WHERE unit = ?1 AND stage = ?2) c
          CROSS JOIN \(quoted: table) t ON t.rowid BETWEEN c.first_row AND c.last_row
          WHERE c.first_row > 0 AND t.sohoa_unit = ?1
            AND (c.chunk <= 0 OR c.before < ?4 AND c.record >= ?3)\(wanted ?? "")
          UNION
          SELECT t.rowid, t.* FROM sohoa_change g CROSS JOIN \(quoted: table) t ON t.rowid = g.row
          WHERE g.unit = ?1 AND g."table" = ?2 AND t.sohoa_unit = ?1\(wanted ?? "")
          ORDER BY sohoa_record LIMIT \(limit)
          """)
        try statement.bind(unit, at: 1)
        try statement.bind(table, at: 2)
        try statement.bind(records?.lowerBound ?? 0, at: 3)
        try statement.bind(records?.upperBound ?? Int64.max, at: 4)
        found += try tracedRows(statement, of: table, columns)
      }
      return Array(found.sorted { $0.record < $1.record }.prefix(limit))
    }
  }

  /// The columns of a loaded table without those of lineage.
  private func columns(ofTable table: String) throws -> [String] {
    let statement = try connection.prepare("SELECT name FROM pragma_table_info(?1) ORDER BY cid")
    try statement.bind(table, at: 1)
    var names: [String] = []
    while try statement.step() { names.append(statement.string(at: 0) ?? "") }
    guard names.suffix(3) == TableLoader.lineage[...] else {
      throw Diagnostic.noSuchTable(table, among: try loadedTables())
    }
    return Array(names.dropLast(3))
  }

  private func loadedTables() throws -> [String] {
    guard try hasLedger else { return [] }
    let statement = try connection.prepare("SELECT name FROM sohoa_table ORDER BY name")
    var names: [String] = []
    while try statement.step() { names.append(statement.string(at: 0) ?? "") }
    return names
  }

  private func tables(ofUnit unit: Int64) throws -> [String] {
    let statement = try connection.prepare(
      "SELECT DISTINCT stage FROM sohoa_checkpoint WHERE unit = ?1 ORDER BY 1")
    try statement.bind(unit, at: 1)
    var names: [String] = []
    while try statement.step() { names.append(statement.string(at: 0) ?? "") }
    return names
  }

  private func tracedRows(
    _ statement: Statement, of table: String, _ columns: [String]
  ) throws -> [TracedRow] {
    var rows: [TracedRow] = []
    let count = columns.count
    while try statement.step() {
      rows.append(
        TracedRow(
          table: table, row: statement.int64(at: 0), unit: statement.int64(at: count + 1),
          record: statement.int64(at: count + 2), run: statement.int64(at: count + 3),
          values: columns.enumerated().map { .init($1, statement.string(at: $0 + 1)) }))
    }
    return rows
  }
}
