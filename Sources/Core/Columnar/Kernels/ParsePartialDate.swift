/// Reads every cell as a day of which the day, or day and month, may be unknown, and writes EDTF
/// (ISO 8601-2) level 1: `1950`, `1950-05`, `1950-05-15`, never a made-up 01/01.
///
/// Read are day-first dates with `/ . -`, eight, six or four digits together, `mm/yyyy`, ISO order,
/// unknown parts written as `0`, `00`, `-`, `--`, `.`, `..`, `?`, `x` or `xx`, `khoảng` before and `~`
/// or `?` after the date, and EDTF's own `195X`, `1950-XX` and `1950-XX-XX`. A day of an unknown
/// month is refused.
///
/// - Parameters:
///   - cells: one a row; nulls and failing cells are left alone.
///   - bytes: what the cells point into; the canonical text is appended.
///   - partial: the rows that have no full day are appended, ascending.
///   - failures: the rows whose cell is no date are appended, ascending.
public func parsePartialDates(
  _ cells: inout [Cell], bytes: inout ByteArena, partial: inout [UInt32],
  failures: inout [UInt32]
) {
  bytes.reserve(11 * cells.count)
  var end = bytes.count
  var room = bytes.storage.mutableSpan
  for row in cells.indices where !cells[row].isNull {
    guard let date = PartialDate(cells[row].range, room.span) else {
      failures.append(UInt32(truncatingIfNeeded: row))
      continue
    }
    if date.day == 0 { partial.append(UInt32(truncatingIfNeeded: row)) }
    let length = date.write(to: &room, at: end)
    cells[row] = Cell(end..<end + length)
    end += length
  }
  bytes.count = end
}

/// A date of which parts may be unknown, which is 0.
private struct PartialDate {
  var year = 0
  var month = 0
  var day = 0
  /// How many of the year's last digits are unknown.
  var unknownDigits = 0
  /// `~`, `?` or `%` as EDTF has them, or 0.
  var qualifier: UInt8 = 0

  init?(_ cell: Range<Int>, _ bytes: borrowing Span<UInt8>) {
    var start = cell.lowerBound
    var end = cell.upperBound
    let about: StaticString = "khoảng "
    if end - start > about.utf8CodeUnitCount, PartialDate.isAbout(start, bytes) {
      start += about.utf8CodeUnitCount
      qualifier = 0x7E
    }
    if end > start, bytes[end - 1] == 0x7E || bytes[end - 1] == 0x25 || bytes[end - 1] == 0x3F {
      guard qualifier == 0 else { return nil }
      qualifier = bytes[end - 1]
      end -= 1
    }
    guard end > start, end - start <= 10 else { return nil }
    guard read(start..<end, bytes) else { return nil }
    guard year > 0 || unknownDigits > 0 else { return nil }
    if unknownDigits > 0 { return }
    if day > 0 {
      guard isDay(year: year, month: month, day: day) else { return nil }
    } else {
      guard month <= 12 else { return nil }
    }
  }

  /// Whether the bytes begin with "khoảng " in any letter case of its first letter.
  private static func isAbout(_ start: Int, _ bytes: borrowing Span<UInt8>) -> Bool {
    let rest: [UInt8] = [0x68, 0x6F, 0xE1, 0xBA, 0xA3, 0x6E, 0x67, 0x20]
    guard bytes[start] | 0x20 == 0x6B else { return false }
    for offset in rest.indices where bytes[start + 1 + offset] != rest[offset] { return false }
    return true
  }

  private mutating func read(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) -> Bool {
    let start = range.lowerBound
    var digits = 0
    while digits < range.count && digit(bytes[start + digits]) <= 9 { digits += 1 }
    if digits == range.count { return readDigits(start, digits, bytes) }
    if range.count == 4 { return readDecade(start, digits, bytes) }
    if digits == 4 && bytes[start + 4] == 0x2D {
      year = fourDigits(bytes, start)
      return readISO(start + 5..<range.upperBound, bytes)
    }
    // Otherwise the year stands at the end, after a separator.
    guard range.count >= 6 else { return false }
    let separator = bytes[range.upperBound - 5]
    guard separator == 0x2F || separator == 0x2E || separator == 0x2D else { return false }
    year = fourDigits(bytes, range.upperBound - 4)
    guard year <= 9999 else { return false }
    return readParts(start..<range.upperBound - 5, separator, bytes)
  }

