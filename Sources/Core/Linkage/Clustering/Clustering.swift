/// Joins pairs to clusters, the surest first, as far as guards and the other records allow.
public struct Clustering: Sendable {
  /// A pair that was sure enough, but was not joined.
  public struct Conflict: Sendable, Equatable {
    /// The pair.
    public var pair: LinkedPair
    /// Why not.
    public var obstacle: Obstacle
  }

  /// For each record the smallest number in its cluster.
  public private(set) var roots: [UInt32] = []
  /// The pairs that were not joined, in the order of their weights.
  public private(set) var conflicts: [Conflict] = []
  /// How many unions were made.
  public private(set) var unionCount = 0

  /// Joins pairs.
  ///
  /// - Parameters:
  ///   - pairs: those at or over the match weight.
  ///   - together: pairs that are of one entity for sure; guards do not count for them.
  ///   - scorer: scores the pairs across two clusters that are to be one.
  ///   - guards: what is never together.
  ///   - support: the mean weight in bits that these must have.
  ///   - oneToOne: whether a cluster has two records at most.
  public init(
    _ pairs: [LinkedPair], together: [LinkedPair], scorer: PairScorer, guards: Guards,
    support: Float, oneToOne: Bool = false
  ) {
    self.init(
      together: together, scorer: scorer, guards: guards, support: support, oneToOne: oneToOne
    ) { join in
      for pair in pairs.sorted(by: LinkedPair.precedes) { join(pair) }
    }
  }

  /// Joins pairs that come one by one.
  ///
  /// - Parameters:
  ///   - together: pairs that are of one entity for sure; guards do not count for them.
  ///   - scorer: scores the pairs across two clusters that are to be one.
  ///   - guards: what is never together.
  ///   - support: the mean weight in bits that these must have.
  ///   - oneToOne: whether a cluster has two records at most.
  ///   - visit: hands over the pairs at or over the match weight, the surest first.
  /// - Throws: what `visit` throws.
  public init<Failure>(
    together: [LinkedPair], scorer: PairScorer, guards: Guards, support: Float,
    oneToOne: Bool = false, _ visit: (_ join: (LinkedPair) -> Void) throws(Failure) -> Void
  ) throws(Failure) {
    var forest = ClusterForest(count: scorer.store.count, guards: guards)
    for pair in together {
      let (one, other) = (forest.root(pair.first), forest.root(pair.second))
      if one != other { forest.unite(one, other) }
    }
    var batch = PairBatch()
    var scratch: [UInt32] = []
    var (members, others): ([UInt32], [UInt32]) = ([], [])
    var conflicts: [Conflict] = []
    var unionCount = 0
    try visit { pair in
      let (one, other) = (forest.root(pair.first), forest.root(pair.second))
      if one == other { return }
      if oneToOne, forest.sizes[Int(one)] + forest.sizes[Int(other)] > 2 { return }
      var obstacle = forest.obstacle(one, other, &scratch)
      if obstacle == nil {
        let size = Int(forest.sizes[Int(one)]) * Int(forest.sizes[Int(other)])
        if size > 1 || !guards.never.isEmpty {
          forest.members(one, into: &members, limit: 12)
          forest.members(other, into: &others, limit: 12)
          batch.removeAll()
          for record in members { for second in others { batch.append(record, second) } }
          scorer.score(&batch)
          if batch.patterns.contains(where: { !guards.allowsPattern($0) }) {
            obstacle = .never
          } else {
            let sum = batch.weights.reduce(Float(0)) { $0 + min(20, max(-20, $1)) }
            if sum < support * Float(batch.count) { obstacle = .support }
          }
        }
      }
      if let obstacle {
        conflicts.append(Conflict(pair: pair, obstacle: obstacle))
      } else {
        forest.unite(one, other)
        unionCount += 1
      }
    }
    self.conflicts = conflicts
    self.unionCount = unionCount
    roots = (0..<UInt32(scorer.store.count)).map { forest.root($0) }
  }
}
