import Columnar
import Dataflow
import SQLite

extension TableLoader {
  /// The live rows that refer by a reference to a row that is not in the referenced table.
  func rowsWithoutReference(_ index: Int, of chunk: Chunk) throws -> [UInt32] {
    let reference = table.references[index]
    let pairs = zip(reference.columns, reference.tableColumns)
    let find = try prepared(
      "reference \(index)",
      """
      SELECT _row FROM \(quoted: rows.name) c
      WHERE \(reference.columns.map { "c.\(quoted: $0) IS NOT NULL" }.joined(separator: " AND "))
      AND NOT EXISTS (SELECT 1 FROM \(quoted: reference.table) p
        WHERE \(pairs.map { "p.\(quoted: $1) = c.\(quoted: $0)" }.joined(separator: " AND "))\(validity(reference)))
      """)
    var missing: [UInt32] = []
    try rows.withRows(of: chunk) {
      while try find.step() { missing.append(UInt32(truncatingIfNeeded: find.int64(at: 0))) }
      find.reset()
    }
    return missing
  }

  /// That the row `p` is valid on the day of the row `c`; dates are compared by their ISO texts.
  private func validity(_ reference: TargetTable.Reference) -> String {
    guard let validity = reference.validity else { return "" }
    let day = "c.\(quoted: validity.asOf)"
    let from = validity.from.map { " AND coalesce(p.\(quoted: $0) <= \(day), 1)" } ?? ""
    let to = validity.to.map { " AND coalesce(\(day) <= p.\(quoted: $0), 1)" } ?? ""
    return from + to
  }

  /// Whether some index of a table begins with these columns, in any order.
  func hasIndex(on columns: [String], of name: String) throws -> Bool {
    let indexes = try connection.prepare(
      "SELECT name FROM pragma_index_list(?1) WHERE partial = 0")
    try indexes.bind(name, at: 1)
    while try indexes.step() {
      let parts = try connection.prepare(
        "SELECT name FROM pragma_index_info(?1) ORDER BY seqno LIMIT ?2")
      try parts.bind(indexes.string(at: 0), at: 1)
      try parts.bind(columns.count, at: 2)
      var found: Set<String> = []
      while try parts.step() { found.insert(parts.string(at: 0) ?? "") }
      if found == Set(columns) { return true }
    }
    return false
  }
}
