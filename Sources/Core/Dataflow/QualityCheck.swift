/// A condition over many loaded rows, judged in SQL before a run is done.
public struct QualityCheck: Sendable, Equatable {
  /// What is measured.
  public enum Measure: String, Sendable, CaseIterable {
    /// The number of rows.
    case rowCount
    /// The share of rows without a value, 0 to 1.
    case nullRate
    /// The number of different values.
    case distinct
    /// The share of values that occurred before, 0 to 1.
    case duplicateRate
    /// The smallest value.
    case minimum
    /// The largest value.
    case maximum
    /// The sum of the values.
    case sum
    /// The mean of the values.
    case mean
    /// The days from the latest value to the day the run began.
    case age
    /// The number of whole numbers missing between the least and the greatest; of a text counts the
    /// number that it begins with.
    case gaps
    /// The number of rows whose value is that of a row of another table which ended before a day.
    case ended
    /// The number of rows whose value no row of another table has.
    case unmatched
    /// The share of the records read that have a finding, 0 to 1.
    case violationRate

    /// Whether the measure is of rows, not of a column.
    public var isOfRows: Bool { self == .rowCount || self == .violationRate }
  }

  /// The rows that are measured together.
  public enum Scope: String, Sendable, CaseIterable {
    /// The rows of each unit of the run.
    case unit
    /// The rows that the run loaded or updated.
    case run
    /// All rows of the table.
    case table
  }

  /// What a column holds in the rows that are measured.
  public struct Condition: Sendable, Equatable {
    /// What is wanted of the column.
    public enum Wanted: Sendable, Equatable {
      /// This value, as a text.
      case value(String)
      /// Any value.
      case some
      /// No value.
      case none
    }

    /// The column.
    public var column: String
    /// What is wanted of it.
    public var wanted: Wanted

    /// Creates a condition.
    public init(_ column: String, _ wanted: Wanted) {
      self.column = column
      self.wanted = wanted
    }
  }

  /// The row of another table with the same value, and the day on which it ended.
  public struct Ending: Sendable, Equatable {
    /// The other table of the same database; while it is not there, nothing is judged.
    public var table: String
    /// The column there with the value.
    public var column: String
    /// The column there with the last day; null has not ended.
    public var lastDay: String
    /// The column here with the day that must not be later.
    public var asOf: String

    /// Creates an ending.
    public init(table: String, column: String, lastDay: String, asOf: String) {
      self.table = table
      self.column = column
      self.lastDay = lastDay
      self.asOf = asOf
    }
  }

  /// A column of another table in which values are looked up.
  public struct Source: Sendable, Equatable {
    /// The other table of the same database; while it is not there, nothing is judged.
    public var table: String
    /// The column there.
    public var column: String

    /// Creates a source.
    public init(table: String, column: String) {
      self.table = table
      self.column = column
    }
  }

  /// What a measure outside its thresholds does.
  public enum Severity: String, Sendable, CaseIterable {
    /// It is reported.
    case warn
    /// The run stops; what was committed stays.
    case stop
  }

  /// The check's code.
  public var code: String
  /// What is measured.
  public var measure: Measure
  /// The column it is measured on; for a measure of rows the one that its findings blame, if any.
  public var column: String?
  /// Only rows that have these values are measured; a group without such rows counts, too.
  public var conditions: [Condition]
  /// Where the end stands that ``Measure/ended`` asks for.
  public var ending: Ending?
  /// Where ``Measure/unmatched`` looks for the values.
  public var source: Source?
  /// The rows that are measured together.
  public var scope: Scope
  /// The columns by whose values the rows are measured apart.
  public var by: [String]
  /// The least good value.
  public var minimum: Double?
  /// The greatest good value.
  public var maximum: Double?
  /// The greatest good change against the last run that was done, as a share of its value.
  public var change: Double?
  /// The number of rows below which nothing is judged.
  public var after: Int
  /// Which rows of a group outside the thresholds get a finding; `nil` for none.
  public var report: TargetTable.WatchedKey.Report?
  /// What a measure outside its thresholds does.
  public var severity: Severity
  /// What is wrong then, in English.
  public var message: String
  /// What is wrong then, in Vietnamese.
  public var messageVietnamese: String

  /// The other table that must be there for the check to be judged, and its columns; `nil` for none.
  public var otherTable: (name: String, columns: [String])? {
    if let ending { return (ending.table, [ending.column, ending.lastDay]) }
    return source.map { ($0.table, [$0.column]) }
  }

  /// Creates a check.
  public init(
    code: String, measure: Measure, column: String? = nil, conditions: [Condition] = [],
    ending: Ending? = nil, source: Source? = nil, scope: Scope = .run, by: [String] = [],
    minimum: Double? = nil,
    maximum: Double? = nil,
    change: Double? = nil, after: Int = 0, report: TargetTable.WatchedKey.Report? = nil,
    severity: Severity = .stop, message: String, messageVietnamese: String
  ) {
    self.code = code
    self.measure = measure
    self.column = column
    self.conditions = conditions
    self.ending = ending
    self.source = source
    self.scope = scope
    self.by = by
    self.minimum = minimum
    self.maximum = maximum
    self.change = change
    self.after = after
    self.report = report
    self.severity = severity
    self.message = message
    self.messageVietnamese = messageVietnamese
  }
}

/// How a check of a run came out, over all the groups it was judged on.
public struct CheckEntry: Sendable, Equatable {
  /// The run.
  public var run: Int64
  /// The stage whose table was measured.
  public var stage: String
  /// The check's code.
  public var code: String
  /// What was measured, by the name it has in a schema.
  public var measure: String
  /// The column, or empty.
  public var column: String
  /// The rows measured together: `unit`, `run` or `table`.
  public var scope: String
  /// `warn` or `stop`.
  public var severity: String
  /// The number of groups that were measured.
  public var groups: Int
  /// The number of groups outside the thresholds.
  public var missed: Int
  /// The number of groups that had too few rows, or no value, to be judged.
  public var unjudged: Int
  /// The least value measured.
  public var least: Double?
  /// The greatest value measured.
  public var greatest: Double?
  /// Books with gaps, by the text of their names: the first hundred in the order of their names.
  public var gaps: [Gap] = []
  /// What it means that the check is missed, in English.
  public var message: String
  /// The same in Vietnamese.
  public var messageVietnamese: String

  /// The numbers missing from one group of rows.
  public struct Gap: Sendable, Equatable {
    /// The values that the group has in common, as a JSON array.
    public var group: String
    /// How many numbers are missing.
    public var count: Int
    /// The missing numbers, such as `3, 7-9`.
    public var numbers: String

    /// Creates a gap.
    public init(group: String, count: Int, numbers: String) {
      self.group = group
      self.count = count
      self.numbers = numbers
    }
  }

  /// Creates an entry.
  public init(
    run: Int64, stage: String, code: String, measure: String, column: String, scope: String,
    severity: String, groups: Int, missed: Int, unjudged: Int, least: Double?, greatest: Double?,
    message: String, messageVietnamese: String
  ) {
    self.run = run
    self.stage = stage
    self.code = code
    self.measure = measure
    self.column = column
    self.scope = scope
    self.severity = severity
    self.groups = groups
    self.missed = missed
    self.unjudged = unjudged
    self.least = least
    self.greatest = greatest
    self.message = message
    self.messageVietnamese = messageVietnamese
  }

  /// Whether the check ends the run.
  public var stops: Bool { missed > 0 && severity == QualityCheck.Severity.stop.rawValue }
}
