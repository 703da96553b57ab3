public import Columnar
internal import Linkage
internal import Platform
public import SQLite

/// Runs a linkage over a database.
public struct LinkRun {
  /// Runs a plan.
  ///
  /// - Parameters:
  ///   - plan: what to do.
  ///   - threads: how many threads read and score; the outcome does not depend on it.
  ///   - readers: how many of them read; `nil` for all.
  ///   - withPartitions: whether the partitions of records are read, as a book of what stands needs them.
  ///   - standing: has the entity of each record as the last linkage had it; only pairs with a record that
  ///     it does not name are compared. `nil` to compare all.
  ///   - decisions: what people decided on pairs, which wins over everything.
  ///   - space: where columns lie.
  ///   - checkpoint: where scored pairs are kept for a run that takes this one up; `nil` for nowhere.
  ///   - note: is told what is done next.
  ///   - open: opens the database; each thread has a connection of its own.
  /// - Returns: the clusters, and what led to them.
  /// - Throws: what the database or the system refuses.
  public static func run(
    _ plan: LinkPlan, threads: Int, readers: Int? = nil, withPartitions: Bool = false,
    standing: LinkStore? = nil, decisions: [LinkDecision] = [],
    in space: any SpillSpace = MemorySpace.shared,
    checkpoint: LinkCheckpoint? = nil, note: (String) -> Void = { _ in },
    open: @escaping @Sendable () throws -> Connection
  ) throws -> Outcome {
    note("read")
    var reading = try RecordReading(
      plan, threads: readers ?? threads, withPartitions: withPartitions, in: space,
      open: open)
    LargeBlocks.giveBackSmall()
    note("learn")
    var together = reading.takeRelations(of: plan)
    let relations = plan.fields.indices.filter { plan.fields[$0].isRelation }
    let learning = Learning(plan: plan)
    var scorer = learning.begin(reading.store)
    if let model = plan.model {
      scorer.learn(model)
    } else if !plan.identifiers.isEmpty {
      learning.learnFromIdentifiers(&scorer)
    }
    var guards = Guards(plan, scorer.store)
    reading.apply(decisions, to: &together, &guards)
    let isStanding = try reading.stand(standing, &together)
    var clustering: Clustering? =
      isStanding.isEmpty
      ? nil
      : Clustering(
        [], together: together, scorer: scorer, guards: guards, support: 0)
    let log = try log(checkpoint)
    var (totals, takenUp) = (PairLog.Totals(), 0)
    let digest = RecordStore.mixed(
      scorer.store.digest, hash(plan.text, seed: UInt64(isStanding.count)))
    let last = max(1, plan.rounds) - 1
    for round in 0...last {
      if let clustering {
        for field in relations {
          scorer.replace(field, with: reading.clusters(field, clustering.roots))
        }
        if plan.model == nil, isStanding.isEmpty {
          learning.learnChance(&scorer, relations: relations)
          try learning.learnFromClusters(
            &scorer, log, round: round - 1, roots: clustering.roots, totals)
        }
      }
      // Blocks take more than anything but the records: what is not needed any more goes before them,
      // and they go before clusters are made.
      clustering = nil
      if round == last { reading.targets = [:] }
      do {
        note("block \(round + 1)")
        let indexes = plan.blocks.map { BlockIndex($0.rule, of: scorer.store) }
        if round == 0, plan.model == nil, plan.identifiers.isEmpty {
          learning.learnFromBlocks(&scorer, indexes)
        }
        var walk = PairWalk(indexes + plan.lackingIndexes(scorer.store))
        walk.apart = guards.apart
        walk.isStanding = isStanding
        if plan.isAcrossSets { walk.sets = reading.sourceOf.map { plan.sources[Int($0)].set } }
        note("score \(round + 1): \(indexes.map(\.pairCount))")
        takenUp += try PairSearch(
          walk: walk, scorer: scorer, floor: Float(plan.reviewWeight), threads: threads
        ).run(round, into: log, key: key(digest, scorer, relations, isStanding, decisions))
      }
      totals = try log.totals(round)
      note("cluster \(round + 1): \(totals.kept) of \(totals.scored)")
      clustering = try Clustering(
        together: together, scorer: scorer, guards: guards, support: Float(plan.support),
        shape: plan.shape(setOf: reading.sourceOf.map { plan.sources[Int($0)].set })
      ) { join throws(SQLiteError) in
        try log.visitInOrder(round) { pair in
          guard pair.weight >= Float(plan.matchWeight) else { return false }
          join(pair)
          return true
        }
      }
    }
    guard let clustering else { preconditionFailure("there is at least one round") }
    note("done")
    return Outcome(
      ids: reading.ids, idOf: reading.idOf, scorer: scorer, clustering: clustering,
      pairs: LinkPairs(log, round: last), scoredCount: totals.scored,
      takenUpCount: takenUp, reading: reading,
      recordCount: reading.ids.last, readCount: reading.idOf.count)
  }

  /// Opens the log; where another process has it, or none can be, one without a name.
  private static func log(_ checkpoint: LinkCheckpoint?) throws(SQLiteError) -> PairLog {
    guard let checkpoint else { return try PairLog(nil) }
    do { return try PairLog(checkpoint) } catch {
      if error.isCorrupt { throw error }
      return try PairLog(nil)
    }
  }

  private static func hash(_ text: String, seed: UInt64) -> UInt64 {
    let bytes = Array(text.utf8)
    return contentHash(bytes, in: bytes.indices, seed: seed)
  }

  /// A hash of all that the pairs of a round are scored by.
  private static func key(
    _ digest: UInt64, _ scorer: PairScorer, _ relations: [Int], _ isStanding: [Bool],
    _ decisions: [LinkDecision]
  ) -> UInt64 {
    var hash = RecordStore.mixed(digest, scorer.model.prior.bitPattern)
    for probabilities in scorer.model.probabilities {
      for share in probabilities.m + probabilities.u {
        hash = RecordStore.mixed(hash, share.bitPattern)
      }
    }
    for field in relations {
      for code in scorer.store.fields[field].codes { hash = RecordStore.mixed(hash, UInt64(code)) }
    }
    for stands in isStanding { hash = RecordStore.mixed(hash, stands ? 1 : 2) }
    for decision in decisions {
      let text = "\(decision.left) \(decision.right) \(decision.isTogether)"
      hash = Self.hash(text, seed: hash)
    }
    return hash
  }

  /// Tells what blocks will cost and reach, and links nothing.
  public static func forecast(
    _ plan: LinkPlan, threads: Int, in space: any SpillSpace = MemorySpace.shared,
    open: @escaping @Sendable () throws -> Connection
  ) throws -> LinkForecast {
    let reading = try RecordReading(plan, threads: threads, in: space, open: open)
    return plan.forecast(
      plan.blocks.map { BlockIndex($0.rule, of: reading.store) }, reading.store,
      setOf: reading.sourceOf.map { plan.sources[Int($0)].set })
  }
}
