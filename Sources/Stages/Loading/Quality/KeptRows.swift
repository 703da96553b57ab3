import Columnar
import Dataflow

/// Rows of a chunk that is read again which come out as they lie in the table.
struct KeptRows {
  /// The numbers of the rows in the table, by their places in the chunk.
  private(set) var existing: [UInt32: Int64] = [:]

  /// Whether all rows that come out as they lie in the table are among them.
  private(set) var isWhole = false

  /// None.
  init() {}

  /// Finds them.
  ///
  /// A row with the key of one that comes out otherwise does not stay: the first of the two wins, as
  /// when both come for the first time.
  ///
  /// - Parameters:
  ///   - chunk: the rows as they were read again.
  ///   - rows: the records of the rows in the table that the chunk alone wrote, by their numbers.
  ///   - settled: rows that are settled in their own way.
  ///   - loader: the table's.
  /// - Throws: the database's error.
  init(
    of chunk: Chunk, among rows: [Int64: Int64], without settled: Set<Int>,
    _ loader: any ChunkLoader
  ) throws {
    // A check that empties columns makes others of rows later.
    isWhole = rows.isEmpty
    guard !rows.isEmpty, !loader.table.references.contains(where: { $0.severity == .null }) else {
      return
    }
    let pairs = Self.pairs(of: chunk, among: rows, without: settled)
    loader.takeUp(chunk)
    let same = try loader.same(pairs, of: chunk)
    existing = pairs.filter { same.contains($0.key) }
    for key in loader.keys {
      var hashes: [UInt64] = []
      chunk.hashKeys(of: key.positions, into: &hashes)
      var others: Set<UInt64> = []
      for row in chunk.indices(of: .live) where existing[row] == nil {
        others.insert(hashes[Int(row)])
      }
      existing = existing.filter {
        hashes[Int($0.key)] == 0 || !others.contains(hashes[Int($0.key)])
      }
    }
    let records = Set(rows.values)
    isWhole =
      existing.count == same.count
      && !settled.contains { records.contains(chunk.origins[$0].record) }
  }

  /// The rows of the table that rows may be: the first row of a record that of the table with the least
  /// number, and so on.
  private static func pairs(
    of chunk: Chunk, among rows: [Int64: Int64], without settled: Set<Int>
  ) -> [UInt32: Int64] {
    let existing = rows.map { (record: $0.value, number: $0.key) }.sorted { $0 < $1 }
    var next: [Int64: Int] = [:]
    next.reserveCapacity(existing.count)
    for index in existing.indices.reversed() { next[existing[index].record] = index }
    var pairs: [UInt32: Int64] = [:]
    pairs.reserveCapacity(existing.count)
    for row in chunk.indices(of: .live) where !settled.contains(Int(row)) {
      let record = chunk.origins[Int(row)].record
      guard let index = next[record], index < existing.count, existing[index].record == record
      else { continue }
      pairs[row] = existing[index].number
      next[record] = index + 1
    }
    return pairs
  }
}
