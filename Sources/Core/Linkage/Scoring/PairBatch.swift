/// Pairs of records that are scored together.
public struct PairBatch: Sendable {
  /// The records of the pairs.
  private(set) var records: [UInt32] = []
  /// The codes of all comparisons for each of ``records``, as far as they were looked up.
  var codes: [UInt32] = []
  /// The first and the second of each pair, by position in ``records``.
  private(set) var (firsts, seconds): ([UInt32], [UInt32]) = ([], [])
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

  /// The records of a pair, the smaller number first.
  public func records(of pair: Int) -> (first: UInt32, second: UInt32) {
    let (one, other) = (records[Int(firsts[pair])], records[Int(seconds[pair])])
    return (min(one, other), max(one, other))
  }

  /// Adds a pair of records.
  public mutating func append(_ first: UInt32, _ second: UInt32) {
    // Pairs come with the same record first several times.
    let isSame = firsts.last.map { records[Int($0)] == first } ?? false
    let slot = isSame ? firsts[firsts.count - 1] : UInt32(records.count)
    if !isSame { records.append(first) }
    append(slots: slot, UInt32(records.count))
    records.append(second)
  }

  /// Adds the record of a row.
  ///
  /// - Returns: its number in the batch.
  mutating func add(_ words: [UInt32], _ row: Int, _ layout: BlockRows.Layout) -> UInt32 {
    records.append(words[row + BlockRows.Layout.record])
    codes.append(contentsOf: words[row + layout.codes..<row + layout.width])
    return UInt32(records.count - 1)
  }

  /// Adds a pair of records that are there.
  @inline(__always) mutating func append(slots first: UInt32, _ second: UInt32) {
    firsts.append(first)
    seconds.append(second)
  }

  /// Removes all pairs; what was remembered of values stays.
  public mutating func removeAll() {
    firsts.removeAll(keepingCapacity: true)
    seconds.removeAll(keepingCapacity: true)
    records.removeAll(keepingCapacity: true)
    codes.removeAll(keepingCapacity: true)
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
