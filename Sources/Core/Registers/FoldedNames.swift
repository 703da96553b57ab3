/// Comparison keys, each with a number in order of insertion, found by their bytes.
struct FoldedNames: Sendable {
  static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  private var bytes: [UInt8] = []
  private var ends: [Int32] = []
  private var hashes: [UInt64] = []
  /// A name's number plus one, or 0; at most half of the slots are taken.
  private var slots: [UInt16]

  /// Creates an empty table for so many names, at most 32,767.
  init(capacity: Int) {
    var count = 16
    while count < capacity * 2 { count *= 2 }
    slots = [UInt16](repeating: 0, count: count)
  }

  var count: Int { ends.count }

  /// Adds a name, or finds the equal one, and returns its number.
  mutating func insert(_ name: [UInt8]) -> Int32 {
    let hash = Self.hash(0..<name.count, of: name.span)
    let found = find(0..<name.count, of: name.span, hash: hash)
    if found >= 0 { return found }
    precondition(ends.count * 2 < slots.count, "the table of names has room for all of them")
    bytes.append(contentsOf: name)
    ends.append(Int32(bytes.count))
    hashes.append(hash)
    var slot = Int(truncatingIfNeeded: hash ^ hash &>> 32) & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = UInt16(ends.count)
    return Int32(ends.count - 1)
  }

  /// The number of the name in a range of bytes, or -1.
  @inline(__always) func find(_ range: Range<Int>, of text: Span<UInt8>, hash: UInt64) -> Int32 {
    var slot = Int(truncatingIfNeeded: hash ^ hash &>> 32) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if hashes[number] == hash && isEqual(range, of: text, to: number) { return Int32(number) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return -1
  }

  private func isEqual(_ range: Range<Int>, of text: Span<UInt8>, to number: Int) -> Bool {
    let start = number == 0 ? 0 : Int(ends[number - 1])
    guard Int(ends[number]) - start == range.count else { return false }
    for offset in 0..<range.count where text[range.lowerBound + offset] != bytes[start + offset] {
      return false
    }
    return true
  }

  /// FNV-1a of 64 bits; a name's hash is that of its words with blanks between them.
  @inline(__always) static func hash(
    _ range: Range<Int>, of text: Span<UInt8>, from seed: UInt64 = seed
  ) -> UInt64 {
    var hash = seed
    for index in range { hash = (hash ^ UInt64(text[index])) &* 0x100_0000_01B3 }
    return hash
  }

  /// Writes a comparison key without tones and with its letters' bases.
  static func dropMarks(_ range: Range<Int>, of key: Span<UInt8>, into bare: inout [UInt8]) {
    bare.removeAll(keepingCapacity: true)
    var index = range.lowerBound
    while index < range.upperBound {
      let base = Self.base(index, of: key, range.upperBound)
      if base.letter != 0 { bare.append(base.letter) }
      index += base.length
    }
  }

  /// The base letter at a place of a comparison key, 0 for a tone, and the bytes it has there.
  @inline(__always) static func base(
    _ index: Int, of key: Span<UInt8>, _ limit: Int
  ) -> (letter: UInt8, length: Int) {
    let byte = key[index]
    if byte < 0x80 || index + 1 >= limit { return (byte, 1) }
    switch (byte, key[index + 1]) {
    case (0xCC, _): return (0, 2)
    case (0xC4, 0x83), (0xC3, 0xA2): return (UInt8(ascii: "a"), 2)
    case (0xC4, 0x91): return (UInt8(ascii: "d"), 2)
    case (0xC3, 0xAA): return (UInt8(ascii: "e"), 2)
    case (0xC3, 0xB4), (0xC6, 0xA1): return (UInt8(ascii: "o"), 2)
    case (0xC6, 0xB0): return (UInt8(ascii: "u"), 2)
    default: return (byte, 1)
    }
  }
}
