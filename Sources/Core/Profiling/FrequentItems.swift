/// The most frequent of many short texts, in bounded memory: Misra–Gries counters with the purge by
/// median of Anderson and others (2017).
///
/// A count is at most ``error`` too small and never too large; a text that is missing occurs at most
/// ``error`` times. Summaries of parts can be merged.
public struct FrequentItems: Sendable {
  private static let slotCount = 512
  private static let most = 160
  /// The most bytes of a text that are kept; longer texts are told apart by their hashes.
  public static let byteLimit = 48

  /// For each slot of the hash table the number of its entry, from 1; 0 where it is free.
  private var slots = [UInt8](repeating: 0, count: slotCount)
  private var hashes: [UInt64] = []
  private var counts: [Int] = []
  private var lengths: [UInt8] = []
  /// ``byteLimit`` bytes an entry.
  private var bytes: [UInt8] = []
  /// By how much counts may be too small.
  public private(set) var error = 0

  /// Creates a summary of no texts.
  public init() {}

  /// Counts a text, once or as many times as it stands for.
  ///
  /// - Parameters:
  ///   - hash: the text's hash.
  ///   - range: where the text lies.
  ///   - text: the bytes around it.
  ///   - weight: how many times.
  @inline(__always)
  mutating func add(
    _ hash: UInt64, _ range: Range<Int>, of text: borrowing Span<UInt8>, weight: Int = 1
  ) {
    let slot = slot(of: hash)
    let entry = Int(slots[slot])
    if entry > 0 {
      counts[entry &- 1] &+= weight
    } else {
      enter(hash, slot, range, of: text, count: weight)
    }
  }

  /// The slot that holds a hash, or the free one where it belongs.
  @inline(__always)
  private func slot(of hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: hash) & (Self.slotCount &- 1)
    while slots[slot] != 0 && hashes[Int(slots[slot]) &- 1] != hash {
      slot = (slot &+ 1) & (Self.slotCount &- 1)
    }
    return slot
  }

  private mutating func enter(
    _ hash: UInt64, _ slot: Int, _ range: Range<Int>, of text: borrowing Span<UInt8>, count: Int
  ) {
    hashes.append(hash)
    counts.append(count)
    let length = min(range.count, Self.byteLimit)
    lengths.append(UInt8(length))
    for offset in 0..<length { bytes.append(text[range.lowerBound &+ offset]) }
    bytes.append(contentsOf: repeatElement(0, count: Self.byteLimit - length))
    slots[slot] = UInt8(hashes.count)
    if hashes.count > Self.most { purge() }
  }

  /// Takes the median count off all counters and drops those that come to nothing.
  private mutating func purge() {
    let median = counts.sorted()[counts.count / 2]
    error += median
    var kept = 0
    for entry in hashes.indices where counts[entry] > median {
      hashes[kept] = hashes[entry]
      counts[kept] = counts[entry] - median
      lengths[kept] = lengths[entry]
      if kept < entry {
        for offset in 0..<Self.byteLimit {
          bytes[kept &* Self.byteLimit &+ offset] = bytes[entry &* Self.byteLimit &+ offset]
        }
      }
      kept += 1
    }
    hashes.removeLast(hashes.count - kept)
    counts.removeLast(counts.count - kept)
    lengths.removeLast(lengths.count - kept)
    bytes.removeLast(bytes.count - kept * Self.byteLimit)
    for slot in slots.indices { slots[slot] = 0 }
    for entry in hashes.indices { slots[slot(of: hashes[entry])] = UInt8(entry + 1) }
  }

  /// Takes in the texts of another summary.
  public mutating func merge(_ other: FrequentItems) {
    error += other.error
    for entry in other.hashes.indices {
      let slot = slot(of: other.hashes[entry])
      if slots[slot] > 0 {
        counts[Int(slots[slot]) - 1] += other.counts[entry]
      } else {
        let start = entry * Self.byteLimit
        enter(
          other.hashes[entry], slot, start..<start + Int(other.lengths[entry]),
          of: other.bytes.span, count: other.counts[entry])
      }
    }
  }

  /// The number of different texts, or `nil` when some were dropped.
  public var distinctCount: Int? { error == 0 ? hashes.count : nil }

  /// The most frequent texts, most frequent first.
  public func top(_ limit: Int) -> [(text: String, count: Int)] {
    let found = hashes.indices.map { entry in
      let start = entry * Self.byteLimit
      var text = String(decoding: bytes[start..<start + Int(lengths[entry])], as: UTF8.self)
      if Int(lengths[entry]) == Self.byteLimit {
        while text.last == "\u{FFFD}" { text.removeLast() }
        text += "…"
      }
      return (text: text, count: counts[entry])
    }
    return Array(
      found.sorted { ($1.count, $0.text) < ($0.count, $1.text) }.prefix(limit))
  }
}
