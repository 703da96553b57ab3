import PostgreSQL

extension PostgreSQLSink {
  /// Puts rows and lines of the ledger back to what is kept of them.
  struct JournalRestoring {
    private let connection: Connection
    private var known: [String: String?] = [:]

    init(_ connection: Connection) { self.connection = connection }

    /// Restores the changes that a query gives, many of one table together.
    mutating func restore(_ changes: String, orThrow clash: (String) -> any Error) throws {
      var statements: [Statement] = []
      var place = ""
      for row in try connection.query(changes).rows {
        let table = row.string(at: 1) ?? ""
        if table != place || statements.count == 100 { try run(&statements, place, clash) }
        place = table
        let isDeleted = row.int64(at: 2) == 1
        let name = "\(isDeleted) \(table)"
        let sql = try known[name] ?? statement(table, isDeleted)
        known[name] = sql
        if let sql { statements.append(Statement(sql, [.integer(row.int64(at: 0))])) }
      }
      try run(&statements, place, clash)
    }

    private func run(
      _ statements: inout [Statement], _ table: String, _ clash: (String) -> any Error
    ) throws {
      do { try connection.run(statements) } catch {
        guard error.isConstraint else { throw error }
        throw clash(table)
      }
      statements.removeAll(keepingCapacity: true)
    }

    /// The statement for a kind of change, or `nil` where the table is not there any more.
    private func statement(_ table: String, _ isDeleted: Bool) throws -> String? {
      let line = LedgerLine.all.first { $0.table == table }
      let name = line == nil ? "\(quoted: table)" : "sohoa.\(table.dropFirst("sohoa_".count))"
      let columns = try line?.columns ?? connection.columns(ofTable: table).map(\.name)
      guard !columns.isEmpty else { return nil }
      let number = line == nil ? "sohoa_row" : Self.numbers[table]
      let list = columns.map { "\(quoted: $0)" }.joined(separator: ", ")
      let kept = columns.map { line == nil ? "(b.kept).\(quoted: $0)" : "b.\(quoted: $0)" }
        .joined(separator: ", ")
      // Rows of loaded tables are kept in one of two forms; `OFFSET` has each read once.
      let record =
        line == nil
        ? "LATERAL (SELECT \(Connection.row(ofKept: "c.before", in: table)) AS kept OFFSET 0) b"
        : "json_populate_record(NULL::\(name), c.before::json) b"
      if isDeleted {
        // The number is one of a row's own columns, or beside those of a line.
        let isApart = number.map { !columns.contains($0) } ?? false
        return """
          INSERT INTO \(name) (\(isApart ? "\(number ?? ""), " : "")\(list))
          SELECT \(isApart ? "c.\"row\", " : "")\(kept) FROM sohoa.change c, \(record)
          WHERE c.change = $1
          """
      }
      let place =
        number.map { "t.\($0) = c.\"row\"" }
        ?? (line?.key ?? []).map { "t.\($0)::text = c.before::json ->> \(literal($0))" }
        .joined(separator: " AND ")
      return """
        UPDATE \(name) t SET (\(list)) = (SELECT \(kept) FROM \(record))
        FROM sohoa.change c WHERE c.change = $1 AND \(place)
        """
    }

    /// The columns that number lines of the ledger.
    static let numbers = [
      "sohoa_reject": "reject", "sohoa_finding": "finding", "sohoa_change": "change",
    ]
  }
}
