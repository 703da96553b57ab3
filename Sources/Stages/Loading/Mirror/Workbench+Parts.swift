import PostgreSQL
import SQLite

/// What a delivery needs of a database: some rows of a table, not all.
extension Workbench {
  /// The column that numbers the rows of the ledger's tables, as far as they are brought.
  public var rowColumn: String { mirror == nil ? "rowid" : "sohoa_row" }

  /// The name that a table has where it is, in quotes.
  public func name(of table: String) -> String {
    mirror == nil ? identifier(table) : MirroredTable.serverName(table)
  }

  /// The names of the tables and views that are there.
  ///
  /// - Throws: `Diagnostic`, `SQLiteError`.
  public func tables() throws -> Set<String> {
    if let mirror { return try mirror.telling("read") { try mirror.tables() } }
    return Set(
      try rows("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")
        .compactMap { $0.first ?? nil })
  }

  /// The names of a table's columns.
  ///
  /// - Throws: `Diagnostic`, `SQLiteError`.
  public func columns(of table: String) throws -> Set<String> {
    if let mirror { return try mirror.telling("read") { try mirror.columns(of: table) } }
    return Set(
      try rows("SELECT name FROM pragma_table_xinfo(\(literal(table)))").compactMap { $0[0] })
  }

  /// Runs a query where the tables are, in SQL that means the same on both databases, with tables by
  /// ``name(of:)``.
  ///
  /// - Throws: `Diagnostic`, `SQLiteError`.
  public func rows(_ sql: String) throws -> [[String?]] {
    var rows: [[String?]] = []
    try visit(sql) { rows.append($0) }
    return rows
  }

  /// Hands over the rows of such a query one by one.
  public func visit(_ sql: String, _ body: ([String?]) -> Void) throws {
    if let mirror { return try mirror.telling("read") { try mirror.visit(sql, body) } }
    let statement = try connection.prepare(sql)
    while try statement.step() {
      body((0..<statement.columnCount).map { statement.string(at: $0) })
    }
  }

  /// A field of a row that the ledger keeps as JSON, as SQL.
  public func field(_ name: String, of column: String) -> String {
    mirror == nil
      ? "json_extract(\(column), \(literal("$.\(identifier(name))")))"
      : "(\(column))::jsonb ->> \(literal(name))"
  }

  /// The whole number that a query gives.
  public func integer(_ sql: String) throws -> Int64? {
    try rows(sql).first?.first?.flatMap { Int64($0) }
  }

  /// Brings rows of a table that will be written, beside those that were brought before.
  ///
  /// - Parameters:
  ///   - table: the table, by the name that SQLite has for it.
  ///   - condition: which rows, in the server's SQL; `nil` for none but the table itself.
  /// - Throws: `Diagnostic`.
  public func bring(_ table: String, where condition: String?) throws {
    try mirror?.bring(table, where: [condition ?? "false"], isKept: true)
  }

  /// Brings the rows with one of some texts in a column.
  public func bring(_ table: String, _ column: String, _ values: [String]) throws {
    guard let mirror, !values.isEmpty else { return }
    let conditions = Self.lists(values.map(literal)).map { "\(identifier(column)) IN (\($0))" }
    try mirror.bring(table, where: conditions, isKept: true)
  }

  /// Lets a table have no other rows than some, in this session.
  ///
  /// - Parameters:
  ///   - table: the table.
  ///   - rows: which rows.
  /// - Throws: `Diagnostic`, `SQLiteError`.
  public func restrict(_ table: String, to rows: TableRows) throws {
    if let mirror {
      return try mirror.bring(table, where: rows.conditions, isKept: false)
    }
    let name = identifier(table)
    let wanted = "temp.\(identifier("sohoa_wanted_" + table))"
    try connection.execute("CREATE TEMP TABLE \(identifier("sohoa_wanted_" + table))(value)")
    let statement = try connection.prepare("INSERT INTO \(wanted) VALUES(?1)")
    try connection.execute("BEGIN")
    switch rows {
    case .numbers(_, let numbers):
      for number in numbers {
        try statement.bind(number, at: 1)
        try statement.run()
      }
    case .values(_, let values):
      for value in values {
        try statement.bind(value, at: 1)
        try statement.run()
      }
    }
    try connection.execute("COMMIT")
    // A view of this name is found before the table.
    let all = "SELECT rowid, * FROM main.\(name) WHERE"
    let body =
      switch rows {
      case .numbers(let range, _):
        "\(all) rowid IN (SELECT value FROM \(wanted))"
          + (range.map { " UNION ALL \(all) rowid BETWEEN \($0.lowerBound) AND \($0.upperBound)" }
            ?? "")
      case .values(let column, _):
        "\(all) \(identifier(column)) IN (SELECT value FROM \(wanted))"
      }
    try connection.execute("CREATE TEMP VIEW \(name) AS \(body)")
  }

  /// Lists of so many at most, as SQL.
  static func lists(_ values: [String]) -> [String] {
    stride(from: 0, to: values.count, by: 1000).map {
      values[$0..<min($0 + 1000, values.count)].joined(separator: ", ")
    }
  }
}

/// Some rows of a table.
public enum TableRows: Sendable, Equatable {
  /// Those of a range of numbers, and of some numbers outside of it.
  case numbers(ClosedRange<Int64>?, [Int64])
  /// Those with one of some texts in a column.
  case values(column: String, [String])

  /// The selection as conditions on a server, of which no two hold for one row.
  var conditions: [String] {
    switch self {
    case .numbers(let range, let numbers):
      (range.map { ["sohoa_row BETWEEN \($0.lowerBound) AND \($0.upperBound)"] } ?? [])
        + Workbench.lists(numbers.map { "\($0)" }).map { "sohoa_row IN (\($0))" }
    case .values(let column, let values):
      Workbench.lists(values.map(literal)).map { "\(identifier(column)) IN (\($0))" }
    }
  }
}
