/// Where a row came from: its record in the unit, and the record's bytes in the chunk.
@frozen public struct RowOrigin: BitwiseCopyable, Sendable, Equatable {
  /// The record's number in its unit, from 1.
  public var record: Int64
  /// The line the record begins on, from 1; 0 where lines mean nothing.
  public var line: Int64
  /// The offset of the record's first byte in the unit's content.
  public var offset: Int64
  /// The record as it was read, in the chunk's bytes.
  public var raw: Cell
  /// The row of the parent chunk that this row belongs to; 0 in a chunk without parent.
  public var parent: UInt32

  /// Creates an origin.
  @inlinable public init(record: Int64, line: Int64, offset: Int64, raw: Cell, parent: UInt32 = 0) {
    self.record = record
    self.line = line
    self.offset = offset
    self.raw = raw
    self.parent = parent
  }
}

/// What has been decided about a row so far.
public enum RowState: UInt8, Sendable, BitwiseCopyable {
  /// It goes on to the next step, and in the end to the table.
  case live
  /// A `filter` step left it out.
  case filtered
  /// It repeats a row that is already there.
  case duplicate
  /// A rule or the format refused it.
  case rejected
}
