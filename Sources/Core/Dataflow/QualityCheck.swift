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
  /// The column it is measured on, or `nil` for a measure of rows.
  public var column: String?
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
  /// What a measure outside its thresholds does.
  public var severity: Severity
  /// What is wrong then, in English.
  public var message: String
  /// What is wrong then, in Vietnamese.
  public var messageVietnamese: String

  /// Creates a check.
  public init(
    code: String, measure: Measure, column: String? = nil, scope: Scope = .run, by: [String] = [],
    minimum: Double? = nil, maximum: Double? = nil, change: Double? = nil, after: Int = 0,
    severity: Severity = .stop, message: String, messageVietnamese: String
  ) {
    self.code = code
    self.measure = measure
    self.column = column
    self.scope = scope
    self.by = by
    self.minimum = minimum
    self.maximum = maximum
    self.change = change
    self.after = after
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
  /// What it means that the check is missed, in English.
  public var message: String
  /// The same in Vietnamese.
  public var messageVietnamese: String

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
