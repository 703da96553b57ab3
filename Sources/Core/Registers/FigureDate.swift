internal import Columnar

/// Reads a date in figures.
///
/// Read are day-first dates with `/ . -`, `ddmmyyyy`, `mmyyyy`, `yyyy`, `yyyymmdd` with or without a
/// time, ISO order with or without a time, `mm/yyyy`, two figures for the year where a pivot says
/// which century, unknown parts written as `0`, `00`, `-`, `--`, `.`, `..`, `?`, `x` or `xx`, `~` or
/// `?` after the date, and EDTF's own `195X`, `1950-XX` and `1950-XX-XX`.
struct FigureDate {
  /// The last year of two figures that belongs to this century; `nil` refuses two figures.
  let pivot: Int?
  /// Whether the date is lunar, of which a day and a month alone will do.
  let isLunar: Bool
  private var date = RegisterDate()

  init(pivot: Int?, isLunar: Bool) {
    self.pivot = pivot
    self.isLunar = isLunar
  }

  /// What a text of figures says.
  mutating func read(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) -> DateReading {
    date = RegisterDate()
    date.isLunar = isLunar
    if FigureDate.isBlank(range, bytes) { return .unknown }
    var end = range.upperBound
    let last = bytes[end - 1]
    if last == 0x7E || last == 0x25 || (last == 0x3F && digit(bytes[end - 2]) <= 9) {
      date.qualifier = last
      end -= 1
    }
    guard readShape(range.lowerBound..<end, bytes) else { return .fault(.unreadable) }
    return checked()
  }

  private func checked() -> DateReading {
    // A day of a month that nobody knows is a slip, not a date.
    guard date.month > 0 || date.day == 0, date.month <= 12 else { return .fault(.impossible) }
    if date.unknownDigits > 0 { return .date(date) }
    guard date.year > 0 || isLunar else { return .fault(.impossible) }
    if isLunar { return date.day <= 30 ? .date(date) : .fault(.impossible) }
    guard date.day == 0 || isDay(year: date.year, month: date.month, day: date.day) else {
      return .fault(.impossible)
    }
    return .date(date)
  }

  /// Whether there are only signs for "unknown".
  private static func isBlank(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) -> Bool {
    for index in range {
      switch bytes[index] {
      case 0x20, 0x2D, 0x2E, 0x2F, 0x30, 0x3F, 0x58, 0x78, 0x5F: continue
      default: return false
      }
    }
    return true
  }

  private mutating func readShape(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) -> Bool {
    let start = range.lowerBound
    var digits = 0
    while digits < range.count && digit(bytes[start + digits]) <= 9 { digits += 1 }
    if digits == range.count { return readDigits(start, digits, bytes) }
    if range.count == 4 && (digits == 2 || digits == 3) && bytes[start + 3] == 0x58 {
      return readDecade(start, digits, bytes)
    }
    if digits == 4 && bytes[start + 4] == 0x2D { return readISO(range, bytes) }
    guard range.count <= 10 else { return false }
    return readDayFirst(range, bytes)
  }

  /// `ddmmyyyy`, `mmyyyy`, `yyyy`, `yyyymmdd` or `yyyymmddHHMM`.
  ///
  /// A year lies between 1800 and 2199, so that eight figures can be read in one way only.
  private mutating func readDigits(
    _ start: Int, _ count: Int, _ bytes: borrowing Span<UInt8>
  ) -> Bool {
    let first = count >= 4 ? fourDigits(bytes, start) : 0
    let isYearFirst = (1800...2199).contains(first)
    switch count {
    case 4: date.year = first
    case 6:
      date.month = twoDigits(bytes, start)
      date.year = fourDigits(bytes, start + 2)
    case 8 where !(1800...2199).contains(fourDigits(bytes, start + 4)) && isYearFirst, 12, 14:
      guard isYearFirst else { return false }
      date.year = first
      date.month = twoDigits(bytes, start + 4)
      date.day = twoDigits(bytes, start + 6)
    case 8:
      date.day = twoDigits(bytes, start)
      date.month = twoDigits(bytes, start + 2)
      date.year = fourDigits(bytes, start + 4)
    default: return false
    }
    return true
  }

  /// `195X` or `19XX`.
  private mutating func readDecade(
    _ start: Int, _ digits: Int, _ bytes: borrowing Span<UInt8>
  ) -> Bool {
    guard bytes[start + 2] == 0x58 || digits == 3 else { return false }
    for index in start..<start + digits { date.year = date.year * 10 + digit(bytes[index]) }
    date.unknownDigits = 4 - digits
    return true
  }

