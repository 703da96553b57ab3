/// A pair of records that may be of one entity.
public struct LinkedPair: BitwiseCopyable, Sendable, Equatable {
  /// The records, the smaller number first.
  public var first, second: UInt32
  /// The match weight in bits.
  public var weight: Float

  /// Creates a pair.
  public init(first: UInt32, second: UInt32, weight: Float) {
    self.first = first
    self.second = second
    self.weight = weight
  }

  /// The order in which pairs are joined: the surest first, then by record.
  public static func precedes(_ one: LinkedPair, _ other: LinkedPair) -> Bool {
    if one.weight != other.weight { return one.weight > other.weight }
    return one.first != other.first ? one.first < other.first : one.second < other.second
  }
}
