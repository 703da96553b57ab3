/// The date or time that a number stands for in a workbook's calendar.
struct SerialDate {
  /// Days count from 1904-01-01 as 0; otherwise from 1900-01-01 as 1, with a 29 February 1900.
  let isFrom1904: Bool

  private static let dayMilliseconds = 86_400_000

  /// The text of a number under a format that shows `parts`; `nil` for a number that is none.
  ///
  /// A first of the month under a format without a day is a month, and so for the year: the program
  /// made up what nobody typed.
  func text(_ serial: Double, _ style: NumberStyle) -> [UInt8]? {
    guard serial >= 0, serial < 2_958_466 else { return nil }
    var day = Int(serial)
    var time = Int(((serial - Double(day)) * Double(Self.dayMilliseconds)).rounded())
    if time == Self.dayMilliseconds { (day, time) = (day + 1, 0) }
    let hasDate = style.parts & (NumberStyle.year | NumberStyle.month | NumberStyle.day) != 0
    if !hasDate {
      if style.parts & NumberStyle.elapsed != 0 { return clock(time, days: day) }
      if day == 0 { return clock(time, days: 0) }
    }
    guard let date = date(day) else { return nil }
    var text: [UInt8] = []
    text.append(number: date.year, digits: 4)
    let isWholeDay = time == 0 && style.parts & NumberStyle.time == 0
    if isWholeDay, date.day == 1, style.parts & NumberStyle.day == 0 {
      if date.month == 1, style.parts & NumberStyle.month == 0 { return text }
      if style.parts & NumberStyle.year != 0, style.parts & NumberStyle.month != 0 {
        text.append(UInt8(ascii: "-"))
        text.append(number: date.month, digits: 2)
        return text
      }
    }
    text.append(UInt8(ascii: "-"))
    text.append(number: date.month, digits: 2)
    text.append(UInt8(ascii: "-"))
    text.append(number: date.day, digits: 2)
    guard !isWholeDay else { return text }
    text.append(UInt8(ascii: "T"))
    return text + clock(time, days: 0)
  }

  private func date(_ serial: Int) -> (year: Int, month: Int, day: Int)? {
    if isFrom1904 { return Self.civil(serial - 24_107) }
    if serial == 60 { return (1900, 2, 29) }
    guard serial > 0 else { return nil }
    return Self.civil(serial - 25_569 + (serial < 60 ? 1 : 0))
  }

  private func clock(_ milliseconds: Int, days: Int) -> [UInt8] {
    var text: [UInt8] = []
    let seconds = milliseconds / 1000
    text.append(number: days * 24 + seconds / 3600, digits: 2)
    text.append(UInt8(ascii: ":"))
    text.append(number: seconds / 60 % 60, digits: 2)
    text.append(UInt8(ascii: ":"))
    text.append(number: seconds % 60, digits: 2)
    if milliseconds % 1000 != 0 {
      text.append(UInt8(ascii: "."))
      text.append(number: milliseconds % 1000, digits: 3)
    }
    return text
  }

  /// The day that lies `days` after 1970-01-01 (days from civil, months counted from March).
  private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }
}

extension [UInt8] {
  /// Appends a number that is not negative with at least so many digits.
  mutating func append(number: Int, digits: Int) {
    let text = String(number).utf8
    for _ in 0..<Swift.max(0, digits - text.count) { append(UInt8(ascii: "0")) }
    append(contentsOf: text)
  }
}
