internal import Columnar

/// A day of the Vietnamese lunar calendar.
public struct LunarDay: BitwiseCopyable, Sendable, Equatable {
  /// The lunar year, named by the solar year in which it begins.
  public var year: Int
  /// The month, from 1 to 12.
  public var month: Int
  /// Whether the month is the leap month that follows the one of the same number.
  public var isLeapMonth: Bool
  /// The day, from 1 to 30.
  public var day: Int

  /// Creates a day, which need not exist.
  public init(year: Int, month: Int, isLeapMonth: Bool = false, day: Int) {
    self.year = year
    self.month = month
    self.isLeapMonth = isLeapMonth
    self.day = day
  }
}

/// The Vietnamese lunar calendar at UTC+7, for the lunar years 1899 to 2100.
///
/// The rules are those that Hồ Ngọc Đức published: a month begins on the day of a new moon, month 11
/// holds the winter solstice, and where thirteen months lie between two of them the first without a
/// principal term of the sun is leap. Before 1968 in the North, and 1976 in the South, printed
/// calendars followed UTC+8, so that a day may differ there by one.
public struct LunarCalendar: Sendable {
  /// The calendar, computed at its first use.
  public static let vietnamese = LunarCalendar()

  /// The lunar years it covers.
  public static let years = 1899...2100

  struct Year {
    /// The first day, counted from 1970-01-01.
    var start: Int32
    /// The number of the month that has a leap month behind it, or 0.
    var leapMonth: UInt8 = 0
    var monthCount: UInt8 = 0
    /// A bit for each month in order, set where it has 30 days.
    var longMonths: UInt16 = 0
  }

  private var table: [Year] = []

  init() {
    let moons = Moons()
    var months = moons.months(from: Self.years.lowerBound - 1, to: Self.years.upperBound)[...]
    while let first = months.first, first.number != 1 { months.removeFirst() }
    for index in months.indices.dropLast() {
      let month = months[index]
      if month.number == 1 && !month.isLeap { table.append(Year(start: Int32(month.start))) }
      let place = table.count - 1
      if month.isLeap { table[place].leapMonth = UInt8(month.number) }
      if months[index + 1].start - month.start == 30 {
        table[place].longMonths |= 1 << UInt16(table[place].monthCount)
      }
      table[place].monthCount += 1
    }
    table.removeLast(table.count - Self.years.count)
  }

  /// The day counted from 1970-01-01 on which a lunar day falls, or `nil` where there is none such.
  public func epochDays(of day: LunarDay) -> Int? {
    guard let month = days(ofMonth: day.month, isLeap: day.isLeapMonth, year: day.year),
      day.day >= 1, day.day <= month.count
    else { return nil }
    return month.lowerBound + day.day - 1
  }

  /// The days of a lunar month, counted from 1970-01-01, or `nil` where there is none such.
  public func days(ofMonth month: Int, isLeap: Bool, year: Int) -> Range<Int>? {
    guard Self.years.contains(year), month >= 1, month <= 12 else { return nil }
    let entry = table[year - Self.years.lowerBound]
    let leap = Int(entry.leapMonth)
    if isLeap && leap != month { return nil }
    let position = month - 1 + (isLeap || (leap > 0 && month > leap) ? 1 : 0)
    let before = UInt16(truncatingIfNeeded: 1 << position) &- 1
    let start = Int(entry.start) + 29 * position + (entry.longMonths & before).nonzeroBitCount
    return start..<start + 29 + Int(entry.longMonths >> UInt16(position) & 1)
  }

  /// The days of a lunar year, counted from 1970-01-01, or `nil` where it is not covered.
  public func days(ofYear year: Int) -> Range<Int>? {
    guard Self.years.contains(year) else { return nil }
    let entry = table[year - Self.years.lowerBound]
    let start = Int(entry.start)
    return start..<start + 29 * Int(entry.monthCount) + entry.longMonths.nonzeroBitCount
  }

  /// The lunar day on which a day counted from 1970-01-01 falls, or `nil` where it is not covered.
  public func lunarDay(epochDays days: Int) -> LunarDay? {
    var year = civilDay(epochDays: days).year
    if let first = self.days(ofYear: year), days < first.lowerBound { year -= 1 }
    guard let span = self.days(ofYear: year), span.contains(days) else { return nil }
    let leap = Int(table[year - Self.years.lowerBound].leapMonth)
    for month in 1...12 {
      for isLeap in leap == month ? [false, true] : [false] {
        guard let range = self.days(ofMonth: month, isLeap: isLeap, year: year) else { continue }
        if range.contains(days) {
          return LunarDay(
            year: year, month: month, isLeapMonth: isLeap, day: days - range.lowerBound + 1)
        }
      }
    }
    return nil
  }
}

/// The new moons of the calendar's years, as days at UTC+7.
private struct Moons {
  struct Month {
    var start: Int
    var number: Int
    var isLeap: Bool
  }

  /// The days of new moons, counted from 1970-01-01.
  private var starts: [Int] = []
  /// The twelfth of its way that the sun is in when each of the days begins.
  private var sectors: [Int] = []

  /// The Julian day at noon of 1970-01-01 is 2,440,588.
  private static let epoch = 2_440_588
  private static let zone = 7.0 / 24

  init() {
    for number in -1270...1270 {
      let moment = Sky.newMoon(number) + Self.zone + 0.5
      // Three seconds into 8 July 1967 by the ephemeris, less than this theory's error before it.
      let day = Int(moment.rounded(.down)) + (number == -402 ? 1 : 0)
      let longitude = Sky.solarLongitude(Double(day) - 0.5 - Self.zone)
      starts.append(day - Self.epoch)
      sectors.append(Int(longitude / 30))
    }
  }

  /// The months from month 11 of one year to month 11 of another, in order, the last one included.
  func months(from first: Int, to last: Int) -> [Month] {
    // Month 11 is the one in which the sun passes 270 degrees.
    let solstices = starts.indices.dropLast().filter {
      (6...8).contains(sectors[$0]) && sectors[$0 + 1] >= 9
    }
    var months: [Month] = []
    for (begin, end) in zip(solstices, solstices.dropFirst()) {
      let year = civilDay(epochDays: starts[begin]).year
      guard year >= first, year <= last else { continue }
      var leap: Int?
      if end - begin == 13 {
        leap = (begin + 1..<end).first { sectors[$0] == sectors[$0 + 1] }
      }
      var number = 11
      for index in begin..<end {
        if index > begin && index != leap { number = number % 12 + 1 }
        months.append(Month(start: starts[index], number: number, isLeap: index == leap))
      }
    }
    return months
  }
}
