internal import Linkage
internal import Platform

/// The rows of the pieces that are searched: of a rule while its pieces are at hand, and in their order of a
/// stretch of them at a time.
final class PieceRows: Sendable {
  /// The most places of a stretch, unless a piece of a block that is not cut has more.
  private static let stretchPlaces = 1 << 17

  /// Pieces of one rule that lie behind each other.
  private struct Stretch {
    var rule: Int
    var places: Range<Int>
    /// How many of its pieces are not searched yet.
    var left: Int
    var section: BlockRows.Section?
    var rows: BlockRows?
  }

  private let walk: PairWalk
  private let scorer: PairScorer
  /// The stretch of each piece.
  private let stretchOf: [Int]
  private let stretches: Monitor<[Stretch]>

  /// Takes the pieces of a walk, of which some are not searched.
  init(_ walk: PairWalk, _ scorer: PairScorer, _ pieces: [PairWalk.Piece], without done: Set<Int>) {
    (self.walk, self.scorer) = (walk, scorer)
    var (stretches, stretchOf): ([Stretch], [Int]) = ([], [])
    for (index, piece) in pieces.enumerated() {
      let places = walk.places(of: piece)
      if let last = stretches.last, last.rule == piece.rule,
        places.upperBound - last.places.lowerBound <= Self.stretchPlaces
      {
        stretches[stretches.count - 1].places = last.places.lowerBound..<places.upperBound
      } else {
        stretches.append(Stretch(rule: piece.rule, places: places, left: 0))
      }
      if !done.contains(index) { stretches[stretches.count - 1].left += 1 }
      stretchOf.append(stretches.count - 1)
    }
    self.stretchOf = stretchOf
    self.stretches = Monitor(stretches)
  }

  /// The rows of a piece, and of others of its stretch.
  func rows(of piece: Int) -> BlockRows {
    let own = stretchOf[piece]
    return stretches.withValue { stretches in
      if let rows = stretches[own].rows { return rows }
      if stretches[own].section == nil { gather(stretches[own].rule, &stretches) }
      guard let section = stretches[own].section else {
        preconditionFailure("a piece that is searched lies in a stretch")
      }
      let rows = BlockRows(section)
      stretches[own].section = nil
      stretches[own].rows = rows
      return rows
    }
  }

  /// Gathers the rows of a rule's stretches in one go.
  private func gather(_ rule: Int, _ stretches: inout [Stretch]) {
    let own = stretches.indices.filter { stretches[$0].rule == rule && stretches[$0].left > 0 }
    let sections = walk.sections(of: rule, own.map { stretches[$0].places }, scorer: scorer)
    for (index, section) in zip(own, sections) { stretches[index].section = section }
  }

  /// Tells that a piece is searched.
  func finish(_ piece: Int) {
    let own = stretchOf[piece]
    stretches.withValue { stretches in
      stretches[own].left -= 1
      if stretches[own].left == 0 { stretches[own].rows = nil }
    }
  }
}
