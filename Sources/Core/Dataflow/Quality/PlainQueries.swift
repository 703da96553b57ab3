/// A database that answers queries in the SQL that SQLite and PostgreSQL share.
public protocol PlainQueries: AnyObject {
  /// Hands over the rows of a query, each column as text.
  ///
  /// - Parameters:
  ///   - query: the query; tables of the ledger have the names that SQLite has for them.
  ///   - values: what stands for `?1`, `?2`…, each used as a text.
  ///   - row: is handed each row in turn.
  /// - Throws: `Diagnostic`, or what `row` throws.
  func query(_ query: String, _ values: [String?], _ row: ([String?]) throws -> Void) throws
  /// Whether there is a table or view of this name, as SQLite has it.
  func hasTable(_ name: String) throws -> Bool
}

extension PlainQueries {
  /// All rows of a query that has few.
  public func rows(_ query: String, _ values: String?...) throws -> [[String?]] {
    var rows: [[String?]] = []
    try self.query(query, values) { rows.append($0) }
    return rows
  }
}
