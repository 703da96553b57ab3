import SQLite

/// Rows of loaded tables as JSON, in SQL.
enum RowText {
  /// A row as a JSON object that gives every value back exactly.
  ///
  /// Not `json_object`, which takes 63 columns at most and writes numbers with 15 digits.
  static func json(_ alias: String, columns: [(name: String, isNumber: Bool)]) -> String {
    var parts = columns.map { name, isNumber in
      let column = "\(alias).\(quoted: name)"
      let value =
        isNumber
        ? """
        CASE WHEN \(column) IS NULL THEN 'null' WHEN \(column) > 1.7976931348623157e308 THEN '9e999' \
        WHEN \(column) < -1.7976931348623157e308 THEN '-9e999' \
        ELSE printf('%!.17g', \(column)) END
        """ : "json_quote(\(column))"
      return "\(literal("\"\(name)\":")) || \(value)"
    }
    for index in parts.indices.dropLast() { parts[index] += " || ','" }
    return "'{' || \(balanced(parts, " || ")) || '}'"
  }

  /// A row of a table that is there as a JSON object.
  static func json(_ alias: String, of table: String, _ connection: Connection) throws -> String {
    let statement = try connection.prepare(
      "SELECT name, type = 'REAL' FROM pragma_table_info(?1) ORDER BY cid")
    try statement.bind(table, at: 1)
    var columns: [(name: String, isNumber: Bool)] = []
    while try statement.step() {
      columns.append((statement.string(at: 0) ?? "", statement.int64(at: 1) == 1))
    }
    return json(alias, columns: columns)
  }

  /// Joins many terms in nested groups: SQLite allows a depth of 1,000.
  static func balanced(_ terms: [String], _ operation: String) -> String {
    guard terms.count > 32 else { return terms.joined(separator: operation) }
    let groups = stride(from: 0, to: terms.count, by: 32).map { start in
      "(" + terms[start..<min(start + 32, terms.count)].joined(separator: operation) + ")"
    }
    return balanced(groups, operation)
  }
}
