internal import Columnar

extension RegisterDate {
  /// The solar days that the date may mean.
  ///
  /// - Parameter reference: a year that a named year does not lie after.
  /// - Returns: the days; `nil` where nothing places the date in time.
  /// - Throws: ``DateFault`` where there is no such day, or a named year lacks its reference.
  public func span(notAfter reference: Int? = nil) throws(DateFault) -> DateSpan? {
    var date = self
    if year == 0, cyclicYear > 0 {
      guard let reference else { throw .unplaced }
      date.year = CyclicYear.latest(cyclicYear, notAfter: reference)
      date.cyclicYear = 0
      // A year of the cycle is a lunar year.
      date.isLunar = date.isLunar || date.month == 0
    }
    if date.isEmpty { return nil }
    return date.isLunar ? try date.lunarSpan() : try date.solarSpan()
  }

  private func solarSpan() throws(DateFault) -> DateSpan {
    var scale = 1
    for _ in 0..<unknownDigits { scale *= 10 }
    let lowYear = max(1, year * scale)
    let highYear = unknownDigits > 0 ? year * scale + scale - 1 : year
    guard month <= 12, day == 0 || isDay(year: lowYear, month: month, day: day) else {
      throw .impossible
    }
    let lastMonth = month > 0 ? month : 12
    let lastDay = day > 0 ? day : dayCount(year: highYear, month: lastMonth)
    return DateSpan(
      first: epochDays(year: lowYear, month: max(month, 1), day: max(day, 1)),
      last: epochDays(year: highYear, month: lastMonth, day: lastDay), date: self)
  }

  private func lunarSpan() throws(DateFault) -> DateSpan {
    let calendar = LunarCalendar.vietnamese
    // A year or decade of figures is the same in both calendars, but for some weeks.
    guard unknownDigits == 0, LunarCalendar.years.contains(year) else {
      var solar = self
      solar.isLunar = false
      guard month == 0 else { throw .impossible }
      return try solar.solarSpan()
    }
    var range: Range<Int>?
    if month == 0 {
      range = calendar.days(ofYear: year)
    } else if day == 0 {
      range = calendar.days(ofMonth: month, isLeap: isLeapMonth, year: year)
    } else if let day = calendar.epochDays(
      of: LunarDay(year: year, month: month, isLeapMonth: isLeapMonth, day: day))
    {
      range = day..<day + 1
    }
    guard let range else { throw .impossible }
    var solar = RegisterDate()
    if range.count == 1 {
      let civil = civilDay(epochDays: range.lowerBound)
      solar = RegisterDate(year: civil.year, month: civil.month, day: civil.day)
      solar.qualifier = qualifier
    }
    return DateSpan(first: range.lowerBound, last: range.upperBound - 1, date: solar)
  }

  /// What the parts of a date in words say otherwise.
  public func differences(to words: RegisterDate) -> DateParts {
    var parts = DateParts()
    if day > 0 && words.day > 0 && day != words.day { parts.insert(.day) }
    if month > 0 && words.month > 0 && month != words.month { parts.insert(.month) }
    if unknownDigits == 0 && words.unknownDigits == 0 && year > 0 && words.year > 0
      && year != words.year
    {
      parts.insert(.year)
    }
    return parts
  }

  /// Takes the parts that are unknown here from a date in words.
  ///
  /// - Returns: whether any were taken.
  public mutating func complete(from words: RegisterDate) -> Bool {
    let before = self
    if year == 0 || (unknownDigits > 0 && words.unknownDigits == 0 && words.year > 0) {
      year = words.year
      unknownDigits = words.unknownDigits
      if cyclicYear == 0 { cyclicYear = words.cyclicYear }
    }
    if month == 0 { month = words.month }
    if day == 0 { day = words.day }
    return self != before
  }
}

/// Parts of a date.
public struct DateParts: OptionSet, Sendable {
  /// A bit for each part.
  public let rawValue: UInt8
  /// Creates a set from its bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }
  /// The day of the month.
  public static let day = DateParts(rawValue: 1)
  /// The month.
  public static let month = DateParts(rawValue: 2)
  /// The year.
  public static let year = DateParts(rawValue: 4)
}
