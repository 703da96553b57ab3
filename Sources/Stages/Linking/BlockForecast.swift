internal import Linkage

/// What a block will cost, and what it reaches.
public struct BlockForecast: Sendable, Equatable {
  /// The block's name.
  public var name: String
  /// How many pairs it compares.
  public var pairs: Int
  /// How many blocks it has, how large the largest is, and how many were split.
  public var blocks, largest, split: Int
  /// The share of pairs with a common identifier that it reaches, where there are identifiers.
  public var recall: Double?
}

extension LinkPlan {
  /// What blocks will cost and reach.
  func forecast(_ indexes: [BlockIndex], _ store: RecordStore) -> [BlockForecast] {
    // Pairs that are surely of one entity, found without the block: those of the other identifiers.
    var sure: [(UInt32, UInt32)] = []
    for identifier in identifiers {
      let index = BlockIndex(BlockRule(parts: [.init(field: identifier)], limit: 60), of: store)
      let walk = PairWalk([index])
      let records = index.records()
      let pieces = walk.pieces(pairs: 20_000)
      let step = max(1, pieces.count / 10)
      var batch = PairBatch()
      for piece in stride(from: 0, to: pieces.count, by: step) {
        walk.visit(pieces[piece], records: records, batch: &batch) { batch in
          for pair in 0..<batch.count { sure.append((batch.firsts[pair], batch.seconds[pair])) }
          batch.removeAll()
        }
      }
    }
    return zip(blocks, indexes).map { block, index in
      BlockForecast(
        name: block.name, pairs: index.pairCount, blocks: index.blockCount,
        largest: index.largestBlock, split: index.splitCount,
        recall: sure.isEmpty
          ? nil : Double(sure.count { index.holds($0.0, $0.1) }) / Double(sure.count))
    }
  }
}
