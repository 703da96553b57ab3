import Columnar
import Dataflow
import SQLite

extension TableLoader {
  /// The columns that every loaded table has beside its own.
  static let lineage = ["sohoa_unit", "sohoa_record", "sohoa_run"]

  /// The table's columns as SQL.
  var names: String { list(table.columns.map(\.name)) }

  /// Columns as SQL.
  func list(_ columns: [String], of alias: String? = nil) -> String {
    columns.map { (alias.map { $0 + "." } ?? "") + "\(quoted: $0)" }.joined(separator: ", ")
  }

  /// Whether all columns of two rows are the same, null being the same as null.
  func equality(_ left: String, _ right: String) -> String {
    "("
      + balanced(
        table.columns.map { "\(left).\(quoted: $0.name) IS \(right).\(quoted: $0.name)" }, " AND ")
      + ")"
  }

  /// Whether two rows have the same values in a key's columns.
  func equality(of key: TableKey, _ left: String, _ right: String) -> String {
    key.columns.map { "\(left).\(quoted: $0) = \(right).\(quoted: $0)" }
      .joined(separator: " AND ")
  }

  /// A row as a JSON object that gives every value back exactly.
  ///
  /// Not `json_object`, which takes 63 columns at most and writes numbers with 15 digits.
  func json(_ alias: String) -> String {
    let numbers = Set(table.columns.filter { $0.type == .number }.map(\.name))
    var parts = (table.columns.map(\.name) + Self.lineage).map { name in
      let column = "\(alias).\(quoted: name)"
      let value =
        numbers.contains(name)
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

  /// Joins many terms in nested groups: SQLite allows a depth of 1,000.
  private func balanced(_ terms: [String], _ operation: String) -> String {
    guard terms.count > 32 else { return terms.joined(separator: operation) }
    let groups = stride(from: 0, to: terms.count, by: 32).map { start in
      "(" + terms[start..<min(start + 32, terms.count)].joined(separator: operation) + ")"
    }
    return balanced(groups, operation)
  }
}
