import Dataflow
import SQLite

/// Compares two SQLite databases that should have come to hold the same.
struct SQLiteComparison {
  private let connection: Connection
  private let path: String

  /// What says when or how often, and inflate states, which depend on where reading began.
  private static let volatile: Set<String> = [
    "committed", "stream_state", "file_modified", "file_changed", "file_inode",
  ]
  private static let volatileTables: Set<String> = [
    "sohoa_run", "sohoa_lease", "sohoa_audit", "sohoa_definition",
  ]

  /// Opens both; neither is written.
  init(_ first: String, _ second: String) throws {
    path = second
    do {
      connection = try Connection(path: first, mode: .readWrite)
      connection.setBusyTimeout(milliseconds: 5000)
      let attach = try connection.prepare("ATTACH ?1 AS other")
      try attach.bind(second, at: 1)
      try attach.run()
    } catch {
      throw error.diagnostic(doing: "compare", first)
    }
  }

  /// One entry a table that either has, in the order of their names.
  func differences() throws -> [TableDifference] {
    do {
      let tables = try texts(
        """
        SELECT name FROM (SELECT name, type FROM main.sqlite_schema
          UNION SELECT name, type FROM other.sqlite_schema)
        WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name
        """)
      return try tables.filter { !Self.volatileTables.contains($0) }.map(difference)
    } catch let error as SQLiteError {
      throw error.diagnostic(doing: "compare", path)
    }
  }

  private func difference(of table: String) throws -> TableDifference {
    let (first, second) = (try rows(of: table, "main"), try rows(of: table, "other"))
    guard try columns(of: table, "main") == columns(of: table, "other") else {
      // Also a table that only one of them has.
      return TableDifference(
        table: table, rows: (first, second), onlyIn: (first, second))
    }
    let list = try columns(of: table, "main").filter { !Self.volatile.contains($0) }
      .map { "\(quoted: $0)" }.joined(separator: ", ")
    func only(_ database: String, _ other: String) throws -> Int {
      Int(
        try connection.integer(
          """
          SELECT count(*) FROM (SELECT \(list) FROM \(database).\(quoted: table)
            EXCEPT SELECT \(list) FROM \(other).\(quoted: table))
          """) ?? 0)
    }
    return TableDifference(
      table: table, rows: (first, second),
      onlyIn: (try only("main", "other"), try only("other", "main")))
  }

  private func rows(of table: String, _ database: String) throws -> Int {
    guard try !columns(of: table, database).isEmpty else { return 0 }
    return Int(
      try connection.integer("SELECT count(*) FROM \(database).\(quoted: table)") ?? 0)
  }

  private func columns(of table: String, _ database: String) throws -> [String] {
    try texts("SELECT name FROM pragma_table_info(\(literal(table)), '\(database)')")
  }

  private func texts(_ sql: String) throws -> [String] {
    let statement = try connection.prepare(sql)
    var texts: [String] = []
    while try statement.step() { texts.append(statement.string(at: 0) ?? "") }
    return texts
  }
}