  /// `ddmmyyyy`, `mmyyyy` or `yyyy`.
  private mutating func readDigits(
    _ start: Int, _ count: Int, _ bytes: borrowing Span<UInt8>
  ) -> Bool {
    guard count == 8 || count == 6 || count == 4 else { return false }
    if count == 8 { day = twoDigits(bytes, start) }
    if count >= 6 { month = twoDigits(bytes, start + count - 6) }
    year = fourDigits(bytes, start + count - 4)
    return month > 0 || day == 0
  }

  /// `195X` or `19XX`.
  private mutating func readDecade(
    _ start: Int, _ digits: Int, _ bytes: borrowing Span<UInt8>
  ) -> Bool {
    guard digits == 2 || digits == 3 else { return false }
    for index in start + digits..<start + 4 where bytes[index] != 0x58 { return false }
    for index in start..<start + digits { year = year * 10 + digit(bytes[index]) }
    unknownDigits = 4 - digits
    return true
  }

  /// `mm`, `XX`, `mm-dd`, `mm-XX` or `XX-XX` after the year.
  private mutating func readISO(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) -> Bool {
    guard range.count == 2 || (range.count == 5 && bytes[range.lowerBound + 2] == 0x2D) else {
      return false
    }
    guard let month = PartialDate.part(range.lowerBound..<range.lowerBound + 2, bytes) else {
      return false
    }
    self.month = month
    guard range.count == 5 else { return true }
    guard let day = PartialDate.part(range.lowerBound + 3..<range.upperBound, bytes) else {
      return false
    }
    self.day = day
    return month > 0 || day == 0
  }

  /// `mm` or `dd?mm` before the year, each perhaps unknown.
  private mutating func readParts(
    _ range: Range<Int>, _ separator: UInt8, _ bytes: borrowing Span<UInt8>
  ) -> Bool {
    if let month = PartialDate.part(range, bytes) {
      self.month = month
      return true
    }
    // Unknown parts may be written with the separator itself: "../../1950", "--/05/1950".
    for split in range.dropFirst() where bytes[split] == separator && split + 1 < range.upperBound {
      guard let day = PartialDate.part(range.lowerBound..<split, bytes),
        let month = PartialDate.part(split + 1..<range.upperBound, bytes)
      else { continue }
      self.day = day
      self.month = month
      return month > 0 || day == 0
    }
    return false
  }

  /// One or two digits, or one or two signs for "unknown", which is 0.
  private static func part(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) -> Int? {
    guard range.count == 1 || range.count == 2 else { return nil }
    let first = bytes[range.lowerBound]
    if digit(first) <= 9 {
      if range.count == 1 { return digit(first) }
      let value = twoDigits(bytes, range.lowerBound)
      return value > 99 ? nil : value
    }
    switch first {
    case 0x2D, 0x2E, 0x3F, 0x58, 0x78: return bytes[range.upperBound - 1] == first ? 0 : nil
    default: return nil
    }
  }

  /// Writes the EDTF text and returns its length.
  func write(to room: inout MutableSpan<UInt8>, at position: Int) -> Int {
    var end = position
    let digits = 4 - unknownDigits
    Columnar.write(year, width: digits, to: &room, at: end)
    for offset in digits..<4 { room[end + offset] = 0x58 }
    end += 4
    if month > 0 {
      room[end] = 0x2D
      Columnar.write(month, width: 2, to: &room, at: end + 1)
      end += 3
    }
    if day > 0 {
      room[end] = 0x2D
      Columnar.write(day, width: 2, to: &room, at: end + 1)
      end += 3
    }
    if qualifier > 0 {
      room[end] = qualifier
      end += 1
    }
    return end - position
  }
}
