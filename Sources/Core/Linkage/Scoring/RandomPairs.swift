/// Pairs of records drawn at random, the same ones each time.
public struct RandomPairs: Sendable {
  private var state: UInt64

  /// Creates a source of pairs.
  public init(seed: UInt64 = 0x5DEE_CE66_D1CE_4E5B) { state = seed }

  /// A number from 0 to below `count`.
  public mutating func next(below count: Int) -> Int {
    // xorshift64*, S. Vigna.
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return Int(((state &* 0x2545_F491_4F6C_DD1D).multipliedFullWidth(by: UInt64(count))).high)
  }

  /// Adds so many pairs of different records to a batch.
  public mutating func draw(_ pairs: Int, of count: Int, into batch: inout PairBatch) {
    guard count > 1 else { return }
    for _ in 0..<pairs {
      let first = next(below: count)
      let second = next(below: count - 1)
      batch.append(UInt32(first), UInt32(second >= first ? second + 1 : second))
    }
  }
}
