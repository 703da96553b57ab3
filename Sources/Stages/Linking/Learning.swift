internal import Columnar
internal import Linkage
internal import SQLite

/// Learns how often levels agree by chance, and among records of one entity.
struct Learning {
  let plan: LinkPlan
  /// The most pairs to look at for one probability.
  static let pairLimit = 1_000_000

  /// A model to begin with: what random pairs tell of `u`, and a guess of `m`.
  ///
  /// - Parameters:
  ///   - store: the records.
  ///   - apart: pairs that are of two entities for sure. They count beside the random ones, among which
  ///     records that look alike and are of two are too rare to tell how often that is.
  /// - Returns: what compares and scores by it.
  func begin(_ store: RecordStore, apart: [(UInt32, UInt32)] = []) -> PairScorer {
    let blank = plan.comparisons.map { comparison in
      let levels = store.fields[comparison.field].values.kind.levels.count
      let shares = Self.guess(levels)
      return LevelProbabilities(m: shares, u: Array(repeating: 1 / Double(levels), count: levels))
    }
    let count = Double(max(2, store.count))
    var scorer = PairScorer(
      store: store, comparisons: plan.comparisons,
      model: LinkageModel(prior: min(0.5, 3 / count), probabilities: blank))
    var random = RandomPairs()
    var counts = LevelCounts(scorer)
    var batch = PairBatch()
    var left = min(Self.pairLimit, store.count * 40)
    while left > 0, store.count > 1 {
      random.draw(min(left, 4096), of: store.count, into: &batch)
      scorer.compare(&batch)
      counts.add(batch)
      batch.removeAll()
      left -= 4096
    }
    for (one, other) in apart { batch.append(one, other) }
    scorer.compare(&batch)
    counts.add(batch)
    var model = scorer.model
    for index in model.probabilities.indices {
      model.probabilities[index].u = counts.probabilities(index)
    }
    scorer.learn(model)
    return scorer
  }

  /// Mostly the best level, then less and less.
  private static func guess(_ levels: Int) -> [Double] {
    var shares = (0..<levels).map { $0 == 0 ? 0.8 : 0.2 / Double(1 << min($0, 20)) }
    let sum = shares.reduce(0, +)
    for index in shares.indices { shares[index] /= sum }
    return shares
  }

  /// Learns `m` from pairs that agree on an identifier, each identifier from those of the others.
  func learnFromIdentifiers(_ scorer: inout PairScorer) {
    var model = scorer.model
    var sums = plan.comparisons.map { _ in [Double]() }
    for identifier in plan.identifiers {
      let index = BlockIndex(
        BlockRule(parts: [.init(field: identifier)], limit: 60), of: scorer.store)
      let counts = count(index, scorer)
      for (slot, comparison) in plan.comparisons.enumerated() where comparison.field != identifier {
        let levels = Array(counts.counts[slot].dropFirst())
        if sums[slot].isEmpty {
          sums[slot] = levels
        } else {
          for level in levels.indices { sums[slot][level] += levels[level] }
        }
      }
    }
    for slot in sums.indices where sums[slot].reduce(0, +) >= 50 {
      model.probabilities[slot].m = LinkageModel.probabilities(sums[slot])
    }
    scorer.learn(model)
  }

  /// Learns `m` without any help: from the pairs of each block in turn, averaged.
  func learnFromBlocks(_ scorer: inout PairScorer, _ indexes: [BlockIndex]) {
    var model = scorer.model
    var sums = model.probabilities.map { Array(repeating: 0.0, count: $0.m.count) }
    var rounds = Array(repeating: 0.0, count: sums.count)
    for (block, index) in zip(plan.blocks, indexes) where index.pairCount > 0 {
      let fields = Set(block.rule.parts.map(\.field))
      let fixed = Set(
        plan.comparisons.indices.filter { fields.contains(plan.comparisons[$0].field) })
      var patterns: [UInt64: Int] = [:]
      sample(index, scorer) { batch in
        for pattern in batch.patterns { patterns[pattern, default: 0] += 1 }
      }
      let learnt = ExpectationMaximization(patterns).learn(from: model, fixed: fixed, share: 0.1)
      for (slot, m) in learnt.m {
        for level in m.indices { sums[slot][level] += m[level] }
        rounds[slot] += 1
      }
    }
    for slot in sums.indices where rounds[slot] > 0 {
      model.probabilities[slot].m = sums[slot].map { $0 / rounds[slot] }
    }
    scorer.learn(model)
  }

  /// Learns `m` anew from the pairs inside of clusters, and how likely a pair is.
  func learnFromClusters(
    _ scorer: inout PairScorer, _ log: PairLog, round: Int, roots: SpillArray<UInt32>,
    _ totals: PairLog.Totals
  ) throws(SQLiteError) {
    var counts = LevelCounts(scorer)
    var batch = PairBatch()
    let step = max(1, totals.kept / Self.pairLimit)
    var number = 0
    try log.visit(round) { pair in
      defer { number += 1 }
      guard number % step == 0, roots[Int(pair.first)] == roots[Int(pair.second)] else { return }
      batch.append(pair.first, pair.second)
      guard batch.count >= 4096 else { return }
      scorer.compare(&batch)
      counts.add(batch)
      batch.removeAll()
    }
    scorer.compare(&batch)
    counts.add(batch)
    var model = scorer.model
    for slot in model.probabilities.indices
    where counts.counts[slot].dropFirst().reduce(0, +) >= 50 {
      model.probabilities[slot].m = counts.probabilities(slot)
    }
    let count = Double(scorer.store.count)
    model.prior = min(0.5, max(1 / (count * count), totals.expected / (count * (count - 1) / 2)))
    scorer.learn(model)
  }

  /// Learns how often the clusters of related records agree by chance, from their sizes.
  func learnChance(_ scorer: inout PairScorer, relations: [Int]) {
    var model = scorer.model
    for (slot, comparison) in plan.comparisons.enumerated()
    where relations.contains(comparison.field) {
      let codes = scorer.store.fields[comparison.field].codes
      var sizes = SpillArray<UInt32>(
        repeating: 0, count: Int(codes.max() ?? 0) + 1, in: scorer.store.space)
      var total = 0.0
      for code in codes where code != 0 {
        sizes[Int(code)] += 1
        total += 1
      }
      if total == 0 { continue }
      // Whole numbers, so that the sum is the same in every order.
      let squares = sizes.reduce(0.0) { $0 + Double($1) * Double($1) }
      let chance = max(LinkageModel.floor, squares / (total * total))
      model.probabilities[slot].u = [chance, 1 - chance]
    }
    scorer.learn(model)
  }

  private func count(_ index: BlockIndex, _ scorer: PairScorer) -> LevelCounts {
    var counts = LevelCounts(scorer)
    sample(index, scorer) { counts.add($0) }
    return counts
  }

  /// Compares an even part of a rule's pairs.
  private func sample(_ index: BlockIndex, _ scorer: PairScorer, _ body: (PairBatch) -> Void) {
    let walk = PairWalk([index])
    let rows = walk.rows(of: 0)
    let pieces = walk.pieces(pairs: 20_000)
    let step = max(1, pieces.count * 20_000 / Self.pairLimit)
    var batch = PairBatch()
    for piece in stride(from: 0, to: pieces.count, by: step) {
      walk.visit(pieces[piece], rows: rows, batch: &batch) { batch in
        scorer.compare(&batch)
        body(batch)
        batch.removeAll()
      }
    }
  }
}
