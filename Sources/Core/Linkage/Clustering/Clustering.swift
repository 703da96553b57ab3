public import Columnar

/// Joins pairs to clusters, the surest first, as far as guards and the other records allow.
public struct Clustering: Sendable {
  /// A pair that was sure enough, but was not joined.
  public struct Conflict: Sendable, Equatable {
    /// The pair.
    public var pair: LinkedPair
    /// Why not.
    public var obstacle: Obstacle
  }

  /// How many records a cluster may have.
  public enum Shape: Sendable {
    /// As many as there are.
    case free
    /// Two at most.
    case oneToOne
    /// One at most of those that are marked: each other record is linked with its best one of these.
    case bestLink(isFirst: [Bool])
  }

  /// For each record the smallest number in its cluster.
  public private(set) var roots: SpillArray<UInt32>
  /// The pairs that were not joined, in the order of their weights.
  public private(set) var conflicts: [Conflict] = []
  /// How many unions were made.
  public private(set) var unionCount = 0
  /// How many clusters there are.
  public var clusterCount: Int { roots.indices.count { roots[$0] == $0 } }

  /// Joins pairs.
  ///
  /// - Parameters:
  ///   - pairs: those at or over the match weight.
  ///   - together: pairs that are of one entity for sure; guards do not count for them.
  ///   - scorer: scores the pairs across two clusters that are to be one.
  ///   - guards: what is never together.
  ///   - support: the mean weight in bits that these must have.
  ///   - shape: how many records a cluster may have.
  public init(
    _ pairs: [LinkedPair], together: [LinkedPair], scorer: PairScorer, guards: Guards,
    support: Float, shape: Shape = .free
  ) {
    self.init(
      together: together, scorer: scorer, guards: guards, support: support, shape: shape
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
  ///   - shape: how many records a cluster may have.
  ///   - visit: hands over the pairs at or over the match weight, the surest first.
  /// - Throws: what `visit` throws.
  public init<Failure>(
    together: [LinkedPair], scorer: PairScorer, guards: Guards, support: Float,
    shape: Shape = .free, _ visit: (_ join: (LinkedPair) -> Void) throws(Failure) -> Void
  ) throws(Failure) {
    var joining = Joining(scorer: scorer, guards: guards, support: support, shape: shape)
    for pair in together { joining.unite(pair) }
    try visit { joining.join($0) }
    roots = SpillArray(in: scorer.store.space)
    for record in 0..<UInt32(scorer.store.count) { roots.append(joining.forest.root(record)) }
    unionCount = joining.unionCount
    conflicts = joining.conflicts
    let sizes = joining.forest.sizes
    // Where one record is linked with one, it is what is left over that somebody must look at.
    conflicts.removeAll { [roots] conflict in
      conflict.obstacle == .taken
        && ![conflict.pair.first, conflict.pair.second].contains {
          sizes[Int(roots[Int($0)])] == 1
        }
    }
  }
}

/// Joins pairs one by one.
private struct Joining {
  let scorer: PairScorer
  let guards: Guards
  let support: Float
  let shape: Clustering.Shape
  var forest: ClusterForest
  var conflicts: [Clustering.Conflict] = []
  var unionCount = 0
  /// Whether a record of those is in the cluster of a root that may have one; nothing for other shapes.
  private var hasFirst: [Bool] = []
  private var batch = PairBatch()
  private var scratch: [UInt32] = []
  private var (members, others): ([UInt32], [UInt32]) = ([], [])
  /// The most records of each cluster whose weights with those of the other count for the support.
  private static let sampleSize = 12

  init(scorer: PairScorer, guards: Guards, support: Float, shape: Clustering.Shape) {
    (self.scorer, self.guards, self.support, self.shape) = (scorer, guards, support, shape)
    forest = ClusterForest(
      count: scorer.store.count, guards: guards, in: scorer.store.space)
    if case .bestLink(let isFirst) = shape { hasFirst = isFirst }
  }

  /// Joins a pair whatever stands against it.
  mutating func unite(_ pair: LinkedPair) {
    let (one, other) = (forest.root(pair.first), forest.root(pair.second))
    if one != other { unite(one, other) }
  }

  /// Joins a pair if nothing stands against it, and notes what does.
  mutating func join(_ pair: LinkedPair) {
    let (one, other) = (forest.root(pair.first), forest.root(pair.second))
    if one == other { return }
    if let obstacle = obstacle(one, other) {
      conflicts.append(Clustering.Conflict(pair: pair, obstacle: obstacle))
    } else {
      unite(one, other)
      unionCount += 1
    }
  }

  private mutating func unite(_ one: UInt32, _ other: UInt32) {
    if !hasFirst.isEmpty {
      hasFirst[Int(min(one, other))] = hasFirst[Int(one)] || hasFirst[Int(other)]
    }
    forest.unite(one, other)
  }

  private mutating func obstacle(_ one: UInt32, _ other: UInt32) -> Obstacle? {
    switch shape {
    case .free: break
    case .oneToOne:
      if forest.sizes[Int(one)] + forest.sizes[Int(other)] > 2 { return .taken }
    case .bestLink: if hasFirst[Int(one)], hasFirst[Int(other)] { return .taken }
    }
    return forest.obstacle(one, other, &scratch) ?? disagreement(one, other)
  }

  /// Whether the records of two clusters have a pattern that is never together, or agree too little.
  private mutating func disagreement(_ one: UInt32, _ other: UInt32) -> Obstacle? {
    let sizes = (forest.sizes[Int(one)], forest.sizes[Int(other)])
    if sizes == (1, 1), guards.never.isEmpty { return nil }
    forest.members(one, into: &members, limit: Self.sampleSize)
    forest.members(other, into: &others, limit: Self.sampleSize)
    batch.removeAll()
    for record in members { for second in others { batch.append(record, second) } }
    scorer.score(&batch)
    if hasForbidden { return .never }
    let sum = batch.weights.reduce(Float(0)) { $0 + min(20, max(-20, $1)) }
    if sum < support * Float(batch.count) { return .support }
    if guards.never.isEmpty || max(sizes.0, sizes.1) <= UInt32(Self.sampleSize) { return nil }
    // A sample tells how much two clusters agree; what is forbidden may not be in any pair.
    forest.members(one, into: &members)
    forest.members(other, into: &others)
    for record in members {
      batch.removeAll()
      for second in others { batch.append(record, second) }
      scorer.compare(&batch)
      if hasForbidden { return .never }
    }
    return nil
  }

  private var hasForbidden: Bool {
    batch.patterns.contains { !guards.allowsPattern($0) }
  }
}
