public import Columnar

/// The units that a written place names on a day.
public struct PlaceSpec: Sendable, Equatable {
  /// The column with the place.
  public var column: Located<String>
  /// The column with the day.
  public var asOf: Located<String>
  /// What each column to come holds: `to` is the column, `from` the part.
  public var into: [ColumnPair]
  /// The score below which a place gets no codes.
  public var threshold: Int
  /// What happens to a place that is not certain.
  public var severity: Severity
}

/// Names cleaned and taken apart.
public struct NameSpec: Sendable, Equatable {
  /// How letters are written.
  public enum Case: String, Sendable, CaseIterable {
    /// The first letter of each word is a capital.
    case title
    /// Capital letters.
    case upper
  }

  /// The column with the names.
  public var column: Located<String>
  /// The case wanted; `nil` leaves it.
  public var letterCase: Case?
  /// What each column to come holds: `to` is the column, `from` the part.
  public var into: [ColumnPair]
  /// What happens to a name that looks wrong.
  public var severity: Severity
}

/// The codes that words mean.
public struct CodeSpec: Sendable, Equatable {
  /// The column with the words.
  public var column: Located<String>
  /// The table of codes.
  public var table: Located<String>
  /// The column for the codes.
  public var into: Located<String>
  /// What happens to a word without code.
  public var severity: Severity
}
