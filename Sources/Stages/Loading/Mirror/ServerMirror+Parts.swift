import PostgreSQL
import SQLite

/// Tables of which some rows are brought.
extension ServerMirror {
  /// The names of the tables that a session sees.
  func tables() throws -> Set<String> { Set(try MirroredTable.names(on: server)) }

  /// The names of a table's columns.
  func columns(of table: String) throws -> Set<String> {
    Set(try MirroredTable(table, on: server)?.columns.map(\.name) ?? [])
  }

  /// Hands over the rows of a query on the server.
  func visit(_ sql: String, _ body: ([String?]) -> Void) throws {
    try server.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    try MirroredTable.fetch(sql, on: server) { result in
      for row in result.rows { body((0..<result.columnCount).map { row.string(at: $0) }) }
    }
    try server.execute("COMMIT")
  }

  /// Brings the rows of a table that meet one of some conditions; a row that was brought before stays as
  /// it is here.
  ///
  /// - Parameters:
  ///   - name: the table, by the name that SQLite has for it; one that is not there is not brought.
  ///   - conditions: SQL of the server; no two hold for one row.
  ///   - isKept: whether the table will be written.
  /// - Throws: `Diagnostic`.
  func bring(_ name: String, where conditions: [String], isKept: Bool) throws {
    if brought.contains(name) { return }
    try telling("read") {
      guard let table = try MirroredTable(name, on: server) else { return }
      if parts.insert(name).inserted {
        try connection.execute(table.inSQLite())
        if isKept { try connection.execute(table.inSQLite(schema: "was")) }
        try addIndexes(table)
      }
      try server.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
      for condition in conditions {
        try copy(table, table.select(where: condition), isKept: isKept)
      }
      try server.execute("COMMIT")
      // Of what is only read, this is all there is.
      if !isKept { brought.insert(name) }
    }
  }
}
