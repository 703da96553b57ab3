public import Columnar

/// A record field by field, as it was read or as a person corrected it: before any step.
public struct RecordFields: Sendable, Equatable {
  /// One field.
  public struct Field: Sendable, Equatable {
    /// The field's name.
    public var name: String
    /// Its text, or `nil` where the record has none.
    public var value: String?
    /// The font it is set in, as a source numbers them; 0 for none.
    public var font: UInt8
    /// Whether a person typed it.
    public var isTyped: Bool

    /// Creates a field.
    public init(_ name: String, _ value: String?, font: UInt8 = 0, isTyped: Bool = false) {
      self.name = name
      self.value = value
      self.font = font
      self.isTyped = isTyped
    }
  }

  /// The fields in the order of the source.
  public var fields: [Field]

  /// Creates a record.
  public init(_ fields: [Field]) { self.fields = fields }

  /// The value of a field; `nil` where it has none or there is no such field.
  public subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

  /// Puts a typed value in place of a field's; one that the record did not have is added.
  public mutating func correct(_ name: String, to value: String?) {
    let field = Field(name, value, isTyped: true)
    if let index = fields.firstIndex(where: { $0.name == name }) {
      fields[index] = field
    } else {
      fields.append(field)
    }
  }
}

extension Chunk {
  /// Adds a row with these fields; columns that the record has not are null there.
  ///
  /// - Parameters:
  ///   - record: the fields.
  ///   - raw: the record as read.
  ///   - origin: its coordinates; its `raw` is set here.
  ///   - typedFont: what stands for the font of a value that a person typed.
  public mutating func append(
    _ record: RecordFields, raw: [UInt8], from origin: RowOrigin, typedFont: UInt8
  ) {
    var origin = origin
    origin.raw = bytes.append(raw)
    let row = rowCount
    origins.append(origin)
    states.append(.live)
    for index in columns.indices {
      let field = record.fields.first { $0.name == columns[index].name }
      columns[index].cells.append(field?.value.map { bytes.append(Array($0.utf8)) } ?? .null)
      let font = field.map { $0.isTyped ? typedFont : $0.font } ?? 0
      if font != 0 && columns[index].fonts.isEmpty {
        columns[index].fonts = [UInt8](repeating: 0, count: row)
      }
      if font != 0 || !columns[index].fonts.isEmpty { columns[index].fonts.append(font) }
    }
  }

  /// Puts what a person typed in the place of a row as it was read; what was wrong with reading it is
  /// forgotten.
  ///
  /// - Parameters:
  ///   - row: the row, as its reader left it.
  ///   - record: the fields.
  ///   - typedFont: what stands for the font of a value that a person typed.
  public mutating func replace(_ row: Int, by record: RecordFields, typedFont: UInt8) {
    states[row] = .live
    violations.removeAll { Int($0.row) == row }
    for index in columns.indices {
      let field = record.fields.first { $0.name == columns[index].name }
      columns[index].cells[row] = field?.value.map { bytes.append(Array($0.utf8)) } ?? .null
      let font = field.map { $0.isTyped ? typedFont : $0.font } ?? 0
      if font != 0 && columns[index].fonts.isEmpty {
        columns[index].fonts = [UInt8](repeating: 0, count: rowCount)
      }
      if !columns[index].fonts.isEmpty { columns[index].fonts[row] = font }
    }
  }
}
