internal import Linkage
public import SQLite

/// A pair that people are to look at, or did.
public struct LinkReview: Sendable, Equatable {
  /// The records' ids.
  public var left, right: String
  /// How likely they are of one entity, as far as it was told.
  public var probability: Double?
  /// Why it was not decided by itself.
  public var reason: String
  /// `together`, `apart`, or none.
  public var decision: String?
}

/// Pairs for people.
extension LinkStore {
  /// All pairs, the likeliest first.
  public func reviews() throws(SQLiteError) -> [LinkReview] {
    guard try exists else { return [] }
    let statement = try connection.prepare(
      "SELECT left_id, right_id, probability, reason, decision FROM \(table("review")) "
        + "ORDER BY weight DESC, 1, 2")
    var reviews: [LinkReview] = []
    while try statement.step() {
      reviews.append(
        LinkReview(
          left: statement.string(at: 0) ?? "", right: statement.string(at: 1) ?? "",
          probability: statement.isNull(at: 2) ? nil : statement.double(at: 2),
          reason: statement.string(at: 3) ?? "", decision: statement.string(at: 4)))
    }
    return reviews
  }

  /// Removes pairs that nobody decided on and that nobody needs to look at any more: of one entity now, or
  /// of a record that is gone; or all, where all pairs were compared.
  func removeReviews(isWhole: Bool) throws(SQLiteError) {
    try connection.execute(
      "DELETE FROM \(table("review")) WHERE decision IS NULL" + (isWhole ? "" : settled))
  }

  /// Does so for the pairs of some records.
  func removeReviews(of ids: [[UInt8]]) throws {
    if ids.isEmpty { return }
    try bring("review", "left_id", ids)
    try bring("review", "right_id", ids)
    let others = try connection.prepare(
      "SELECT left_id, right_id FROM \(table("review")) WHERE left_id = ?1 OR right_id = ?1")
    var wanted: [[UInt8]] = []
    for id in ids {
      try others.bind(text: id.span, at: 1)
      while try others.step() {
        for column in 0..<2 { wanted.append(Array((others.string(at: column) ?? "").utf8)) }
      }
      others.reset()
    }
    try bring("cluster", "record_id", wanted)
    let statement = try connection.prepare(
      """
      DELETE FROM \(table("review")) WHERE decision IS NULL AND (left_id = ?1 OR right_id = ?1)\
      \(settled)
      """)
    for id in ids {
      try statement.bind(text: id.span, at: 1)
      try statement.run()
    }
  }

  private var settled: String {
    let one = "SELECT cluster_id FROM \(table("cluster")) WHERE record_id ="
    return " AND coalesce((\(one) left_id) = (\(one) right_id), 1)"
  }
}
