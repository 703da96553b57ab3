internal import Linkage
internal import Platform

/// Scores the pairs of a walk on several threads.
struct PairSearch: Sendable {
  let walk: PairWalk
  let scorer: PairScorer
  /// The weight from which on pairs are kept.
  let floor: Float
  let threads: Int

  /// What was found, the same for any number of threads.
  struct Outcome: Sendable {
    var pairs: [LinkedPair] = []
    /// How many pairs were scored.
    var scored = 0
    /// The sum of the pairs' probabilities.
    var expected = 0.0
  }

  func run() throws(SystemError) -> Outcome {
    let pieces = walk.pieces()
    let next = Monitor(0)
    let outcomes = Monitor([Outcome?](repeating: nil, count: pieces.count))
    let work: @Sendable () -> Void = { [self] in
      var batch = PairBatch()
      while true {
        let index = next.withValue { value in
          defer { value += 1 }
          return value
        }
        guard index < pieces.count else { return }
        let outcome = search(pieces[index], &batch)
        outcomes.withValue { $0[index] = outcome }
      }
    }
    var handles: [ThreadHandle] = []
    for _ in 1..<max(1, threads) { handles.append(try ThreadHandle(work)) }
    work()
    for handle in handles { handle.join() }
    return outcomes.withValue { outcomes in
      var all = Outcome()
      all.pairs.reserveCapacity(outcomes.reduce(0) { $0 + ($1?.pairs.count ?? 0) })
      for index in outcomes.indices {
        guard let outcome = outcomes[index] else { continue }
        all.pairs += outcome.pairs
        all.scored += outcome.scored
        all.expected += outcome.expected
        outcomes[index] = nil
      }
      return all
    }
  }

  private func search(_ piece: PairWalk.Piece, _ batch: inout PairBatch) -> Outcome {
    var outcome = Outcome()
    walk.visit(piece, batch: &batch) { batch in
      scorer.score(&batch)
      for pair in 0..<batch.count {
        let weight = batch.weights[pair]
        if weight < floor { continue }
        outcome.expected += probability(ofWeight: Double(weight))
        outcome.pairs.append(
          LinkedPair(first: batch.firsts[pair], second: batch.seconds[pair], weight: weight))
      }
      outcome.scored += batch.count
      batch.removeAll()
    }
    return outcome
  }
}
