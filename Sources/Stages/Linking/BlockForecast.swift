internal import Columnar
internal import Linkage

/// What a block will cost, and what it reaches.
public struct BlockForecast: Sendable, Equatable {
  /// The block's name.
  public var name: String
  /// How many pairs it compares.
  public var pairs: Int
  /// How many blocks it has, how large the largest is, and how many were split.
  public var blocks, largest, split: Int
  /// The share that it reaches of the pairs of one entity that are known without it: of those with a
  /// common identifier that is not in the block, or else of those that other blocks find and that are
  /// of one entity by what was learnt.
  public var recall: Double?
}

/// What the blocks of a link will cost, and what they reach.
public struct LinkForecast: Sendable, Equatable {
  /// Each block.
  public var blocks: [BlockForecast]
  /// All together, each pair once.
  public var all: BlockForecast
}

extension LinkPlan {
  /// The most pairs that are gone over to count those of a block; of more a part is counted.
  private static let countLimit = 20_000_000
  /// The most pairs with a common identifier that are looked at.
  private static let sureLimit = 200_000

  /// What blocks will cost and reach.
  func forecast(
    _ indexes: [BlockIndex], _ store: RecordStore, setOf: [UInt8]
  ) -> LinkForecast {
    func restricted(_ walk: PairWalk) -> PairWalk {
      var walk = walk
      walk.apart = Guards(self, store).apart
      if isAcrossSets { walk.sets = setOf }
      return walk
    }
    // The blocks of each rule, with those of records that lack a value to split by.
    let groups = zip(blocks, indexes).map { [$1] + BlockIndex.lacking($0.rule, of: store) }
    let walk = restricted(PairWalk(groups.flatMap(\.self)))
    let known =
      identifiers.isEmpty ? likely(walk, indexes, groups, store) : sure(restricted, store)
    let recalls = known.recalls(groups)
    var forecasts: [BlockForecast] = []
    for (number, index) in indexes.enumerated() {
      let (block, group) = (blocks[number], groups[number])
      let isCounted = isAcrossSets || !apart.isEmpty || group.count > 1
      forecasts.append(
        BlockForecast(
          name: block.name,
          pairs: isCounted ? count(restricted(PairWalk(group))) : index.pairCount,
          blocks: index.blockCount, largest: index.largestBlock, split: index.splitCount,
          recall: recalls.each[number]))
    }
    let all = BlockForecast(
      name: "", pairs: count(walk), blocks: forecasts.reduce(0) { $0 + $1.blocks },
      largest: forecasts.map(\.largest).max() ?? 0, split: forecasts.reduce(0) { $0 + $1.split },
      recall: recalls.all)
    return LinkForecast(blocks: forecasts, all: all)
  }

  /// How many pairs a walk hands over.
  private func count(_ walk: PairWalk) -> Int {
    var (count, batch) = (0.0, PairBatch())
    walk.sample(Self.countLimit) { piece, rows, scale in
      walk.visit(piece, rows: rows, batch: &batch) { batch in
        count += scale * Double(batch.count)
        batch.removeAll()
      }
    }
    return Int(count.rounded())
  }

  /// Pairs that agree on an identifier; blocks with it find them anyway and are not measured by them.
  private func sure(_ restricted: (PairWalk) -> PairWalk, _ store: RecordStore) -> KnownPairs {
    var known = KnownPairs()
    for identifier in identifiers {
      let index = BlockIndex(BlockRule(parts: [.init(field: identifier)], limit: 60), of: store)
      let walk = restricted(PairWalk([index]))
      let own = blocks.map { block in
        block.rule.parts.contains { $0.field == identifier }
      }
      var batch = PairBatch()
      walk.sample(Self.sureLimit) { piece, rows, scale in
        walk.visit(piece, rows: rows, batch: &batch) { batch in
          for pair in 0..<batch.count {
            let (one, other) = batch.records(of: pair)
            known.add(one, other, scale, without: own)
          }
          batch.removeAll()
        }
      }
    }
    return known
  }