  /// `yyyy-mm`, `yyyy-mm-dd`, each part perhaps `XX`, and a time behind a whole day.
  private mutating func readISO(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) -> Bool {
    let start = range.lowerBound
    date.year = fourDigits(bytes, start)
    guard range.count >= 7, let month = part(start + 5..<start + 7, bytes) else { return false }
    date.month = month
    if range.count == 7 { return true }
    guard range.count >= 10, bytes[start + 7] == 0x2D,
      let day = part(start + 8..<start + 10, bytes)
    else { return false }
    date.day = day
    if range.count == 10 { return true }
    return readTime(start + 10..<range.upperBound, bytes)
  }

  /// A time after `T` or a blank; one in universal time is moved to UTC+7, which may be a day on.
  private mutating func readTime(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) -> Bool {
    let start = range.lowerBound
    guard range.count >= 6, bytes[start] == 0x54 || bytes[start] == 0x20,
      bytes[start + 3] == 0x3A
    else { return false }
    let hour = twoDigits(bytes, start + 1)
    guard hour < 24, twoDigits(bytes, start + 4) < 60 else { return false }
    for index in start + 6..<range.upperBound {
      let byte = bytes[index]
      guard digit(byte) <= 9 || byte == 0x3A || byte == 0x2E || byte == 0x5A else { return false }
    }
    guard bytes[range.upperBound - 1] == 0x5A, hour >= 17 else { return true }
    guard isDay(year: date.year, month: date.month, day: date.day) else { return true }
    let next = civilDay(
      epochDays: epochDays(year: date.year, month: date.month, day: date.day) + 1)
    (date.year, date.month, date.day) = (next.year, next.month, next.day)
    return true
  }

  /// `dd/mm/yyyy`, `mm/yyyy`, `d-m-yy`, and `dd/mm` where the year may lack.
  private mutating func readDayFirst(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) -> Bool {
    let end = range.upperBound
    if range.count >= 6 && isSeparator(bytes[end - 5]) && fourDigits(bytes, end - 4) <= 9999 {
      date.year = fourDigits(bytes, end - 4)
      return readParts(range.lowerBound..<end - 5, bytes[end - 5], bytes)
    }
    if range.count >= 6 && isSeparator(bytes[end - 3]), let pivot {
      let year = twoDigits(bytes, end - 2)
      guard year <= 99 else { return false }
      date.year = year + (year <= pivot ? 2000 : 1900)
      return readParts(range.lowerBound..<end - 3, bytes[end - 3], bytes) && date.day > 0
    }
    guard isLunar, range.count <= 5,
      let separator = range.first(where: { isSeparator(bytes[$0]) })
    else { return false }
    return readParts(range, bytes[separator], bytes)
  }

  private func isSeparator(_ byte: UInt8) -> Bool { byte == 0x2F || byte == 0x2E || byte == 0x2D }

  /// `mm` or `dd?mm` before the year, each perhaps unknown.
  private mutating func readParts(
    _ range: Range<Int>, _ separator: UInt8, _ bytes: borrowing Span<UInt8>
  ) -> Bool {
    if let month = part(range, bytes) {
      date.month = month
      return true
    }
    // Unknown parts may be written with the separator itself: "../../1950", "--/05/1950".
    for split in range.dropFirst() where bytes[split] == separator && split + 1 < range.upperBound {
      guard let day = part(range.lowerBound..<split, bytes),
        let month = part(split + 1..<range.upperBound, bytes)
      else { continue }
      date.day = day
      date.month = month
      return true
    }
    return false
  }

  /// One or two digits, or one or two signs for "unknown", which is 0.
  private func part(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) -> Int? {
    guard range.count == 1 || range.count == 2 else { return nil }
    let first = bytes[range.lowerBound]
    if digit(first) <= 9 {
      if range.count == 1 { return digit(first) }
      let value = twoDigits(bytes, range.lowerBound)
      return value > 99 ? nil : value
    }
    switch first {
    case 0x2D, 0x2E, 0x3F, 0x58, 0x78, 0x5F:
      return bytes[range.upperBound - 1] == first ? 0 : nil
    default: return nil
    }
  }
}

/// The value of an ASCII digit; anything over 9 is none.
@inline(__always)
func digit(_ byte: UInt8) -> Int { Int(byte &- 0x30) }

/// The value of two ASCII digits, or a number over 99 where they are not.
@inline(__always)
func twoDigits(_ bytes: borrowing Span<UInt8>, _ index: Int) -> Int {
  let tens = digit(bytes[index])
  let ones = digit(bytes[index + 1])
  return tens > 9 || ones > 9 ? 1000 : tens * 10 + ones
}

/// The value of four ASCII digits, or a number over 9,999 where they are not.
@inline(__always)
func fourDigits(_ bytes: borrowing Span<UInt8>, _ index: Int) -> Int {
  let high = twoDigits(bytes, index)
  let low = twoDigits(bytes, index + 2)
  return high > 99 || low > 99 ? 100_000 : high * 100 + low
}
