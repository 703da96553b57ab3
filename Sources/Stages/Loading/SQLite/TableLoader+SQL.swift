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
      + RowText.balanced(
        table.columns.map { "\(left).\(quoted: $0.name) IS \(right).\(quoted: $0.name)" }, " AND ")
      + ")"
  }

  /// Whether two rows have the same values in a key's columns.
  func equality(of key: TableKey, _ left: String, _ right: String) -> String {
    key.columns.map { "\(left).\(quoted: $0) = \(right).\(quoted: $0)" }
      .joined(separator: " AND ")
  }

  /// A row as a JSON object that gives every value back exactly.
  func json(_ alias: String) -> String {
    RowText.json(
      alias,
      columns: table.columns.map { ($0.name, $0.type == .number) }
        + Self.lineage.map { ($0, false) })
  }
}
