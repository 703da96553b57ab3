import Columnar
import Dataflow
import PostgreSQL

extension PostgreSQLSink.TableLoader {
  /// The columns that every loaded table has beside its own; ``ChunkLoader/lastRow`` counts the last,
  /// which is to PostgreSQL what the rowid is to SQLite.
  static let lineage = ["sohoa_unit", "sohoa_record", "sohoa_run", "sohoa_row"]

  /// The temporary table that a chunk lies in while it is held against the table.
  var stageName: String { identifier("sohoa_rows_of_" + table.name) }

  /// What the columns are filled with.
  var columnFields: [CopyField] {
    table.columns.enumerated().map { .column($0, $1.type) }
  }

  /// The table's columns as SQL.
  var names: String { list(table.columns.map(\.name)) }

  /// The table's columns with their types as SQL.
  var columnDeclarations: String {
    table.columns.map { "\(quoted: $0.name) \($0.type.postgreSQLName)" }
      .joined(separator: ",\n  ")
  }

  /// Columns as SQL.
  func list(_ columns: [String], of alias: String? = nil) -> String {
    columns.map { (alias.map { $0 + "." } ?? "") + "\(quoted: $0)" }.joined(separator: ", ")
  }

  /// Whether all columns of two rows are the same, null being the same as null.
  func equality(_ left: String, _ right: String) -> String {
    "("
      + table.columns.map {
        "\(left).\(quoted: $0.name) IS NOT DISTINCT FROM \(right).\(quoted: $0.name)"
      }.joined(separator: " AND ") + ")"
  }

  /// Whether two rows have the same values in a key's columns.
  func equality(of key: TableKey, _ left: String, _ right: String) -> String {
    key.columns.map { "\(left).\(quoted: $0) = \(right).\(quoted: $0)" }
      .joined(separator: " AND ")
  }

  /// A name that PostgreSQL takes as it is: it cuts off what is longer than 63 bytes, so a longer
  /// name ends in a hash of the whole.
  static func identifier(_ name: String) -> String {
    guard name.utf8.count > 63 else { return name }
    let bytes = Array(name.utf8)
    let hash = String(contentHash(bytes, in: bytes.indices), radix: 16)
    return head(of: name) + "_" + String(repeating: "0", count: 16 - hash.count) + hash
  }

  func identifier(_ name: String) -> String { Self.identifier(name) }

  /// What is left of a long name before its hash.
  private static func head(of name: String) -> String {
    var head = name
    while head.utf8.count > 46 { head.removeLast() }
    return head
  }

  /// What the names of a table's key indexes begin with.
  static func keyPrefix(of table: String) -> String { head(of: TableKey.indexPrefix(of: table)) }

  /// A column as SQL that writes its values as they stand in SQLite.
  static func text(of column: String, type: String) -> String {
    switch type {
    case "bool": "\(column)::int"
    case "time": "to_char(\(column), 'HH24:MI:SS') || \(fraction(column))"
    case "timestamp": "to_char(\(column), 'YYYY-MM-DD\"T\"HH24:MI:SS') || \(fraction(column))"
    case "float8": "\(column) || CASE WHEN \(column) = trunc(\(column)) THEN '.0' ELSE '' END"
    default: column
    }
  }

  private static func fraction(_ column: String) -> String {
    """
    CASE WHEN extract(microseconds FROM \(column))::bigint % 1000000 = 0 THEN '' \
    ELSE to_char(\(column), '.US') END
    """
  }
}
