/// A fixed set of texts that cells are looked up in by their bytes.
public struct ByteSet: Sendable, Equatable {
  /// The number of texts.
  public let count: Int
  /// All texts, one after the other, and where each begins; one more entry for the end.
  private let text: [UInt8]
  private let starts: [Int]
  /// A power of two of slots: the index of a text, or -1.
  private let slots: [Int32]
  /// Bit `min(length, 63)` is set for each length there is.
  private let lengths: UInt64

  /// Creates a set; a text that occurs twice keeps its first index.
  public init(_ texts: some Sequence<String>) {
    var text: [UInt8] = []
    var starts = [0]
    var lengths: UInt64 = 0
    for entry in texts {
      let bytes = Array(entry.utf8)
      text += bytes
      starts.append(text.count)
      lengths |= 1 << UInt64(min(bytes.count, 63))
    }
    count = starts.count - 1
    var size = 4
    while size < count * 4 { size *= 2 }
    var slots = [Int32](repeating: -1, count: size)
    for index in 0..<count {
      let range = starts[index]..<starts[index + 1]
      var slot = ByteSet.quickHash(range, text.span) & (size - 1)
      while slots[slot] >= 0 {
        let other = Int(slots[slot])
        if text[starts[other]..<starts[other + 1]] == text[range] { break }
        slot = (slot + 1) & (size - 1)
      }
      if slots[slot] < 0 { slots[slot] = Int32(index) }
    }
    self.text = text
    self.starts = starts
    self.slots = slots
    self.lengths = lengths
  }

  /// Spreads short texts well enough and touches each byte once.
  @inline(__always)
  private static func quickHash(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) -> Int {
    var state: UInt32 = 0x811C_9DC5
    for index in range { state = (state ^ UInt32(bytes[index])) &* 0x0100_0193 }
    return Int(state ^ state >> 15)
  }

  /// The index of the text equal to a range of `bytes`, or -1.
  @inline(__always)
  func index(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) -> Int {
    if lengths & (1 << UInt64(truncatingIfNeeded: min(range.count, 63))) == 0 { return -1 }
    let mask = slots.count &- 1
    var slot = ByteSet.quickHash(range, bytes) & mask
    while true {
      let found = Int(slots[slot])
      if found < 0 { return -1 }
      let start = starts[found]
      if starts[found &+ 1] &- start == range.count {
        var offset = 0
        while offset < range.count && text[start &+ offset] == bytes[range.lowerBound &+ offset] {
          offset &+= 1
        }
        if offset == range.count { return found }
      }
      slot = (slot &+ 1) & mask
    }
  }

  /// The index of a text, or `nil`.
  public func index(of text: String) -> Int? {
    let bytes = Array(text.utf8)
    let found = index(0..<bytes.count, bytes.span)
    return found < 0 ? nil : found
  }

  /// Whether the empty text is the only member.
  private var holdsEmptyOnly: Bool { lengths == 1 && count > 0 }

  /// Turns every cell whose text is in the set into null.
  ///
  /// Cells among which there is none are not touched, so that they are not copied where they are shared.
  public func empty(_ cells: inout [Cell], in arena: ByteArena) {
    if count == 0 { return }
    let bytes = arena.storage.span
    let first = firstMember(of: cells.span, bytes)
    guard first < cells.count else { return }
    var cells = cells.mutableSpan
    for row in first..<cells.count where isMember(cells[row], bytes) { cells[row] = .null }
  }

  /// The row of the first cell in the set, or the number of cells.
  private func firstMember(of cells: Span<Cell>, _ bytes: Span<UInt8>) -> Int {
    var row = 0
    while row < cells.count && !isMember(cells[row], bytes) { row += 1 }
    return row
  }

  private func isMember(_ cell: Cell, _ bytes: Span<UInt8>) -> Bool {
    if cell.isNull { return false }
    return holdsEmptyOnly ? cell.length == 0 : index(cell.range, bytes) >= 0
  }

  /// Appends the rows whose cell is neither null nor in the set, ascending.
  public func findOthers(_ cells: [Cell], in arena: ByteArena, into rows: inout [UInt32]) {
    let cells = cells.span
    let bytes = arena.storage.span
    for row in cells.indices {
      let cell = cells[row]
      if !cell.isNull && index(cell.range, bytes) < 0 {
        rows.append(UInt32(truncatingIfNeeded: row))
      }
    }
  }

  /// The index of each cell's text, or -1 for one that is null or not in the set.
  public func indices(of cells: [Cell], in arena: ByteArena, into indices: inout [Int32]) {
    let cells = cells.span
    let bytes = arena.storage.span
    for row in cells.indices {
      let found = cells[row].isNull ? -1 : index(cells[row].range, bytes)
      indices.append(Int32(truncatingIfNeeded: found))
    }
  }

  /// Gives every cell whose text is in the set the text of the same index in `replacements`.
  public func replace(
    _ cells: inout [Cell], with replacements: [String], bytes arena: inout ByteArena
  ) {
    precondition(replacements.count >= count, "every member needs a replacement")
    let targets = replacements.map { arena.append(Array($0.utf8)) }
    let bytes = arena.storage.span
    var cells = cells.mutableSpan
    for row in cells.indices where !cells[row].isNull {
      let found = index(cells[row].range, bytes)
      if found >= 0 { cells[row] = targets[found] }
    }
  }
}
