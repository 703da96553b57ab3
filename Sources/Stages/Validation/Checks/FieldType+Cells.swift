import Columnar

extension TableSchema.FieldType {
  /// What the cells are cast to.
  var cellFormat: CellFormat {
    switch self {
    case .number(let format): .number(format)
    case .integer(let format): .integer(format)
    case .year: .integer()
    case .boolean(let trueValues, let falseValues):
      .boolean(trueValues: ByteSet(trueValues), falseValues: ByteSet(falseValues))
    case .dateTime(let formats): .dateTime(formats)
    case .date(let formats): .date(formats)
    case .time(let formats): .time(formats)
    default: .text
    }
  }

  /// What values of a definition may be written in besides the field's own format.
  private var plainFormat: CellFormat? {
    switch self {
    case .number: .number()
    case .integer: .integer()
    case .boolean: .boolean(trueValues: ByteSet(["true"]), falseValues: ByteSet(["false"]))
    case .dateTime: .dateTime()
    case .date: .date()
    case .time: .time()
    default: nil
    }
  }

  /// The canonical text and slot of a value that stands in the definition, or `nil` where it is no
  /// value of the type.
  ///
  /// It may be written as the field's cells are or, as in JSON, in the type's default format.
  func canonical(_ text: String) -> (text: String, value: Int64)? {
    if self == .string(.partialDate) {
      var bytes = ByteArena()
      var cells = [bytes.append(Array(text.utf8))]
      var dates = DateCells()
      dates.read(&cells, bytes: &bytes)
      guard dates.failures.isEmpty else { return nil }
      return bytes.string(cells[0]).map { ($0, 0) }
    }
    for format in [cellFormat, plainFormat].compactMap(\.self) {
      var bytes = ByteArena()
      var column = Column(name: "")
      column.cells = [bytes.append(Array(text.utf8))]
      if let check = TextCheck(self),
        !check.holds(column.cells[0].range, bytes.storage.span)
      {
        return nil
      }
      var failures: [UInt32] = []
      column.cast(to: format, bytes: &bytes, failures: &failures)
      guard failures.isEmpty, let canonical = bytes.string(column.cells[0]) else { continue }
      return (canonical, column.values.first ?? 0)
    }
    return nil
  }

  /// The canonical text and slot of a bound; months and durations have numbers too.
  func bound(_ text: String) -> Bound? {
    let bytes = Array(text.utf8)
    switch self {
    case .yearMonth:
      return monthNumber(0..<bytes.count, bytes.span).map { .whole($0) }
    case .duration:
      return durationSeconds(0..<bytes.count, bytes.span).map { .floating($0) }
    case .number:
      return canonical(text).map { .floating(Double(bitPattern: UInt64(bitPattern: $0.value))) }
    default:
      return columnType.hasValues ? canonical(text).map { .whole($0.value) } : nil
    }
  }
}

/// A value that others are compared with.
enum Bound: Sendable, Equatable {
  /// A slot of integers, days, times or months.
  case whole(Int64)
  /// A number or a duration.
  case floating(Double)
}
