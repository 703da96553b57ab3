/// What the text of a column is to be read as, and how it is written.
public enum CellFormat: Sendable, Equatable {
  /// Text as it stands.
  case text
  /// Whole numbers.
  case integer(NumberFormat = NumberFormat())
  /// Floating-point numbers.
  case number(NumberFormat = NumberFormat())
  /// Exact decimal numbers.
  case decimal(NumberFormat = NumberFormat())
  /// Yes or no, by the texts that stand for them.
  case boolean(trueValues: ByteSet, falseValues: ByteSet)
  /// Days, in formats tried in order.
  case date([DateFormat] = [.isoDate])
  /// Times of the day, in formats tried in order.
  case time([DateFormat] = [.isoTimeOfDay])
  /// Days with a time, in formats tried in order.
  case dateTime([DateFormat] = [.isoDateTime])

  /// What a column read so holds.
  public var columnType: ColumnType {
    switch self {
    case .text: .text
    case .integer: .integer
    case .number: .number
    case .decimal: .decimal
    case .boolean: .boolean
    case .date: .date
    case .time: .time
    case .dateTime: .dateTime
    }
  }
}

extension Column {
  /// Reads the column's text, sets ``type``, ``values`` and the canonical text of the cells.
  ///
  /// - Parameters:
  ///   - format: what the text is read as.
  ///   - bytes: what the cells point into.
  ///   - failures: the rows whose cell cannot be read are appended, ascending; their cells stay.
  public mutating func cast(
    to format: CellFormat, bytes: inout ByteArena, failures: inout [UInt32]
  ) {
    type = format.columnType
    switch format {
    case .text: break
    case .integer(let format):
      parseIntegers(
        &cells, values: &values, bytes: &bytes, format: format, failures: &failures)
    case .number(let format):
      parseNumbers(&cells, values: &values, bytes: &bytes, format: format, failures: &failures)
    case .decimal(let format):
      parseDecimals(&cells, bytes: &bytes, format: format, failures: &failures)
    case .boolean(let trueValues, let falseValues):
      parseBooleans(
        &cells, values: &values, bytes: &bytes, trueValues: trueValues, falseValues: falseValues,
        failures: &failures)
    case .date(let formats):
      parseDates(&cells, values: &values, bytes: &bytes, formats: formats, failures: &failures)
    case .time(let formats):
      parseTimes(&cells, values: &values, bytes: &bytes, formats: formats, failures: &failures)
    case .dateTime(let formats):
      parseDateTimes(&cells, values: &values, bytes: &bytes, formats: formats, failures: &failures)
    }
    if !type.hasValues { values.removeAll(keepingCapacity: true) }
  }
}
