/// A set of places, a bit each.
struct PlaceSet: Sendable {
  private var words: [UInt64] = []

  /// Adds a place that is larger than all before.
  mutating func insert(_ place: Int) {
    while words.count <= place >> 6 { words.append(0) }
    words[place >> 6] |= 1 << UInt64(place & 63)
  }

  /// The smallest place after one, or none.
  @inline(__always) func next(after place: Int) -> Int? {
    var word = (place + 1) >> 6
    guard word < words.count else { return nil }
    var bits = words[word] & (~0 << UInt64((place + 1) & 63))
    while bits == 0 {
      word += 1
      guard word < words.count else { return nil }
      bits = words[word]
    }
    return word << 6 + bits.trailingZeroBitCount
  }

  /// Whether any place of a range is in the set.
  @inline(__always) func hasAny(in range: Range<Int>) -> Bool {
    guard let place = next(after: range.lowerBound - 1) else { return false }
    return place < range.upperBound
  }

  /// The ranges that begin at the places of the set, each up to the next.
  func ranges(to end: Int) -> some Sequence<Range<Int>> {
    sequence(state: next(after: -1)) { state -> Range<Int>? in
      guard let start = state else { return nil }
      state = next(after: start)
      return start..<(state ?? end)
    }
  }
}
