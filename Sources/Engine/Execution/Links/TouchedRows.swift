import Loading

/// The rows of a table that are new, or were replaced.
struct TouchedRows: Sendable {
  /// The rows behind those that were there.
  var new: ClosedRange<Int64>?
  /// Those that were there and were replaced, each once, in order.
  var replaced: [Int64]

  /// How many there are.
  var count: Int { (new?.count ?? 0) + replaced.count }

  /// The rows as a selection.
  var selection: TableRows { .numbers(new, replaced) }

  /// The texts that a column has in them now; `nil` for none.
  ///
  /// - Throws: `Diagnostic`, `SQLiteError`.
  func values(_ column: String, of table: String, in bench: Workbench) throws -> [String?] {
    let row = bench.rowColumn
    let query =
      "SELECT DISTINCT CAST(\(LinkWatermark.quoted(column)) AS TEXT) "
      + "FROM \(bench.name(of: table)) WHERE \(row)"
    var queries = stride(from: 0, to: replaced.count, by: 1000).map { start in
      let numbers = replaced[start..<min(start + 1000, replaced.count)]
      return "\(query) IN (\(numbers.map { "\($0)" }.joined(separator: ", ")))"
    }
    if let new { queries.append("\(query) BETWEEN \(new.lowerBound) AND \(new.upperBound)") }
    return try queries.flatMap { try bench.rows($0).map { $0[0] } }
  }
}
