internal import Linkage
public import SQLite

/// Runs a linkage over a database.
public struct LinkRun {
  /// Runs a plan.
  ///
  /// - Parameters:
  ///   - plan: what to do.
  ///   - threads: how many threads read and score; the outcome does not depend on it.
  ///   - readers: how many of them read; `nil` for all.
  ///   - standing: the entity of each record as the last linkage had it; only pairs with a record that
  ///     it does not name are compared. Empty to compare all.
  ///   - decisions: what people decided on pairs, which wins over everything.
  ///   - note: is told what is done next.
  ///   - open: opens the database; each thread has a connection of its own.
  /// - Returns: the clusters, and what led to them.
  /// - Throws: what the database or the system refuses.
  public static func run(
    _ plan: LinkPlan, threads: Int, readers: Int? = nil, standing: [String: String] = [:],
    decisions: [LinkDecision] = [], note: (String) -> Void = { _ in },
    open: @escaping @Sendable () throws -> Connection
  ) throws -> Outcome {
    note("read")
    var reading = try RecordReading(plan, threads: readers ?? threads, open: open)
    note("learn")
    var together = reading.takeRelations(of: plan)
    let learning = Learning(plan: plan)
    var scorer = learning.begin(reading.store)
    if let model = plan.model {
      scorer.learn(model)
    } else if !plan.identifiers.isEmpty {
      learning.learnFromIdentifiers(&scorer)
    }
    var guards = Guards(plan, scorer.store)
    reading.apply(decisions, to: &together, &guards)
    let isStanding = reading.stand(standing, &together)
    let relations = plan.fields.indices.filter { plan.fields[$0].isRelation }
    var clustering: Clustering? =
      standing.isEmpty
      ? nil
      : Clustering(
        [], together: together, scorer: scorer, guards: guards, support: 0)
    var outcome = PairSearch.Outcome()
    var indexes: [BlockIndex] = []
    for round in 0..<max(1, plan.rounds) {
      if let clustering {
        for field in relations {
          scorer.replace(field, with: reading.clusters(field, clustering.roots))
        }
        if plan.model == nil, standing.isEmpty {
          learning.learnChance(&scorer, relations: relations)
          learning.learnFromClusters(
            &scorer, pairs: outcome.pairs, roots: clustering.roots, expected: outcome.expected)
        }
      }
      note("block \(round + 1)")
      indexes = plan.blocks.map { BlockIndex($0.rule, of: scorer.store) }
      if round == 0, plan.model == nil, plan.identifiers.isEmpty {
        learning.learnFromBlocks(&scorer, indexes)
      }
      var walk = PairWalk(indexes)
      walk.apart = guards.apart
      walk.isStanding = isStanding
      if plan.isAcrossSets { walk.sets = reading.sourceOf.map { plan.sources[Int($0)].set } }
      note("score \(round + 1): \(indexes.map(\.pairCount))")
      outcome = try PairSearch(
        walk: walk, scorer: scorer, floor: Float(plan.reviewWeight), threads: threads
      ).run()
      note("cluster \(round + 1): \(outcome.pairs.count) of \(outcome.scored)")
      clustering = Clustering(
        outcome.pairs.filter { $0.weight >= Float(plan.matchWeight) }, together: together,
        scorer: scorer, guards: guards, support: Float(plan.support), oneToOne: plan.isOneToOne)
    }
    guard let clustering else { preconditionFailure("there is at least one round") }
    note("done")
    return Outcome(
      ids: reading.ids, idOf: reading.idOf, scorer: scorer, clustering: clustering,
      pairs: outcome.pairs, scoredCount: outcome.scored,
      blocks: plan.forecast(indexes, scorer.store))
  }

  /// Tells what blocks will cost and reach, without scoring a pair.
  public static func forecast(
    _ plan: LinkPlan, threads: Int, open: @escaping @Sendable () throws -> Connection
  ) throws -> [BlockForecast] {
    let reading = try RecordReading(plan, threads: threads, open: open)
    return plan.forecast(
      plan.blocks.map { BlockIndex($0.rule, of: reading.store) }, reading.store)
  }
}
