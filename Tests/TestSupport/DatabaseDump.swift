import SQLite

/// Everything in a database that must not depend on what happened on the way: all tables with their
/// lineage, rejects, findings, changes, and units and checkpoints without times.
public struct DatabaseDump {
  private let connection: Connection
  /// What says when or how often, and inflate states, which depend on where reading began.
  private let volatile: Set<String> = [
    "committed", "stream_state", "file_modified", "file_changed", "file_inode", "made", "applied",
  ]
  private let volatileTables: Set<String> = [
    "sohoa_run", "sohoa_lease", "sohoa_audit", "sohoa_definition",
  ]

  /// Opens a database.
  public init(_ path: String) throws { connection = try Connection(path: path, mode: .readWrite) }

  /// One line a row, beginning with the table's name.
  public var lines: [String] {
    get throws {
      var lines: [String] = []
      for table in try tables() where !volatileTables.contains(table) {
        lines += try rows(ofTable: table)
      }
      lines += try rows(of: "SELECT 'run', run, status FROM sohoa_run ORDER BY run")
      let integrity = try connection.text("PRAGMA integrity_check") ?? ""
      return lines + ["integrity: \(integrity)"]
    }
  }

  private func tables() throws -> [String] {
    let statement = try connection.prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1")
    var names: [String] = []
    while try statement.step() { names.append(statement.string(at: 0) ?? "") }
    return names
  }

  private func rows(ofTable table: String) throws -> [String] {
    let columns = try connection.prepare("SELECT name FROM pragma_table_info('\(table)')")
    var names: [String] = []
    while try columns.step() {
      let name = columns.string(at: 0) ?? ""
      if !volatile.contains(name) { names.append("quote(\"\(name)\")") }
    }
    let hasRowNumber = !["sohoa_checkpoint", "sohoa_page"].contains(table)
    let list = (hasRowNumber ? ["rowid"] : []) + names
    return try rows(
      of: "SELECT '\(table)', \(list.joined(separator: ", ")) FROM \"\(table)\""
        + " ORDER BY \(hasRowNumber ? "rowid" : "1, 2, 3, 4")")
  }

  private func rows(of sql: String) throws -> [String] {
    let statement = try connection.prepare(sql)
    var lines: [String] = []
    while try statement.step() {
      lines.append(
        (0..<statement.columnCount).map { statement.string(at: $0) ?? "NULL" }
          .joined(separator: "|"))
    }
    return lines
  }
}
