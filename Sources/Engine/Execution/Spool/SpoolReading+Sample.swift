import Columnar
import Dataflow

extension SpoolReading {
  /// Reads the unit's first rows, as ``EncodingSample/read(_:)`` does, as far as they are kept.
  ///
  /// - Parameter spans: the unit's chunks in order.
  /// - Returns: the rows, or `nil` where the first chunk is not kept.
  /// - Throws: `Diagnostic` when it is damaged.
  func sample(of spans: [ChunkSpan]) throws -> EncodingSample? {
    guard let first = spans.first, first.chunk == 1, (try? file(of: first)) != nil else {
      return nil
    }
    var chunks = try read(first)
    let records = chunks[0].origins
    let end = (records.first?.offset ?? 0) + Int64(EncodingSample.limit.bytes)
    let count = records.prefix(EncodingSample.limit.rows).prefix { $0.offset < end }.count
    for index in chunks.indices {
      let rows =
        index == 0 ? count : chunks[index].origins.prefix { Int($0.parent) < count }.count
      chunks[index].keepFirst(rows)
    }
    return EncodingSample(chunks: chunks)
  }
}

extension Chunk {
  /// Takes all rows out but the first ones.
  fileprivate mutating func keepFirst(_ count: Int) {
    let gone = rowCount - count
    origins.removeLast(gone)
    states.removeLast(gone)
    violations.removeAll { Int($0.row) >= count }
    for index in columns.indices {
      columns[index].cells.removeLast(gone)
      columns[index].values.removeLast(min(gone, columns[index].values.count))
      columns[index].fonts.removeLast(min(gone, columns[index].fonts.count))
    }
  }
}
