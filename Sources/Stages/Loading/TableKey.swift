import Dataflow

/// A key of a table to load: columns whose values no two rows share.
struct TableKey {
  /// The columns' names.
  var columns: [String]
  /// The columns' positions in the chunk.
  var positions: [Int]
  /// The rule that a row breaks which has the key of another.
  var rule: UInt16
  /// The name of the unique index.
  var index: String

  /// The keys of a table: the one that rows are merged by, then the others.
  static func keys(of table: TargetTable) -> [TableKey] {
    guard !table.key.isEmpty else { return [] }
    let all =
      [TargetTable.UniqueKey(columns: table.key, rule: table.keyRule)] + table.uniqueKeys
    return all.map { key in
      TableKey(
        columns: key.columns,
        positions: key.columns.compactMap { name in
          table.columns.firstIndex { $0.name == name }
        }, rule: key.rule,
        index: indexPrefix(of: table.name) + key.columns.joined(separator: "_"))
    }
  }

  /// What the names of a table's key indexes begin with.
  static func indexPrefix(of table: String) -> String { "sohoa_key_of_\(table)_on_" }
}
