import Dataflow

/// When a large delivery into a table with keys is loaded like a first one.
///
/// A chunk of keys in no order touches every page of a large index, and so each chunk writes the
/// index anew: 2,000,000 new rows into 2,000,000 took 102 s, chunk by chunk. Taking the keys away,
/// letting filters tell new rows from known ones and building the keys once took a quarter of that.
struct RefillPolicy {
  /// The number of chunks that are looked at first.
  var chunks = 3
  /// The least number of rows still to come.
  var rows = 200_000.0
  /// The least number of rows still to come, as a share of those in the table.
  var share = 0.125
  /// The least share of new rows so far: rows that are known already do not change an index.
  var newRows = 0.5

  /// Whether what a table has shown so far speaks for it.
  func suits(_ loader: some ChunkLoader) -> Bool {
    loader.filters == nil && !loader.keys.isEmpty && !loader.isReferenced
      && loader.merged.chunks >= chunks
      && Double(loader.merged.added) >= Double(loader.merged.rows) * newRows
  }

  /// Whether so many rows to come are worth it.
  func isWorth(_ coming: Double, _ loader: some ChunkLoader) -> Bool {
    coming >= rows && coming >= Double(loader.lastRow) * share
  }

  /// About how many rows a pipeline's open units still hold, judged by the unit being read.
  ///
  /// - Parameters:
  ///   - bytes: the size of the open units.
  ///   - position: where reading stands.
  /// - Returns: an estimate, 0 before anything was read.
  static func rowsToCome(in bytes: Double, after position: Position) -> Double {
    guard position.offset > 0 else { return 0 }
    let left = bytes - Double(position.offset)
    return left / Double(position.offset) * Double(position.record)
  }
}
