public import Dataflow
import PostgreSQL
import SQLite

extension ServerMirror {
  /// Writes what changed in tables and views back to the server, in one transaction.
  ///
  /// - Parameters:
  ///   - names: the tables, and views behind what they show.
  ///   - reach: told of every window of the transaction.
  /// - Throws: `Diagnostic`; the server is then as before, or has all of it.
  public func publish(_ names: [String], reach: (CommitWindow) -> Void = { _ in }) throws {
    try telling("write") {
      do {
        try server.execute("BEGIN")
        reach(.begun)
        try publish(names, on: server)
        reach(.written)
        try server.execute("COMMIT")
        reach(.committed)
      } catch {
        if !server.isLost && server.inTransaction { _ = try? server.execute("ROLLBACK") }
        throw error
      }
    }
  }

  /// Writes what changed to a server, inside a transaction; doing it again changes nothing.
  func publish(_ names: [String], on server: PostgreSQL.Connection) throws {
    for name in names {
      guard let table = try MirroredTable(name, in: connection) else { continue }
      if table.key.isEmpty {
        try publish(view: table, on: server)
      } else {
        try publish(table, on: server)
      }
    }
  }

  private func publish(_ table: MirroredTable, on server: PostgreSQL.Connection) throws {
    var there = try MirroredTable(table.name, on: server)
    let wanted = Set(table.columns.map(\.name))
    if let other = there, !wanted.isSuperset(of: other.columns.map(\.name)) {
      // What is derived was made anew with other columns.
      try server.execute("DROP TABLE \(table.serverName) CASCADE")
      there = nil
    }
    let isNew = there == nil
    if let there {
      for column in table.columns where !there.columns.contains(where: { $0.name == column.name }) {
        try server.execute(
          "ALTER TABLE \(table.serverName) ADD COLUMN \(MirroredTable.declaration(column))")
      }
    } else {
      try server.execute(table.onServer)
    }
    let columns = MirroredTable.list(table.stored.map(\.name))
    let name = MirroredTable.quoted(table.name)
    // What is the same stays where it is.
    var added = "SELECT \(columns) FROM main.\(name)"
    if !isNew, let before = try formerColumns(of: table) {
      let former = "SELECT \(before) FROM was.\(name)"
      try remove("\(former) EXCEPT \(added)", table, on: server)
      added += " EXCEPT \(former)"
    }
    if !isNew { try remove(added, table, on: server) }
    try copy(added, into: table.serverName, table.stored, on: server)
    if isNew {
      for index in table.indexes {
        try server.execute(
          "CREATE INDEX ON \(table.serverName) (\(MirroredTable.list(index.columns)))")
      }
    }
  }

  /// The columns of a table as it was, with null for those that it did not have; `nil` where it was
  /// not there.
  private func formerColumns(of table: MirroredTable) throws -> String? {
    let statement = try connection.prepare(
      "SELECT name FROM pragma_table_info(?1, 'was')")
    try statement.bind(table.name, at: 1)
    var names: Set<String> = []
    while try statement.step() { names.insert(statement.string(at: 0) ?? "") }
    if names.isEmpty { return nil }
    return table.stored.map { names.contains($0.name) ? MirroredTable.quoted($0.name) : "NULL" }
      .joined(separator: ", ")
  }

  /// Removes the rows with the keys of a query's.
  private func remove(
    _ query: String, _ table: MirroredTable, on server: PostgreSQL.Connection
  ) throws {
    let keys = table.stored.filter { table.key.contains($0.name) }
    let list = MirroredTable.list(keys.map(\.name))
    try server.execute(
      """
      CREATE TEMP TABLE sohoa_gone ON COMMIT DROP AS
      SELECT \(list) FROM \(table.serverName) LIMIT 0
      """)
    let count = try copy("SELECT \(list) FROM (\(query))", into: "sohoa_gone", keys, on: server)
    if count > 0 {
      let same = keys.map {
        "t.\(MirroredTable.quoted($0.name)) = g.\(MirroredTable.quoted($0.name))"
      }
      try server.execute(
        """
        ANALYZE sohoa_gone;
        DELETE FROM \(table.serverName) t USING sohoa_gone g WHERE \(same.joined(separator: " AND "))
        """)
    }
    try server.execute("DROP TABLE sohoa_gone")
  }

  /// Sends the rows of a query.
  @discardableResult
  private func copy(
    _ query: String, into target: String, _ columns: [MirroredTable.Column],
    on server: PostgreSQL.Connection
  ) throws -> Int {
    let statement = try connection.prepare(query)
    let sql =
      "COPY \(target) (\(MirroredTable.list(columns.map(\.name)))) FROM STDIN (FORMAT binary)"
    var (rows, count): ([[Value]], Int) = ([], 0)
    while try statement.step() {
      rows.append(columns.indices.map { Self.value(statement, $0, columns[$0].kind) })
      count += 1
      if rows.count == 5000 {
        try server.copy(rows, into: sql)
        rows.removeAll(keepingCapacity: true)
      }
    }
    if !rows.isEmpty { try server.copy(rows, into: sql) }
    return count
  }

  private static func value(
    _ statement: SQLite.Statement, _ index: Int, _ kind: MirroredTable.Kind
  ) -> Value {
    if statement.isNull(at: index) { return .null }
    switch kind {
    case .text: return .text(statement.string(at: index) ?? "")
    case .integer: return .integer(statement.int64(at: index))
    case .number: return .number(statement.double(at: index))
    case .bytes: return .bytes(statement.bytes(at: index) ?? [])
    }
  }

  private func publish(view: MirroredTable, on server: PostgreSQL.Connection) throws {
    let there = try MirroredTable(view.name, on: server)
    let isView = try isView(view.name)
    if isView, there?.columns.map(\.name) == view.columns.map(\.name) { return }
    let sql = try MirroredTable.definition(of: view.name, in: connection)
    guard let body = sql.firstRange(of: " AS ")?.upperBound else { return }
    // An earlier version may have had a table in its place.
    if there != nil { try server.execute("DROP \(isView ? "VIEW" : "TABLE") \(view.serverName)") }
    try server.execute(
      "CREATE VIEW \(view.serverName) AS \(Self.forServer(String(sql[body...])))")
  }

  /// SQL of SQLite in which the ledger's tables have the server's names.
  static func forServer(_ sql: String) -> String {
    sql.replacing("main.", with: "").replacing(/\bsohoa_([a-z_]+)\b/) {
      MirroredTable.serverName(String($0.output.0))
    }
  }
}

extension PostgreSQLSink {
  /// Writes what changed in tables and views of a mirror, in one transaction under the lease.
  public func publish(_ names: [String], of mirror: ServerMirror) throws {
    try transaction("write the model to") { _ in try mirror.publish(names, on: connection) }
  }
}
