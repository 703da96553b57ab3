import Columnar

/// Where a field's values lie in a chunk, as addresses.
@unsafe struct FieldView {
  /// How a value is written.
  enum Kind {
    case text, integer, number, boolean, date, time, dateTime, decimal
    case constant, counter, row, record, line, offset, raw
  }

  var kind: Kind
  var cells: UnsafePointer<Cell>?
  /// One slot a row, where the kind has numbers.
  var values: UnsafePointer<Int64>?
  var origins: UnsafePointer<RowOrigin>?
  var bytes: UnsafePointer<UInt8>?
  var byteCount: Int

  // SAFETY: the elements of an array lie in its heap object; the caller holds the chunk, and with it
  // each array, as long as it uses the view.
  init(_ field: CopyField, of chunk: Chunk) {
    unsafe kind = Self.kind(of: field)
    unsafe bytes = Self.address(of: chunk.bytes.storage)
    unsafe byteCount = min(chunk.bytes.count, chunk.bytes.storage.count)
    unsafe origins = Self.address(of: chunk.origins)
    guard case .column(let index, let type) = field else { return }
    let column = chunk.columns[index]
    precondition(column.type == type, "a chunk has the types of its table")
    precondition(column.cells.count == chunk.rowCount, "a column has one cell a row")
    unsafe cells = Self.address(of: column.cells)
    guard type.hasValues else { return }
    precondition(column.values.count == chunk.rowCount, "a column has one value a row")
    unsafe values = Self.address(of: column.values)
  }

  private static func kind(of field: CopyField) -> Kind {
    switch field {
    case .column(_, let type):
      switch type {
      case .text: .text
      case .integer: .integer
      case .number: .number
      case .boolean: .boolean
      case .date: .date
      case .time: .time
      case .dateTime: .dateTime
      case .decimal: .decimal
      }
    case .constant: .constant
    case .counter: .counter
    case .row: .row
    case .record: .record
    case .line: .line
    case .offset: .offset
    case .raw: .raw
    }
  }

  private static func address<Element>(of array: [Element]) -> UnsafePointer<Element>? {
    unsafe array.withUnsafeBufferPointer { $0.baseAddress }
  }
}

extension Connection {
  /// A cell that does not lie in its chunk.
  static var outside: PostgreSQLError {
    PostgreSQLError(state: "", message: "a cell lies outside of its chunk's bytes")
  }

  /// Writes a field of at most 12 bytes; there is room for it.
  func writeNumber(_ view: FieldView, _ row: Int) {
    // SAFETY: the view is good for the row, see `write(_:_:_:)`.
    switch unsafe view.kind {
    case .row: return writeInteger(Int64(row))
    case .record: return writeInteger(unsafe view.origins.unsafelyUnwrapped[row].record)
    case .line: return writeInteger(unsafe view.origins.unsafelyUnwrapped[row].line)
    case .offset: return writeInteger(unsafe view.origins.unsafelyUnwrapped[row].offset)
    default: break
    }
    if unsafe view.cells.unsafelyUnwrapped[row].isNull { return room.put(Int32(-1)) }
    let value = unsafe view.values.unsafelyUnwrapped[row]
    switch unsafe view.kind {
    case .boolean:
      room.put(Int32(1))
      room.put(UInt8(value != 0 ? 1 : 0))
    case .date:
      // Days since 2000-01-01, which is 10,957 days after 1970-01-01.
      let (year, day) = (Int(value) / 10_000, Int(value) % 10_000)
      let days = epochDays(year: year, month: day / 100, day: day % 100) - 10_957
      room.put(Int32(4))
      room.put(Int32(truncatingIfNeeded: days))
    case .dateTime: writeInteger(value &- 10_957 &* 86_400_000_000)
    // Numbers go by their bits, times as microseconds since midnight.
    default: writeInteger(value)
    }
  }

  private func writeInteger(_ value: Int64) {
    room.put(Int32(8))
    room.put(value)
  }

  /// Writes a decimal of any length.
  ///
  /// PostgreSQL's `numeric` as it travels: the number of digits of base 10,000, the exponent of the
  /// first, the sign, the decimal places to show, and the digits (numeric_recv in its source).
  func writeDecimal(_ view: FieldView, _ row: Int) throws(PostgreSQLError) {
    // SAFETY: the view is good for the row, and the cell is held against the chunk's bytes.
    let cell = unsafe view.cells.unsafelyUnwrapped[row]
    if cell.isNull { return room.put(Int32(-1)) }
    guard unsafe cell.range.upperBound <= view.byteCount else { throw Self.outside }
    let text = unsafe Array(
      UnsafeBufferPointer(
        start: view.bytes.unsafelyUnwrapped + Int(cell.start), count: Int(cell.length)))
    let decimal = NumericDigits(text)
    try reserve(12 + decimal.digits.count * 2)
    room.put(Int32(clamping: 8 + decimal.digits.count * 2))
    room.put(Int16(clamping: decimal.digits.count))
    room.put(Int16(clamping: decimal.weight))
    room.put(Int16(decimal.isNegative ? 0x4000 : 0))
    room.put(Int16(clamping: decimal.scale))
    for digit in decimal.digits { room.put(digit) }
  }
}
