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
    // A part is known by its number, so that it belongs to these pieces and no others.
    let key = pieces.reduce(key) { key, piece in
      RecordStore.mixed(
        RecordStore.mixed(key, UInt64(piece.rule)), UInt64(piece.places.upperBound))
    }
    let there = try log.begin(round, key: key)
    let rows = PieceRows(walk, scorer, pieces, without: there)
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
        let found = search(pieces[index], rows.rows(of: index), &batch)
        rows.finish(index)
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
    _ piece: PairWalk.Piece, _ rows: BlockRows, _ batch: inout PairBatch
  ) -> Found {
    var found = Found()
    walk.visit(piece, rows: rows, batch: &batch) { batch in
      scorer.score(&batch)
      for pair in 0..<batch.count {
        let weight = batch.weights[pair]
        if weight < floor { continue }
        found.expected += probability(ofWeight: Double(weight))
        let (first, second) = batch.records(of: pair)
        found.pairs.append(LinkedPair(first: first, second: second, weight: weight))
      }
      found.scored += batch.count
      batch.removeAll()
    }
    found.pairs.sort(by: LinkedPair.precedes)
    return found
  }
}
