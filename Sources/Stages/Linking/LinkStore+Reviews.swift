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

  /// The clusters as CSV.
  public func clusterTable() throws(SQLiteError) -> String {
    guard try exists else { return "" }
    let statement = try connection.prepare(
      "SELECT record_id, cluster_id FROM \(table("cluster")) ORDER BY 1")
    var bytes = Array("record_id,cluster_id\n".utf8)
    while try statement.step() {
      statement.appendText(at: 0, to: &bytes)
      bytes.append(0x2C)
      statement.appendText(at: 1, to: &bytes)
      bytes.append(0x0A)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
