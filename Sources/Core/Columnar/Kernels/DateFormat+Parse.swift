/// What a format read from one cell.
struct DateParts {
  var year = 1970
  var month = 1
  var day = 1
  var dayOfYear = 0
  var hour = 0
  var minute = 0
  var second = 0
  var microsecond = 0
  var zoneMinutes = 0
  var isAfternoon: Bool?

  /// Microseconds since midnight.
  var timeOfDay: Int64 {
    Int64((hour * 60 + minute) * 60 + second) * 1_000_000 + Int64(microsecond)
  }
}

extension DateFormat {
  /// Reads all of a range, or says that it is not written so or is no possible date and time.
  func parse(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) -> DateParts? {
    var parts = DateParts()
    var index = range.lowerBound
    let end = range.upperBound
    for step in steps {
      switch step {
      case .literal(let byte):
        guard index < end, bytes[index] == byte else { return nil }
        index += 1
      case .blanks:
        let start = index
        while index < end, bytes[index] == 0x20 || (bytes[index] >= 9 && bytes[index] <= 13) {
          index += 1
        }
        guard index > start else { return nil }
      case .zone, .optionalZone:
        if step == .optionalZone && index == end { continue }
        guard let minutes = parseZone(&index, end, bytes) else { return nil }
        parts.zoneMinutes = minutes
      case .fraction:
        guard let value = parseFraction(&index, end, bytes, most: 6) else { return nil }
        parts.microsecond = value
      case .optionalFraction:
        guard index < end, bytes[index] == 0x2E else { continue }
        index += 1
        guard let value = parseFraction(&index, end, bytes, most: end - index) else { return nil }
        parts.microsecond = value
      case .halfOfDay:
        guard index + 2 <= end, bytes[index + 1] | 0x20 == 0x6D else { return nil }
        let letter = bytes[index] | 0x20
        guard letter == 0x61 || letter == 0x70 else { return nil }
        parts.isAfternoon = letter == 0x70
        index += 2
      default:
        guard read(step, &parts, &index, end, bytes) else { return nil }
      }
    }
    return index == end ? finished(parts) : nil
  }

  /// Reads a part that is digits alone.
  @inline(__always)
  private func read(
    _ step: Step, _ parts: inout DateParts, _ index: inout Int, _ end: Int,
    _ bytes: borrowing Span<UInt8>
  ) -> Bool {
    let most = step == .year ? 4 : step == .dayOfYear ? 3 : 2
    var value = 0
    var count = 0
    while count < most && index < end && digit(bytes[index]) <= 9 {
      value = value * 10 + digit(bytes[index])
      index += 1
      count += 1
    }
    guard count > 0, count == most || !(isStrict || step == .year || step == .shortYear) else {
      return false
    }
    switch step {
    case .year: parts.year = value
    case .shortYear: parts.year = value < 69 ? 2000 + value : 1900 + value
    case .month: parts.month = value
    case .day: parts.day = value
    case .dayOfYear:
      guard value > 0 else { return false }
      parts.dayOfYear = value
    case .hour: parts.hour = value
    case .hour12:
      guard value >= 1 && value <= 12 else { return false }
      parts.hour = value
    case .minute: parts.minute = value
    default: parts.second = value
    }
    return true
  }

  /// Checks what the parts mean together.
  private func finished(_ read: DateParts) -> DateParts? {
    var parts = read
    if let isAfternoon = parts.isAfternoon {
      guard parts.hour >= 1 && parts.hour <= 12 else { return nil }
      parts.hour = parts.hour % 12 + (isAfternoon ? 12 : 0)
    }
    // XML Schema writes the end of a day as 24:00:00.
    let isEndOfDay =
      isStrict && hasDate && parts.hour == 24 && parts.minute == 0 && parts.second == 0
      && parts.microsecond == 0
    guard parts.hour < 24 || isEndOfDay, parts.minute < 60, parts.second < 60 else { return nil }
    if parts.dayOfYear > 0 {
      guard parts.year >= 1, parts.dayOfYear <= 337 + dayCount(year: parts.year, month: 2) else {
        return nil
      }
      let first = epochDays(year: parts.year, month: 1, day: 1)
      (_, parts.month, parts.day) = civilDay(epochDays: first + parts.dayOfYear - 1)
    }
    return isDay(year: parts.year, month: parts.month, day: parts.day) ? parts : nil
  }
}

/// Reads a fraction of a second as microseconds; digits after the sixth are cut off.
private func parseFraction(
  _ index: inout Int, _ end: Int, _ bytes: borrowing Span<UInt8>, most: Int
) -> Int? {
  var value = 0
  var count = 0
  while index < end && count < most && digit(bytes[index]) <= 9 {
    if count < 6 { value = value * 10 + digit(bytes[index]) }
    count += 1
    index += 1
  }
  guard count > 0 else { return nil }
  for _ in min(count, 6)..<6 { value *= 10 }
  return value
}

/// Reads `Z`, `+hh:mm` or `+hhmm` as minutes east of UTC.
private func parseZone(_ index: inout Int, _ end: Int, _ bytes: borrowing Span<UInt8>) -> Int? {
  guard index < end else { return nil }
  let sign = bytes[index]
  index += 1
  if sign == 0x5A { return 0 }
  guard sign == 0x2B || sign == 0x2D, end - index >= 4 else { return nil }
  let hours = twoDigits(bytes, index)
  index += 2
  if bytes[index] == 0x3A { index += 1 }
  guard end - index >= 2 else { return nil }
  let minutes = twoDigits(bytes, index)
  index += 2
  guard hours <= 14, minutes < 60 else { return nil }
  return (sign == 0x2D ? -1 : 1) * (hours * 60 + minutes)
}
