import Columnar
internal import Registers

/// Appends the rows that have no value.
func findNulls(_ cells: [Cell], into rows: inout [UInt32]) {
  let cells = cells.span
  for row in cells.indices where cells[row].isNull {
    rows.append(UInt32(truncatingIfNeeded: row))
  }
}

/// Appends the rows whose text has not the shape.
func findMisshapen(
  _ cells: [Cell], _ arena: ByteArena, _ check: TextCheck, into rows: inout [UInt32]
) {
  let cells = cells.span
  let bytes = arena.storage.span
  if check == .personName {
    var reader = NameReader()
    for row in cells.indices where !cells[row].isNull {
      if !reader.read(cells[row].range, of: bytes).doubts.isEmpty {
        rows.append(UInt32(truncatingIfNeeded: row))
      }
    }
    return
  }
  for row in cells.indices {
    let cell = cells[row]
    if !cell.isNull && !check.holds(cell.range, bytes) {
      rows.append(UInt32(truncatingIfNeeded: row))
    }
  }
}

extension FieldCheck {
  /// Appends the rows whose number of characters, items or members is out of bounds.
  func findLengths(
    _ cells: [Cell], _ arena: ByteArena, _ length: Length, into rows: inout [UInt32]
  ) {
    let cells = cells.span
    let bytes = arena.storage.span
    let delimiter: [UInt8]? =
      if case .list(let text, _) = type { Array(text.utf8) } else { nil }
    let isJSON = type == .array || type == .object
    for row in cells.indices where !cells[row].isNull {
      let range = cells[row].range
      let count: Int
      if let delimiter {
        count = items(range, bytes, delimiter).count
      } else if isJSON {
        count = memberCount(range, bytes)
      } else if range.count <= length.most && range.count >= length.least &* 4 {
        // A scalar has one to four bytes, so the bytes settle it.
        continue
      } else {
        count = scalarCount(range, bytes)
      }
      if count < length.least || count > length.most {
        rows.append(UInt32(truncatingIfNeeded: row))
      }
    }
  }

  /// Appends the rows whose value lies beyond a limit.
  func findBeyond(
    _ limit: Limit, _ column: Column, _ arena: ByteArena, into rows: inout [UInt32]
  ) {
    let bytes = arena.storage.span
    let cells = column.cells.span
    let values = column.values.span
    for row in cells.indices where !cells[row].isNull {
      let isGood: Bool
      switch (limit.bound, type) {
      case (.whole(let bound), .yearMonth):
        isGood = monthNumber(cells[row].range, bytes).map { limit.admits($0, bound) } ?? true
      case (.whole(let bound), _): isGood = limit.admits(values[row], bound)
      case (.floating(let bound), .duration):
        isGood = durationSeconds(cells[row].range, bytes).map { limit.admits($0, bound) } ?? true
      case (.floating(let bound), _):
        isGood = limit.admits(Double(bitPattern: UInt64(bitPattern: values[row])), bound)
      }
      if !isGood { rows.append(UInt32(truncatingIfNeeded: row)) }
    }
  }

  /// Appends the rows of lists with an item of the wrong type.
  func findWrongLists(
    _ cells: [Cell], _ arena: ByteArena, _ delimiter: String,
    _ item: TableSchema.FieldType.ListItem, into rows: inout [UInt32]
  ) {
    guard item != .string else { return }
    var column = Column(name: name)
    var rowOfItem: [UInt32] = []
    let separator = Array(delimiter.utf8)
    for row in cells.indices where !cells[row].isNull {
      for range in items(cells[row].range, arena.storage.span, separator) {
        column.cells.append(Cell(range))
        rowOfItem.append(UInt32(truncatingIfNeeded: row))
      }
    }
    var scratch = arena
    var failures: [UInt32] = []
    column.cast(to: item.format, bytes: &scratch, failures: &failures)
    for failure in failures {
      let row = rowOfItem[Int(failure)]
      if rows.last != row { rows.append(row) }
    }
  }
}

extension FieldCheck.Limit {
  /// Whether a value is on the good side; a NaN never is.
  @inline(__always)
  func admits<Value: Comparable>(_ value: Value, _ bound: Value) -> Bool {
    if isLower { return isExclusive ? value > bound : value >= bound }
    return isExclusive ? value < bound : value <= bound
  }
}

extension TableSchema.FieldType.ListItem {
  /// How items are read: always in the default format.
  var format: CellFormat {
    switch self {
    case .string: .text
    case .integer: .integer()
    case .number: .number()
    case .boolean:
      .boolean(
        trueValues: ByteSet(["true", "True", "TRUE", "1"]),
        falseValues: ByteSet(["false", "False", "FALSE", "0"]))
    case .datetime: .dateTime()
    case .date: .date()
    case .time: .time()
    }
  }
}

/// The number of Unicode scalars.
@inline(__always)
private func scalarCount(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) -> Int {
  var count = 0
  for index in range { count &+= bytes[index] & 0xC0 != 0x80 ? 1 : 0 }
  return count
}

/// The parts of a list; an empty text is an empty list.
private func items(
  _ range: Range<Int>, _ bytes: borrowing Span<UInt8>, _ delimiter: [UInt8]
) -> [Range<Int>] {
  guard !range.isEmpty, let first = delimiter.first else { return [] }
  var items: [Range<Int>] = []
  var start = range.lowerBound
  var index = start
  while index < range.upperBound {
    var isDelimiter = bytes[index] == first && range.upperBound - index >= delimiter.count
    for offset in delimiter.indices where isDelimiter {
      isDelimiter = bytes[index + offset] == delimiter[offset]
    }
    guard isDelimiter else {
      index += 1
      continue
    }
    items.append(start..<index)
    index += delimiter.count
    start = index
  }
  items.append(start..<range.upperBound)
  return items
}

/// The number of items of a JSON array or members of an object.
private func memberCount(_ range: Range<Int>, _ bytes: Span<UInt8>) -> Int {
  var text: [UInt8] = []
  for index in range { text.append(bytes[index]) }
  guard let value = try? JSONValue(parsing: text) else { return 0 }
  switch value.content {
  case .array(let items): return items.count
  case .object(let members): return members.count
  default: return 0
  }
}
