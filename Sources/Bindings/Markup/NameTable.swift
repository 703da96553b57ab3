/// Numbers for the names of one parser, found by the addresses its dictionary gives them.
///
/// Open addressing over a table that is never more than half full.
struct NameTable {
  /// The most distinct names a document may have.
  static let limit = 1 << 16

  private struct Slot {
    var local: UInt
    var uri: UInt
    var number: UInt32
  }

  private static let free = Slot(local: 0, uri: 0, number: .max)
  private var slots = [Slot](repeating: free, count: 256)
  private var count = 0

  // SAFETY: addresses are compared and never followed.
  func find(_ local: UnsafePointer<UInt8>?, _ uri: UnsafePointer<UInt8>?) -> UInt32? {
    let first = UInt(bitPattern: local)
    let second = UInt(bitPattern: uri)
    let slot = slots[place(first, second)]
    return slot.number == .max ? nil : slot.number
  }

  /// Gives a name that is not there the next number.
  mutating func add(_ local: UnsafePointer<UInt8>?, _ uri: UnsafePointer<UInt8>?) -> UInt32 {
    if (count + 1) * 2 > slots.count { grow() }
    let slot = Slot(
      local: UInt(bitPattern: local), uri: UInt(bitPattern: uri), number: UInt32(count))
    slots[place(slot.local, slot.uri)] = slot
    count += 1
    return slot.number
  }

  /// The slot that holds the name, or the free one where it belongs.
  private func place(_ local: UInt, _ uri: UInt) -> Int {
    let mask = UInt(slots.count &- 1)
    var index = ((local ^ (uri &* 31)) &* 0x9E37_79B9_7F4A_7C15) >> 32 & mask
    while slots[Int(index)].number != .max,
      slots[Int(index)].local != local || slots[Int(index)].uri != uri
    {
      index = (index &+ 1) & mask
    }
    return Int(index)
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Self.free, count: old.count * 2)
    for slot in old where slot.number != .max { slots[place(slot.local, slot.uri)] = slot }
  }
}
