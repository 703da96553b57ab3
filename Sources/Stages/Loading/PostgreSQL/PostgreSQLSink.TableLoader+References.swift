import Columnar
import Dataflow
import PostgreSQL

extension PostgreSQLSink.TableLoader {
  /// The live rows that refer by a reference to a row that is not in the referenced table.
  func rowsWithoutReference(_ index: Int, of chunk: Chunk) throws -> [UInt32] {
    try stage(chunk)
    let reference = table.references[index]
    let pairs = zip(reference.columns, reference.tableColumns)
    let result = try connection.query(
      """
      SELECT _row FROM \(quoted: stageName) c
      WHERE \(reference.columns.map { "c.\(quoted: $0) IS NOT NULL" }.joined(separator: " AND "))
      AND NOT EXISTS (SELECT 1 FROM \(quoted: reference.table) p
        WHERE \(pairs.map { "p.\(quoted: $1) = c.\(quoted: $0)" }.joined(separator: " AND "))\(validity(reference)))
      ORDER BY _row
      """)
    // Rows that another reference has refused meanwhile are still in the temporary table.
    return result.rows.map { UInt32(truncatingIfNeeded: $0.int64(at: 0)) }
      .filter { chunk.states[Int($0)] == .live }
  }

  /// That the row `p` is valid on the day of the row `c`.
  private func validity(_ reference: TargetTable.Reference) -> String {
    guard let validity = reference.validity else { return "" }
    let day = "c.\(quoted: validity.asOf)"
    let from = validity.from.map { " AND coalesce(p.\(quoted: $0) <= \(day), true)" } ?? ""
    let to = validity.to.map { " AND coalesce(\(day) <= p.\(quoted: $0), true)" } ?? ""
    return from + to
  }

  /// The columns of a table of the database in their order; none where it is not there.
  func columnNames(of name: String) throws -> [String] {
    try connection.columns(ofTable: name).map(\.name)
  }

  /// Whether some index of a table begins with these columns, in any order.
  func hasIndex(on columns: [String], of name: String) throws -> Bool {
    let result = try connection.query(
      """
      SELECT i.indexrelid, a.attname FROM pg_index i
      CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY k (number, place)
      JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
      JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
      WHERE i.indrelid = to_regclass($1) AND i.indpred IS NULL AND m.amname = 'btree'
        AND k.place <= $2
      """, .text("\(quoted: name)"), .integer(columns.count))
    var found: [Int64: Set<String>] = [:]
    for row in result.rows {
      found[row.int64(at: 0), default: []].insert(row.string(at: 1) ?? "")
    }
    return found.values.contains(Set(columns))
  }
}
