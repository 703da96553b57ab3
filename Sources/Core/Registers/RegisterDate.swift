/// A date as a register has it: parts that are not known are 0, and nothing is made up.
public struct RegisterDate: BitwiseCopyable, Sendable, Equatable {
  /// The year, or 0.
  public var year = 0
  /// The month, or 0.
  public var month = 0
  /// The day of the month, or 0.
  public var day = 0
  /// How many of the year's last digits are unknown, as in `195X`.
  public var unknownDigits = 0
  /// `~` (about), `?` (doubtful) or `%` (both), or 0.
  public var qualifier: UInt8 = 0
  /// Whether the parts are those of the lunar calendar.
  public var isLunar = false
  /// Whether a lunar month is the leap month.
  public var isLeapMonth = false
  /// The place in the cycle of sixty, from 1, of a year that is only named, or 0.
  public var cyclicYear = 0

  /// Creates a date of which nothing is known.
  public init() {}

  /// Creates a date from its parts, 0 for what is unknown.
  public init(year: Int, month: Int = 0, day: Int = 0) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// Whether day, month and year are known.
  public var isComplete: Bool { day > 0 && month > 0 && year > 0 && unknownDigits == 0 }

  /// Whether nothing places it in time.
  public var isEmpty: Bool { year == 0 && unknownDigits == 0 && cyclicYear == 0 }
}

/// What a text says about a date.
public enum DateReading: BitwiseCopyable, Sendable, Equatable {
  /// That it is not known, or nothing.
  case unknown
  /// A date, perhaps in part.
  case date(RegisterDate)
  /// No date.
  case fault(DateFault)
}

/// Why a text is no date.
public enum DateFault: UInt8, Error, BitwiseCopyable, Sendable, CaseIterable {
  /// It is not written like a date.
  case unreadable
  /// There is no such day.
  case impossible
  /// Its parts contradict each other.
  case contradictory
  /// Its year is named in the cycle of sixty, and nothing says which of the years is meant.
  case unplaced
}

/// The solar days that a date may mean.
public struct DateSpan: BitwiseCopyable, Sendable, Equatable {
  /// The first day, counted from 1970-01-01.
  public var first: Int
  /// The last day, counted from 1970-01-01.
  public var last: Int
  /// The date in the solar calendar; empty where only the two days tell it.
  public var date: RegisterDate

  /// Creates a span from its days, the first not after the last.
  public init(first: Int, last: Int, date: RegisterDate = RegisterDate()) {
    self.first = first
    self.last = last
    self.date = date
  }
}
