/// Pairs of records that are scored together.
public struct PairBatch: Sendable {
  /// The first record of each pair.
  public internal(set) var firsts: [UInt32] = []
  /// The second record of each pair.
  public internal(set) var seconds: [UInt32] = []
  /// The match weights in bits, once scored.
  public internal(set) var weights: [Float] = []
  /// The levels, four bits a comparison, once scored.
  public internal(set) var patterns: [UInt64] = []
  /// One a pair, of the group that is summed.
  var groupSums: [Float] = []
  /// For each comparison the outcomes of costly comparisons, by the pair of values.
  var memos: [LevelMemo] = []

  /// Creates an empty batch.
  public init() {}

  /// The number of pairs.
  public var count: Int { firsts.count }

  /// Adds a pair.
  @inline(__always) public mutating func append(_ first: UInt32, _ second: UInt32) {
    firsts.append(first)
    seconds.append(second)
  }

  /// Removes all pairs; what was remembered of values stays.
  public mutating func removeAll() {
    firsts.removeAll(keepingCapacity: true)
    seconds.removeAll(keepingCapacity: true)
  }

  mutating func begin(memos count: Int) {
    while memos.count < count { memos.append(LevelMemo()) }
    weights.removeAll(keepingCapacity: true)
    patterns.removeAll(keepingCapacity: true)
    patterns.append(contentsOf: repeatElement(0, count: firsts.count))
  }
}

/// Remembers the levels of pairs of values; a slot forgets when another pair wants it.
struct LevelMemo: Sendable {
  private static let slots = 1 << 15
  private var keys: [UInt64] = []
  private var levels: [UInt8] = []

  @inline(__always)
  mutating func level(_ a: UInt32, _ b: UInt32, _ compare: (UInt32, UInt32) -> UInt8) -> UInt8 {
    if keys.isEmpty {
      keys = Array(repeating: 0, count: Self.slots)
      levels = Array(repeating: 0, count: Self.slots)
    }
    let (low, high) = a < b ? (a, b) : (b, a)
    let key = UInt64(high) << 32 | UInt64(low)
    let slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40) & (Self.slots - 1)
    if keys[slot] == key { return levels[slot] }
    let level = compare(low, high)
    keys[slot] = key
    levels[slot] = level
    return level
  }
}
