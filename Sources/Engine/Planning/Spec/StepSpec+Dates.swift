public import Columnar

/// How a column of dates is read.
public struct DateSpec: Sendable, Equatable {
  /// What happens to a date of which a part is unknown.
  public enum Partial: String, Sendable, CaseIterable {
    /// It is a date like others.
    case accept
    /// It is noted.
    case warn
    /// The row is refused.
    case reject
  }

  /// The calendar of dates that do not say it.
  public enum Calendar: String, Sendable, CaseIterable {
    /// The Gregorian calendar.
    case solar
    /// The Vietnamese lunar calendar.
    case lunar
  }

  /// The column.
  public var column: Located<String>
  /// The columns to make, by their key: edtf, from, to, lunar.
  public var into: [String: Located<String>]
  /// The column with the date in words.
  public var words: Located<String>?
  /// The calendar of dates that do not say it.
  public var calendar: Calendar
  /// The last year of two figures that is 20yy.
  public var pivot: Int?
  /// The column with a later date.
  public var reference: Located<String>?
  /// What happens to a date of which a part is unknown.
  public var partial: Partial
  /// What happens to what is no date.
  public var severity: Severity
}

/// How a column of personal numbers is read.
public struct IDNumberSpec: Sendable, Equatable {
  /// The column.
  public var column: Located<String>
  /// The columns to make, by their key: number, province, sex, year.
  public var into: [String: Located<String>]
  /// The column with the sex.
  public var sex: Located<String>?
  /// The column with the date of birth.
  public var birth: Located<String>?
  /// The column with the province's code.
  public var province: Located<String>?
  /// What happens to what is no personal number.
  public var severity: Severity
}
