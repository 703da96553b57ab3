/// One named field of every row of a chunk.
public struct Column: Sendable {
  /// The field's name, unique in its chunk.
  public var name: String
  /// What ``values`` holds.
  public var type: ColumnType
  /// One cell a row: the value's text in the chunk's bytes, or null.
  public var cells: [Cell]
  /// One slot a row when ``ColumnType/hasValues``, else empty; the slot of a null row is undefined.
  public var values: [Int64]
  /// One a row where cells are set in fonts of legacy encodings, as a source numbers them, 0 for none;
  /// else empty.
  public var fonts: [UInt8]

  /// Creates an empty column.
  public init(name: String, type: ColumnType = .text) {
    self.name = name
    self.type = type
    cells = []
    values = []
    fonts = []
  }

  /// Removes all rows, keeps the storage, and turns the column back to plain text.
  public mutating func removeAll() {
    type = .text
    cells.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    fonts.removeAll(keepingCapacity: true)
  }
}