  /// Pairs of the blocks, as far as they are of one entity by what is learnt; a block is measured by
  /// those that another one finds too, since they do not depend on it.
  private func likely(
    _ walk: PairWalk, _ indexes: [BlockIndex], _ groups: [[BlockIndex]], _ store: RecordStore
  ) -> KnownPairs {
    let learning = Learning(plan: self)
    var scorer = learning.begin(store)
    if let model { scorer.learn(model) } else { learning.learnFromBlocks(&scorer, indexes) }
    var known = KnownPairs()
    var batch = PairBatch()
    walk.sample(Learning.pairLimit) { piece, rows, scale in
      walk.visit(piece, rows: rows, batch: &batch) { batch in
        scorer.score(&batch)
        for pair in 0..<batch.count {
          let (one, other) = batch.records(of: pair)
          let share = probability(ofWeight: Double(batch.weights[pair]))
          if share < 0.01 { continue }
          let holders = groups.map { $0.contains { $0.holds(one, other) } }
          // The only block that finds a pair is not measured by it.
          let isOnly = holders.count(where: \.self) < 2
          known.add(
            one, other, scale * share, without: isOnly ? holders : holders.map { _ in false })
        }
        batch.removeAll()
      }
    }
    known.areFoundByBlocks = true
    return known
  }
}

/// Pairs that are known to be of one entity, or likely.
private struct KnownPairs {
  private var pairs: [(first: UInt32, second: UInt32, share: Double, without: [Bool])] = []
  /// Whether blocks found them, so that none was missed by all.
  var areFoundByBlocks = false

  /// Adds a pair that does not count for some blocks.
  mutating func add(_ first: UInt32, _ second: UInt32, _ share: Double, without: [Bool]) {
    pairs.append((first, second, share, without))
  }

  /// The share of the pairs that each block finds, and that all find together.
  func recalls(_ indexes: [[BlockIndex]]) -> (each: [Double?], all: Double?) {
    var (found, total) = (
      indexes.map { _ in 0.0 }, indexes.map { _ in 0.0 }
    )
    var (any, sum) = (0.0, 0.0)
    for pair in pairs {
      var isFound = false
      for index in indexes.indices where !pair.without[index] {
        total[index] += pair.share
        guard indexes[index].contains(where: { $0.holds(pair.first, pair.second) }) else {
          continue
        }
        found[index] += pair.share
        isFound = true
      }
      if pair.without.allSatisfy(\.self) { continue }
      sum += pair.share
      if isFound { any += pair.share }
    }
    let each = zip(found, total).map { $1 == 0 ? nil : $0 / $1 }
    if areFoundByBlocks {
      // Blocks that err independently miss together what each of them misses.
      let missed = each.reduce(1) { $0 * (1 - ($1 ?? 0)) }
      return (each, each.contains { $0 != nil } ? 1 - missed : nil)
    }
    return (each, sum == 0 ? nil : any / sum)
  }
}

extension PairWalk {
  /// Hands over an even part of the pieces, with how many pairs each pair of it stands for.
  ///
  /// - Parameters:
  ///   - limit: about how many pairs of each rule are wanted at most.
  ///   - body: is given a piece, its rule's rows, and the scale.
  fileprivate func sample(
    _ limit: Int, _ body: (_ piece: Piece, _ rows: BlockRows, _ scale: Double) -> Void
  ) {
    let size = max(1, min(20_000, limit / 10))
    let pieces = pieces(pairs: size)
    for rule in indexes.indices {
      let own = pieces.filter { $0.rule == rule }
      if own.isEmpty { continue }
      let rows = rows(of: rule)
      let step = max(1, own.count * size / limit)
      let chosen = stride(from: 0, to: own.count, by: step).map { own[$0] }
      for piece in chosen { body(piece, rows, Double(own.count) / Double(chosen.count)) }
    }
  }
}
