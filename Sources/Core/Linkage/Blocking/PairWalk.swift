internal import Columnar

/// Goes over the pairs of several rules, each pair once, in one fixed order.
public struct PairWalk: Sendable {
  /// The blocks of each rule.
  public let indexes: [BlockIndex]
  /// Records with the same number here are never compared; 0 for none.
  public var apart: [CodeColumn] = []
  /// Pairs of two records of one set are not compared, where records are linked across sets only.
  public var sets: [UInt8] = []
  /// Of two records that both were linked before, nothing new is to be told; empty for none.
  public var isStanding: [Bool] = []

  /// Creates a walk over the blocks of several rules.
  public init(_ indexes: [BlockIndex]) { self.indexes = indexes }

  /// A part of the walk: some blocks of one rule, or the first records of pairs of one large block.
  public struct Piece: Sendable {
    /// The rule's position.
    public var rule: Int
    /// The places of the first records.
    public var places: Range<Int>
  }

  /// Cuts the walk into pieces of about so many pairs, the same for any number of threads.
  public func pieces(pairs: Int = 500_000) -> [Piece] {
    var pieces: [Piece] = []
    for (rule, index) in indexes.enumerated() {
      var (start, place, sum) = (0, 0, 0)
      while place < index.placeCount {
        let next = index.end(ofPartAt: place, pairs: pairs)
        sum += (next - place) * index.reach(in: index.end(ofBlockAt: place) - place)
        place = next
        if sum >= pairs || place == index.placeCount {
          pieces.append(Piece(rule: rule, places: start..<place))
          (start, sum) = (place, 0)
        }
      }
    }
    return pieces
  }

  /// The places of all records of a piece's pairs.
  public func places(of piece: Piece) -> Range<Int> {
    let (index, last) = (indexes[piece.rule], piece.places.upperBound - 1)
    let end = index.reachEnd(of: last, in: index.end(ofBlockAt: last))
    return piece.places.lowerBound..<max(piece.places.upperBound, end)
  }

  /// Hands over the pairs of a piece, in batches of about so many.
  ///
  /// - Parameters:
  ///   - piece: a part of this walk.
  ///   - rows: those of the piece's rule, these places among them.
  ///   - batch: is filled.
  ///   - batchSize: how many pairs are gathered before the body is called.
  ///   - body: empties the batch.
  public func visit(
    _ piece: Piece, rows: BlockRows, batch: inout PairBatch, batchSize: Int = 2048,
    _ body: (inout PairBatch) -> Void
  ) {
    let (index, layout, words) = (indexes[piece.rule], rows.layout, rows.words)
    let (flags, apart) = (BlockRows.Layout.flags, BlockRows.Layout.apart)
    // The number that a place has in the batch, once it is there.
    var slots = [UInt32](repeating: .max, count: places(of: piece).count)
    var used: [Int] = []
    func add(_ place: Int, _ row: Int) -> UInt32 {
      let local = place - piece.places.lowerBound
      if slots[local] == .max {
        slots[local] = batch.add(words, row, layout)
        used.append(local)
      }
      return slots[local]
    }
    func flush() {
      body(&batch)
      for local in used { slots[local] = .max }
      used.removeAll(keepingCapacity: true)
    }
    var start = piece.places.lowerBound
    while start < piece.places.upperBound {
      let end = index.end(ofBlockAt: start)
      for place in start..<min(end, piece.places.upperBound) {
        let last = index.reachEnd(of: place, in: end)
        let first = (place - rows.start) * layout.width
        next: for other in place + 1..<max(place + 1, last) {
          let second = (other - rows.start) * layout.width
          if words[first + flags] & words[second + flags] & 1 != 0 { continue }
          if !sets.isEmpty, words[first + flags] >> 8 == words[second + flags] >> 8 { continue }
          for list in apart..<layout.earlier where words[first + list] != 0 {
            if words[first + list] == words[second + list] { continue next }
          }
          for earlier in 0..<piece.rule {
            let at = layout.earlier + earlier
            if indexes[earlier].holds(places: words[first + at], words[second + at]) {
              continue next
            }
          }
          batch.append(slots: add(place, first), add(other, second))
        }
        if batch.count >= batchSize { flush() }
      }
      start = end
    }
    if batch.count > 0 { flush() }
  }
}
