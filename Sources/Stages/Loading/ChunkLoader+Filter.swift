import Columnar
import Dataflow

extension ChunkLoader {
  /// The live rows that have a key which a filter cannot call new.
  func rowsWithDoubtfulKey(in chunk: Chunk) -> [UInt32] {
    guard var filters else { return [] }
    self.filters = nil
    defer { self.filters = filters }
    let isDoubtful = mark(chunk, in: &filters)
    var doubtful: [UInt32] = []
    for row in isDoubtful.indices where isDoubtful[row] { doubtful.append(UInt32(row)) }
    return doubtful
  }

  /// Adds all keys of a chunk's rows, whatever a first one shows: a row that waits may yet take
  /// the values of its other keys.
  func mark(_ chunk: Chunk, in filters: inout [KeyFilter]) -> [Bool] {
    var isDoubtful = [Bool](repeating: false, count: chunk.rowCount)
    for (index, key) in keys.enumerated() {
      chunk.hashKeys(of: key.positions, into: &hashes)
      filters[index].insert(hashes, states: chunk.states, doubtful: &isDoubtful)
    }
    return isDoubtful
  }

  /// Filters that know no key yet.
  ///
  /// The first two have 8 MiB each, further ones 4 MiB.
  var emptyFilters: [KeyFilter] {
    keys.indices.map { KeyFilter(wordCount: $0 < 2 ? 1 << 20 : 1 << 19) }
  }
}
