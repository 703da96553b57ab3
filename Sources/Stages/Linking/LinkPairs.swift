public import Linkage
public import SQLite

/// The pairs at or over the weight for review that a linkage came to, in a file.
public final class LinkPairs {
  private let log: PairLog
  private let round: Int

  init(_ log: PairLog, round: Int) {
    self.log = log
    self.round = round
  }

  /// How many there are.
  public var count: Int { get throws(SQLiteError) { try log.totals(round).kept } }

  /// Hands over the pairs, the surest first, until `body` wants no more.
  public func visitInOrder(_ body: (LinkedPair) -> Bool) throws(SQLiteError) {
    try log.visitInOrder(round, body)
  }
}
