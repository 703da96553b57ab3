public import Columnar

/// Distinct texts, each with a number from 1 in order of insertion; 0 stands for no value.
public struct ValueTable: Sendable {
  /// The bytes of all values, one behind the other.
  private(set) var bytes: SpillArray<UInt8>
  private(set) var ends: SpillArray<UInt32>
  /// How many records have each value; slot 0 counts those without one.
  private(set) var counts: SpillArray<UInt32>
  /// Where numbers lie by the hashes of their texts; none while nothing is looked up.
  private var slots: SpillArray<UInt32>

  /// Creates an empty table.
  public init(in space: any SpillSpace = MemorySpace.shared) {
    bytes = SpillArray(in: space)
    ends = SpillArray(repeating: 0, count: 1, in: space)
    counts = ends
    slots = SpillArray(in: space)
  }

  /// Where it lies.
  var space: any SpillSpace { bytes.space }

  /// The largest number given.
  public var last: Int { ends.count - 1 }

  /// Finds or adds the text in a range of bytes and counts it; an empty text is no value.
  public mutating func insert(_ text: [UInt8], in range: Range<Int>, isCounted: Bool = true)
    -> UInt32
  {
    if range.isEmpty {
      if isCounted { counts[0] &+= 1 }
      return 0
    }
    if ends.count * 2 > slots.count { grow() }
    var slot = Int(truncatingIfNeeded: contentHash(text, in: range)) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot])
      if isEqual(text, range, to: number) {
        if isCounted { counts[number] &+= 1 }
        return UInt32(number)
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    bytes.append(text, in: range)
    ends.append(UInt32(bytes.count))
    counts.append(isCounted ? 1 : 0)
    slots[slot] = UInt32(ends.count - 1)
    return UInt32(ends.count - 1)
  }

  /// Frees what finding texts takes; where one is inserted later, it is made anew.
  public mutating func close() { slots = SpillArray(in: space) }

  /// Takes over the values of another table with their counts.
  ///
  /// - Returns: the number that each of its values has here.
  public mutating func insert(_ other: ValueTable) -> [UInt32] {
    counts[0] &+= other.counts[0]
    var numbers: [UInt32] = [0]
    numbers.reserveCapacity(other.ends.count)
    var text: [UInt8] = []
    for number in 1..<UInt32(max(1, other.ends.count)) {
      text.removeAll(keepingCapacity: true)
      other.appendText(of: number, to: &text)
      let own = insert(text, in: text.indices, isCounted: false)
      counts[Int(own)] &+= other.counts[Int(number)]
      numbers.append(own)
    }
    return numbers
  }

  /// The table with each value written otherwise; values that become the same are counted together.
  ///
  /// - Parameter rewrite: is given a value and writes it to an empty array; nothing for no value.
  /// - Returns: the table, and the number that each value has there.
  func rewritten(
    _ rewrite: (Span<UInt8>, inout [UInt8]) -> Void
  ) -> (table: ValueTable, numbers: [UInt32]) {
    var other = ValueTable(in: space)
    other.counts[0] = counts[0]
    var numbers: [UInt32] = [0]
    numbers.reserveCapacity(ends.count)
    var text: [UInt8] = []
    for number in 1..<UInt32(max(1, ends.count)) {
      text.removeAll(keepingCapacity: true)
      bytes.withSpan(range(of: number)) { rewrite($0, &text) }
      let new = other.insert(text, in: 0..<text.count, isCounted: false)
      other.counts[Int(new)] &+= counts[Int(number)]
      numbers.append(new)
    }
    return (other, numbers)
  }

  /// A hash of a value's text, of 63 bits, so that databases hold it in order; 0 for 0.
  @inline(__always) public func hash(of number: UInt32) -> UInt64 {
    number == 0 ? 0 : (contentHash(bytes, in: range(of: number)) | 1) & UInt64(Int64.max)
  }

  /// The number of a text that is there, or 0.
  public func find(_ text: [UInt8]) -> UInt32 { find(text, in: 0..<text.count) }

  func find(_ text: [UInt8], in range: Range<Int>) -> UInt32 {
    if range.isEmpty || last == 0 { return 0 }
    precondition(!slots.isEmpty, "nothing is looked up in a closed table")
    var slot = Int(truncatingIfNeeded: contentHash(text, in: range)) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot])
      if isEqual(text, range, to: number) { return UInt32(number) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return 0
  }

  /// Where a value lies in ``bytes``; empty for 0.
  @inline(__always) func range(of number: UInt32) -> Range<Int> {
    number == 0 ? 0..<0 : Int(ends[Int(number) - 1])..<Int(ends[Int(number)])
  }

  /// How many bytes a value has.
  public func length(of number: UInt32) -> Int { range(of: number).count }

  /// Adds the bytes of a value to others.
  public func appendText(of number: UInt32, to other: inout [UInt8]) {
    bytes.withSpan(range(of: number)) { text in
      for place in text.indices { other.append(text[place]) }
    }
  }

  /// The bytes of a value.
  public func text(of number: UInt32) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(length(of: number))
    appendText(of: number, to: &text)
    return text
  }

  /// Whether the bytes of one value come before those of another.
  public func precedes(_ one: UInt32, _ other: UInt32) -> Bool {
    bytes[range(of: one)].lexicographicallyPrecedes(bytes[range(of: other)])
  }

  private func isEqual(_ text: [UInt8], _ range: Range<Int>, to number: Int) -> Bool {
    let start = Int(ends[number - 1])
    guard Int(ends[number]) - start == range.count else { return false }
    // Ids and numbers differ in their last figures.
    for offset in (0..<range.count).reversed()
    where text[range.lowerBound + offset] != bytes[start + offset] {
      return false
    }
    return true
  }

  private mutating func grow() {
    var size = max(64, slots.count)
    while ends.count * 2 > size { size *= 2 }
    var wider = SpillArray<UInt32>(repeating: 0, count: size, in: space)
    for number in 1..<ends.count {
      let hash = contentHash(bytes, in: range(of: UInt32(number)))
      var slot = Int(truncatingIfNeeded: hash) & (wider.count - 1)
      while wider[slot] != 0 { slot = (slot + 1) & (wider.count - 1) }
      wider[slot] = UInt32(number)
    }
    slots = wider
  }
}
