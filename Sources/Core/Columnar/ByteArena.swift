/// The bytes that a chunk's cells point into: what was read, followed by what was made of it.
///
/// Bytes are only ever appended, so a cell stays true until ``removeAll()``, and what was read is
/// still there, untouched, when a record is refused. Kernels that write many values reserve room
/// once, work on `storage.mutableSpan` and set ``count`` at the end.
public struct ByteArena: Sendable {
  /// The room; its `count` is the capacity, and only the first ``count`` bytes mean anything.
  public var storage: [UInt8]
  /// The number of bytes in use.
  public var count: Int
  /// The end of bytes that were read in another encoding; a cell that still lies before it is ASCII.
  public private(set) var foreignCount = 0

  /// Creates an arena with room for `capacity` bytes.
  public init(capacity: Int = 0) {
    storage = [UInt8](repeating: 0, count: capacity)
    count = 0
  }

  /// The number of bytes there is room for without growing.
  public var capacity: Int { storage.count }

  /// Forgets all bytes and keeps the room.
  public mutating func removeAll() {
    count = 0
    foreignCount = 0
  }

  /// Notes that of all bytes so far cells use ASCII only, because the others were decoded to bytes
  /// behind these.
  public mutating func markForeign(before end: Int) {
    precondition(end <= count, "the bytes are in use")
    foreignCount = end
  }

  /// Makes room for at least `additional` more bytes, growing by half at a time.
  public mutating func reserve(_ additional: Int) {
    let needed = count + additional
    guard needed > storage.count else { return }
    let capacity = max(needed, storage.count + storage.count / 2)
    storage.reserveCapacity(capacity)
    storage.append(contentsOf: repeatElement(0, count: capacity - storage.count))
  }

  /// Appends a copy of `bytes` and says where they are now.
  @discardableResult
  public mutating func append(_ bytes: Span<UInt8>) -> Cell {
    reserve(bytes.count)
    let start = count
    var room = storage.mutableSpan
    for index in bytes.indices {
      room[start &+ index] = bytes[index]
    }
    count = start + bytes.count
    return Cell(start..<count)
  }

  /// Appends a copy of `bytes` and says where they are now.
  @discardableResult
  public mutating func append(_ bytes: [UInt8]) -> Cell { append(bytes.span) }

  /// Decodes a cell as UTF-8, with U+FFFD for what is not; for people and tests, not for loops.
  public func string(_ cell: Cell) -> String? {
    cell.isNull ? nil : String(decoding: storage[cell.range], as: UTF8.self)
  }
}
