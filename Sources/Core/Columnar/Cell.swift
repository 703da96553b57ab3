/// Where a value's text lies in its chunk's bytes; ``null`` stands for no value.
@frozen public struct Cell: BitwiseCopyable, Sendable, Equatable {
  /// The offset of the first byte in the chunk's bytes.
  public var start: UInt32
  /// The number of bytes.
  public var length: UInt32

  /// Creates a cell over `length` bytes from `start` on.
  @inlinable public init(start: UInt32, length: UInt32) {
    self.start = start
    self.length = length
  }

  /// Creates a cell over a range of the chunk's bytes.
  ///
  /// - Parameter range: lies within the first 4 GiB, which a chunk never reaches.
  @inlinable public init(_ range: Range<Int>) {
    self.init(start: UInt32(truncatingIfNeeded: range.lowerBound), length: UInt32(range.count))
  }

  /// The cell that holds no value.
  ///
  /// An empty text is not null: it has a place and no length.
  @inlinable public static var null: Cell { Cell(start: .max, length: 0) }

  /// Whether there is no value.
  @inlinable public var isNull: Bool { start == .max }

  /// The bytes' range in the chunk's bytes, empty for a null.
  @inlinable public var range: Range<Int> {
    isNull ? 0..<0 : Int(start)..<Int(start) &+ Int(length)
  }
}
