public import Columnar

/// What may never be together in one cluster.
public struct Guards: Sendable {
  /// A day that must not lie after another of the same entity.
  public struct Order: Sendable {
    /// For each record its latest possible beginning, from 1970-01-01, or `Int32.min`.
    public var earlier: SpillArray<Int32>
    /// For each record the end that nothing may follow, or `Int32.max`.
    public var later: SpillArray<Int32>

    /// Creates an order.
    public init(earlier: SpillArray<Int32>, later: SpillArray<Int32>) {
      self.earlier = earlier
      self.later = later
    }
  }

  /// Fields of which a cluster has one value at most, by record; 0 for none.
  public var single: [CodeColumn] = []
  /// Fields of which no two records of a cluster have the same value; 0 for none.
  public var apart: [CodeColumn] = []
  /// Orders of days.
  public var orders: [Order] = []
  /// Patterns of levels that are never together: for each condition the levels per comparison, a bit
  /// each.
  public var never: [[(comparison: Int, levels: UInt16)]] = []

  /// For some records those that they are never together with.
  public private(set) var strangers: [UInt32: [UInt32]] = [:]

  /// Creates guards that allow everything.
  public init() {}

  /// Forbids two records to be of one entity.
  public mutating func forbid(_ pair: LinkedPair) {
    strangers[pair.first, default: []].append(pair.second)
    strangers[pair.second, default: []].append(pair.first)
  }

  /// Whether no condition has all its levels in a pattern.
  func allowsPattern(_ pattern: UInt64) -> Bool {
    never.allSatisfy { condition in
      !condition.allSatisfy { part in
        part.levels & 1 << UInt16(pattern >> UInt64(part.comparison * 4) & 15) != 0
      }
    }
  }
}
