/// The most frequent of many short texts, in bounded memory: Misra–Gries counters with the purge by
/// median of Anderson and others (2017).
///
/// A count is at most ``error`` too small and never too large; a text that is missing occurs at most
/// ``error`` times. Summaries of parts can be merged.
public struct FrequentItems: Sendable {
  private static let slotCount = 256
  private static let most = 160
  /// The most bytes of a text that are kept; longer texts are told apart by their hashes.
  public static let byteLimit = 48

  private var hashes = [UInt64](repeating: 0, count: slotCount)
  private var counts = [Int](repeating: 0, count: slotCount)
  private var lengths = [UInt8](repeating: 0, count: slotCount)
  private var bytes = [UInt8](repeating: 0, count: slotCount * byteLimit)
  private var used = 0
  /// By how much counts may be too small.
  public private(set) var error = 0

  /// Creates a summary of no texts.
  public init() {}

  /// Counts a text once more.
  ///
  /// - Parameters:
  ///   - hash: the text's hash.
  ///   - range: where the text lies.
  ///   - text: the bytes around it.
  @inline(__always)
  mutating func add(_ hash: UInt64, _ range: Range<Int>, of text: borrowing Span<UInt8>) {
    let slot = slot(of: hash)
    counts[slot] &+= 1
    guard counts[slot] == 1 else { return }
    enter(hash, slot, range, of: text)
  }

  private mutating func enter(
    _ hash: UInt64, _ slot: Int, _ range: Range<Int>, of text: borrowing Span<UInt8>
  ) {
    hashes[slot] = hash
    let length = min(range.count, Self.byteLimit)
    lengths[slot] = UInt8(length)
    for offset in 0..<length {
      bytes[slot &* Self.byteLimit &+ offset] = text[range.lowerBound &+ offset]
    }
    used += 1
    if used > Self.most { purge() }
  }

  /// The slot that holds a hash, or the free one where it belongs.
  @inline(__always)
  private func slot(of hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: hash) & (Self.slotCount &- 1)
    while counts[slot] != 0 && hashes[slot] != hash { slot = (slot &+ 1) & (Self.slotCount &- 1) }
    return slot
  }

  /// Takes the median count off all counters and drops those that come to nothing.
  private mutating func purge() {
    let median = counts.filter { $0 > 0 }.sorted()[used / 2]
    let old = self
    self = FrequentItems()
    error = old.error + median
    for slot in 0..<Self.slotCount where old.counts[slot] > median {
      move(slot, of: old, count: old.counts[slot] - median)
    }
  }

  private mutating func move(_ slot: Int, of other: FrequentItems, count: Int) {
    let target = self.slot(of: other.hashes[slot])
    if counts[target] == 0 {
      let start = slot * Self.byteLimit
      counts[target] = count
      enter(
        other.hashes[slot], target, start..<start + Int(other.lengths[slot]), of: other.bytes.span)
    } else {
      counts[target] += count
    }
  }

  /// Takes in the texts of another summary.
  public mutating func merge(_ other: FrequentItems) {
    error += other.error
    for slot in 0..<Self.slotCount where other.counts[slot] > 0 {
      move(slot, of: other, count: other.counts[slot])
    }
  }

  /// The number of different texts, or `nil` when some were dropped.
  public var distinctCount: Int? { error == 0 ? used : nil }

  /// The most frequent texts, most frequent first.
  public func top(_ limit: Int) -> [(text: String, count: Int)] {
    let found = (0..<Self.slotCount).filter { counts[$0] > 0 }.map { slot in
      let start = slot * Self.byteLimit
      var text = String(
        decoding: bytes[start..<start + Int(lengths[slot])], as: UTF8.self)
      if Int(lengths[slot]) == Self.byteLimit {
        while text.last == "\u{FFFD}" { text.removeLast() }
        text += "…"
      }
      return (text: text, count: counts[slot])
    }
    return Array(
      found.sorted { ($1.count, $0.text) < ($0.count, $1.text) }.prefix(limit))
  }
}
