public import Columnar

/// Goes over the pairs of several rules, each pair once, in one fixed order.
public struct PairWalk: Sendable {
  /// The blocks of each rule.
  public let indexes: [BlockIndex]
  /// Records with the same number here are never compared; 0 for none.
  public var apart: [SpillArray<UInt32>] = []
  /// Pairs of two records of one set are not compared, where records are linked across sets only.
  public var sets: [UInt8] = []
  /// Of two records that both were linked before, nothing new is to be told; empty for none.
  public var isStanding: [Bool] = []

  /// Creates a walk over the blocks of several rules.
  public init(_ indexes: [BlockIndex]) { self.indexes = indexes }

  /// A part of the walk: some blocks of one rule.
  public struct Piece: Sendable {
    /// The rule's position.
    public var rule: Int
    /// The places of the blocks.
    var places: Range<Int>
  }

  /// Cuts the walk into pieces of about so many pairs, the same for any number of threads.
  public func pieces(pairs: Int = 500_000) -> [Piece] {
    var pieces: [Piece] = []
    for (rule, index) in indexes.enumerated() {
      var (start, place, sum) = (0, 0, 0)
      while place < index.placeCount {
        let end = index.end(ofBlockAt: place)
        sum += (end - place) * index.reach(in: end - place)
        place = end
        if sum >= pairs || place == index.placeCount {
          pieces.append(Piece(rule: rule, places: start..<place))
          (start, sum) = (place, 0)
        }
      }
    }
    return pieces
  }

  /// Hands over the pairs of a piece, in batches of about so many.
  ///
  /// - Parameters:
  ///   - piece: a part of this walk.
  ///   - records: those of the piece's rule in their order; see ``BlockIndex/records()``.
  ///   - batch: is filled.
  ///   - batchSize: how many pairs are gathered before the body is called.
  ///   - body: may empty the batch; what it leaves is kept and added to.
  public func visit(
    _ piece: Piece, records: SpillArray<UInt32>, batch: inout PairBatch, batchSize: Int = 2048,
    _ body: (inout PairBatch) -> Void
  ) {
    let index = indexes[piece.rule]
    // What tells the first record of pairs apart, looked up once.
    var values = [UInt32](repeating: 0, count: apart.count)
    var start = piece.places.lowerBound
    while start < piece.places.upperBound {
      let end = index.end(ofBlockAt: start)
      for place in start..<end {
        let first = records[place]
        let last = index.reachEnd(of: place, in: end)
        if place + 1 >= last { continue }
        for list in values.indices { values[list] = apart[list][Int(first)] }
        next: for other in place + 1..<last {
          let second = records[other]
          if !isStanding.isEmpty, isStanding[Int(first)], isStanding[Int(second)] { continue }
          if !sets.isEmpty && sets[Int(first)] == sets[Int(second)] { continue }
          for list in values.indices where values[list] != 0 {
            if values[list] == apart[list][Int(second)] { continue next }
          }
          for earlier in 0..<piece.rule where indexes[earlier].holds(first, second) {
            continue next
          }
          batch.append(min(first, second), max(first, second))
        }
        if batch.count >= batchSize { body(&batch) }
      }
      start = end
    }
    if batch.count > 0 { body(&batch) }
  }
}
