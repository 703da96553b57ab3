/// How often each level of each comparison occurs among some pairs.
public struct LevelCounts: Sendable {
  /// By comparison and level, level 0 for missing values.
  public private(set) var counts: [[Double]]

  /// Counts nothing yet.
  public init(_ scorer: PairScorer) {
    counts = scorer.comparisons.map {
      Array(repeating: 0, count: scorer.store.fields[$0.field].values.kind.levels.count + 1)
    }
  }

  /// Counts the pairs of a compared batch.
  public mutating func add(_ batch: PairBatch) {
    for index in counts.indices {
      let shift = UInt64(index * 4)
      for pattern in batch.patterns { counts[index][Int(pattern >> shift & 15)] += 1 }
    }
  }

  /// Adds what another count has.
  public mutating func add(_ other: LevelCounts) {
    for index in counts.indices {
      for level in counts[index].indices { counts[index][level] += other.counts[index][level] }
    }
  }

  /// The share of each level from 1 on where no value is missing.
  public func probabilities(_ comparison: Int) -> [Double] {
    LinkageModel.probabilities(Array(counts[comparison].dropFirst()))
  }
}
