import SQLite

/// Puts rows and lines of the ledger back to what `sohoa_change` keeps of them.
final class JournalRestoring {
  private let connection: Connection
  private var statements: [String: Statement] = [:]

  init(_ connection: Connection) { self.connection = connection }

  /// Restores the changes that a query gives as number, table and whether the line was removed; the
  /// newest comes first.
  ///
  /// - Parameters:
  ///   - changes: the query.
  ///   - clash: what is wrong when a row of this table is there with the key of one that comes back.
  /// - Throws: that.
  func restore(_ changes: String, orThrow clash: (String) -> any Error) throws {
    let changes = try connection.prepare(changes)
    while try changes.step() {
      let table = changes.string(at: 1) ?? ""
      let isDeleted = changes.int64(at: 2) == 1
      guard let statement = try statement(table, isDeleted) else { continue }
      try statement.bind(changes.int64(at: 0), at: 1)
      do { try statement.run() } catch {
        guard error.isConstraint else { throw error }
        throw clash(table)
      }
    }
  }

  /// The statement for a kind of change, or `nil` where the table is not there any more.
  private func statement(_ table: String, _ isDeleted: Bool) throws -> Statement? {
    let name = "\(isDeleted) \(table)"
    if let statement = statements[name] { return statement }
    guard try connection.isTable(table) else { return nil }
    let line = LedgerLine.all.first { $0.table == table }
    let columns = try line?.columns ?? columns(of: table)
    let isNumbered = line?.isNumbered ?? true
    let statement = try connection.prepare(
      isDeleted
        // A finding's number says nothing, and may be another's now.
        ? insertion(into: table, columns, isNumbered && table != "sohoa_finding")
        : replacement(in: table, columns, isNumbered, line?.key ?? []), isPersistent: true)
    statements[name] = statement
    return statement
  }

  private func columns(of table: String) throws -> [String] {
    try connection.texts(
      of: "SELECT name FROM pragma_table_info(\(literal(table))) ORDER BY cid")
  }

  private func list(_ columns: [String]) -> String {
    columns.map { "\(quoted: $0)" }.joined(separator: ", ")
  }

  private func value(_ column: String) -> String {
    "json_extract(c.before, \(literal("$.\"\(column)\"")))"
  }

  private func insertion(
    into table: String, _ columns: [String], _ isNumbered: Bool
  ) -> String {
    """
    INSERT INTO \(quoted: table) (\(isNumbered ? "rowid, " : "")\(list(columns)))
    SELECT \(isNumbered ? "c.row, " : "")\(columns.map(value).joined(separator: ", "))
    FROM sohoa_change c WHERE c.change = ?1
    """
  }

  private func replacement(
    in table: String, _ columns: [String], _ isNumbered: Bool, _ key: [String]
  ) -> String {
    let place =
      isNumbered
      ? "rowid = (SELECT row FROM sohoa_change WHERE change = ?1)"
      : key.map { "\(quoted: $0) = (SELECT \(value($0)) FROM sohoa_change c WHERE c.change = ?1)" }
        .joined(separator: " AND ")
    return """
      UPDATE \(quoted: table) SET (\(list(columns))) =
        (SELECT \(columns.map(value).joined(separator: ", "))
         FROM sohoa_change c WHERE c.change = ?1)
      WHERE \(place)
      """
  }
}
