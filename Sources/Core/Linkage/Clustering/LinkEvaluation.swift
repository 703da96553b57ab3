/// How found clusters compare with the known ones.
public struct LinkEvaluation: Sendable, Equatable {
  /// Pairs of records that are together in both, in what was found, and in what is known.
  public private(set) var (commonPairs, foundPairs, knownPairs) = (0, 0, 0)
  /// Clusters of at least two records that are the same in both, found, and known.
  public private(set) var (commonClusters, foundClusters, knownClusters) = (0, 0, 0)
  /// Those found in which no record of another known cluster is, whole or not.
  public private(set) var pureClusters = 0

  /// Compares two clusterings of the same records; a record whose known cluster is 0 is left out.
  public init(found: some Sequence<UInt32>, known: [UInt32]) {
    let found = Array(found)
    var order = found.indices.filter { known[$0] != 0 }
    order.sort {
      found[$0] != found[$1]
        ? found[$0] < found[$1] : known[$0] != known[$1] ? known[$0] < known[$1] : $0 < $1
    }
    var knownSizes: [UInt32: Int] = [:]
    for record in order { knownSizes[known[record], default: 0] += 1 }
    knownPairs = knownSizes.values.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    knownClusters = knownSizes.values.count { $0 > 1 }
    var start = 0
    while start < order.count {
      var end = start
      var runStart = start
      var isPure = true
      while end < order.count, found[order[end]] == found[order[start]] {
        if known[order[end]] != known[order[runStart]] {
          let run = end - runStart
          commonPairs += run * (run - 1) / 2
          runStart = end
          isPure = false
        }
        end += 1
      }
      let run = end - runStart
      commonPairs += run * (run - 1) / 2
      let size = end - start
      foundPairs += size * (size - 1) / 2
      if size > 1 {
        foundClusters += 1
        if isPure { pureClusters += 1 }
        if isPure, knownSizes[known[order[start]]] == size { commonClusters += 1 }
      }
      start = end
    }
  }

  /// Right among what was found.
  public var pairPrecision: Double { Self.share(commonPairs, foundPairs) }
  /// Found among what is known.
  public var pairRecall: Double { Self.share(commonPairs, knownPairs) }
  /// The harmonic mean of both.
  public var pairF1: Double { Self.share(2 * commonPairs, foundPairs + knownPairs) }
  /// Whole clusters that are right, among those found.
  public var clusterPrecision: Double { Self.share(commonClusters, foundClusters) }
  /// Clusters without a stranger, among those found.
  public var clusterPurity: Double { Self.share(pureClusters, foundClusters) }
  /// Whole clusters found among those known.
  public var clusterRecall: Double { Self.share(commonClusters, knownClusters) }
  /// The harmonic mean of both.
  public var clusterF1: Double { Self.share(2 * commonClusters, foundClusters + knownClusters) }

  private static func share(_ part: Int, _ whole: Int) -> Double {
    whole == 0 ? 1 : Double(part) / Double(whole)
  }
}
