internal import Columnar
internal import Linkage
internal import Platform
internal import SQLite

/// Scores the pairs of a walk on several threads.
struct PairSearch: Sendable {
  let walk: PairWalk
  let scorer: PairScorer
  /// The weight from which on pairs are kept.
  let floor: Float
  let threads: Int

  /// What one piece gave.
  private struct Found {
    var pairs: [LinkedPair] = []
    var scored = 0
    var expected = 0.0
  }

  /// Scores what is not in a log yet; the log is the same for any number of threads.
  ///
  /// - Parameters:
  ///   - round: the round that the pairs belong to.
  ///   - log: keeps them.
  ///   - key: of all that the pairs are scored by.
  /// - Returns: how many pairs were scored by a former process.
  /// - Throws: what the system or the log's file refuses.
  func run(_ round: Int, into log: PairLog, key: UInt64) throws -> Int {
    let pieces = walk.pieces()
    let there = try log.begin(round, key: key)
    let orders = RuleOrders(
      walk, pieces.indices.filter { !there.contains($0) }.map { pieces[$0].rule })
    let next = Monitor(0)
    let done = Monitor<[(part: Int, found: Found)]>([])
    let work: @Sendable () -> Void = { [self] in
      var batch = PairBatch()
      while true {
        let index = next.withValue { value in
          while there.contains(value) { value += 1 }
          defer { value += 1 }
          return value
        }
        guard index < pieces.count else { return }
        let rule = pieces[index].rule
        let found = search(pieces[index], orders.records(of: rule), &batch)
        orders.finish(rule)
        // What is found waits for the log, which belongs to the thread that asked.
        done.wait { waiting in waiting.count < 2 * threads ? () : nil }
        done.withValue { $0.append((index, found)) }
      }
    }
    var handles: [ThreadHandle] = []
    for _ in 0..<max(1, threads) { handles.append(try ThreadHandle(work)) }
    var failure: (any Error)?
    for _ in 0..<pieces.indices.count(where: { !there.contains($0) }) {
      let (part, found) = done.wait { $0.isEmpty ? nil : $0.removeFirst() }
      if failure != nil { continue }
      do {
        try log.add(
          found.pairs, scored: found.scored, expected: found.expected, to: round, part: part,
          key: key)
      } catch { failure = error }
    }
    for handle in handles { handle.join() }
    if let failure { throw failure }
    return try log.scored(round, in: there)
  }

  private func search(
    _ piece: PairWalk.Piece, _ records: SpillArray<UInt32>, _ batch: inout PairBatch
  ) -> Found {
    var found = Found()
    walk.visit(piece, records: records, batch: &batch) { batch in
      scorer.score(&batch)
      for pair in 0..<batch.count {
        let weight = batch.weights[pair]
        if weight < floor { continue }
        found.expected += probability(ofWeight: Double(weight))
        found.pairs.append(
          LinkedPair(first: batch.firsts[pair], second: batch.seconds[pair], weight: weight))
      }
      found.scored += batch.count
      batch.removeAll()
    }
    found.pairs.sort(by: LinkedPair.precedes)
    return found
  }
}

/// The records of rules in their order, of each only while pieces of it are searched.
private final class RuleOrders: Sendable {
  private let walk: PairWalk
  private let orders: Monitor<[Int: (records: SpillArray<UInt32>, left: Int)]>

  /// Takes the rule of each piece that is to be searched.
  init(_ walk: PairWalk, _ rules: [Int]) {
    self.walk = walk
    orders = Monitor(
      Dictionary(rules.map { ($0, (SpillArray(), 1)) }) {
        ($0.records, $0.left + $1.left)
      })
  }

  func records(of rule: Int) -> SpillArray<UInt32> {
    orders.withValue { orders in
      if orders[rule]?.records.isEmpty == true {
        orders[rule]?.records = walk.indexes[rule].records()
      }
      return orders[rule]?.records ?? SpillArray()
    }
  }

  /// Tells that a piece of a rule is done.
  func finish(_ rule: Int) {
    orders.withValue { orders in
      orders[rule]?.left -= 1
      if orders[rule]?.left == 0 { orders[rule] = nil }
    }
  }
}
