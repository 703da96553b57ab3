import Dataflow
import PostgreSQL

extension PostgreSQLSink.UndoWork {
  /// Puts rows and lines of the ledger back to what is kept of them, the last change first.
  func restore() throws {
    let changes = try connection.query(
      """
      SELECT g.change, g."table", g.deleted FROM \(lines(of: "change", "g"))
      ORDER BY g.change DESC
      """)
    var known: [String: String?] = [:]
    var statements: [Statement] = []
    for row in changes.rows {
      let table = row.string(at: 1) ?? ""
      let isDeleted = row.int64(at: 2) == 1
      let name = "\(isDeleted) \(table)"
      let sql = try known[name] ?? statement(table, isDeleted)
      known[name] = sql
      if let sql { statements.append(Statement(sql, [.integer(row.int64(at: 0))])) }
    }
    do { try connection.run(statements) } catch {
      guard error.isConstraint else { throw error }
      throw Diagnostic(
        "SH6604",
        "a row that came after run \(run.number) has the key of one that would come back",
        status: .input, remedy: "take the later runs back first, the newest one before the others")
    }
  }

  /// The statement for a kind of change, or `nil` where the table is not there any more.
  private func statement(_ table: String, _ isDeleted: Bool) throws -> String? {
    let line = LedgerLine.all.first { $0.table == table }
    let name = line == nil ? "\(quoted: table)" : "sohoa.\(table.dropFirst("sohoa_".count))"
    let columns = try line?.columns ?? connection.columns(ofTable: table).map(\.name)
    guard !columns.isEmpty else { return nil }
    let number =
      line == nil
      ? "sohoa_row" : ["sohoa_reject": "reject", "sohoa_finding": "finding"][table]
    let list = columns.map { "\(quoted: $0)" }.joined(separator: ", ")
    let kept = columns.map { "b.\(quoted: $0)" }.joined(separator: ", ")
    let record = "json_populate_record(NULL::\(name), c.before::json) b"
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
}
