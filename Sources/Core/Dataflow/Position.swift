/// Where reading stands in a unit: all that a later process needs to go on from here.
public struct Position: Sendable, Equatable {
  /// The offset of the next record's first byte in the unit's content.
  public var offset: Int64
  /// The number of records before it.
  public var record: Int64
  /// The line it begins on, from 1.
  public var line: Int64
  /// What the format's reader needs besides (the open elements of an XML document); often empty.
  public var context: [UInt8]
  /// What the byte stream needs to get near `offset` without reading all before it; may be empty.
  public var streamState: [UInt8]

  /// Creates a position; without arguments it is the beginning of a unit.
  public init(
    offset: Int64 = 0, record: Int64 = 0, line: Int64 = 1, context: [UInt8] = [],
    streamState: [UInt8] = []
  ) {
    self.offset = offset
    self.record = record
    self.line = line
    self.context = context
    self.streamState = streamState
  }
}
