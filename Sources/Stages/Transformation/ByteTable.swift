/// A set of byte strings, each with its number in order of insertion, found without allocating.
struct ByteTable: Sendable {
  private struct Entry: BitwiseCopyable {
    var hash: UInt64
    var start: Int
    var length: Int
  }

  private var keys: [UInt8] = []
  private var entries: [Entry] = []
  /// The number of an entry plus one, or 0; at most half of the slots are taken.
  private var slots: [UInt32]
  /// Whether `A` to `Z` are the same as `a` to `z`.
  let ignoresASCIICase: Bool

  /// Creates an empty table for so many keys.
  init(capacity: Int, ignoresASCIICase: Bool = false) {
    var slotCount = 16
    while slotCount < capacity * 2 { slotCount *= 2 }
    slots = [UInt32](repeating: 0, count: slotCount)
    self.ignoresASCIICase = ignoresASCIICase
  }

  /// The number of keys.
  var count: Int { entries.count }

  /// Adds a key, or finds the equal one, and returns its number.
  mutating func insert(_ key: [UInt8]) -> Int {
    precondition(entries.count * 2 < slots.count, "a byte table is made for all of its keys")
    let found = find(key.span, start: 0, length: key.count)
    if found >= 0 { return found }
    let hash = hash(key.span, start: 0, length: key.count)
    entries.append(Entry(hash: hash, start: keys.count, length: key.count))
    for byte in key { keys.append(fold(byte)) }
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = UInt32(entries.count)
    return entries.count - 1
  }

  /// The number of the key that equals `length` bytes from `start` on, or -1.
  func find(_ bytes: Span<UInt8>, start: Int, length: Int) -> Int {
    let hash = hash(bytes, start: start, length: length)
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      let entry = entries[number]
      if entry.hash == hash, entry.length == length,
        isEqual(bytes, start: start, length: length, to: entry.start)
      {
        return number
      }
      slot = (slot + 1) & mask
    }
    return -1
  }

  private func isEqual(_ bytes: Span<UInt8>, start: Int, length: Int, to key: Int) -> Bool {
    for index in 0..<length where fold(bytes[start + index]) != keys[key + index] { return false }
    return true
  }

  /// FNV-1a of 64 bits, with its high bits mixed into the low ones that choose the slot.
  private func hash(_ bytes: Span<UInt8>, start: Int, length: Int) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in start..<start + length {
      hash = (hash ^ UInt64(fold(bytes[index]))) &* 0x100_0000_01B3
    }
    return hash ^ (hash >> 32)
  }

  @inline(__always) private func fold(_ byte: UInt8) -> UInt8 {
    ignoresASCIICase && byte &- 65 < 26 ? byte | 32 : byte
  }
}
