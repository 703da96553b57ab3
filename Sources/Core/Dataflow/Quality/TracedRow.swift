/// A row of a loaded table with where it came from.
public struct TracedRow: Sendable, Equatable {
  /// The table.
  public var table: String
  /// The row's number in its table.
  public var row: Int64
  /// The unit it came from.
  public var unit: Int64
  /// The record's number in its unit.
  public var record: Int64
  /// The run that wrote it last.
  public var run: Int64
  /// Its columns and their texts; `nil` for null.
  public var values: [Value]

  /// A column and its text.
  public struct Value: Sendable, Equatable {
    /// The column's name.
    public var column: String
    /// Its text, or `nil`.
    public var text: String?

    /// Creates a value.
    public init(_ column: String, _ text: String?) {
      self.column = column
      self.text = text
    }
  }

  /// Creates a row.
  public init(
    table: String, row: Int64, unit: Int64, record: Int64, run: Int64, values: [Value]
  ) {
    self.table = table
    self.row = row
    self.unit = unit
    self.record = record
    self.run = run
    self.values = values
  }
}

/// What a run did to a row.
public struct RowTouch: Sendable, Equatable {
  /// The run.
  public var run: Int64
  /// What the run does.
  public var kind: RunKind
  /// When it began, in UTC.
  public var started: String
  /// `loaded`, `updated`, `refused`, `corrected` or `replayed`.
  public var what: String
  /// The unit whose record it was.
  public var unit: Int64
  /// That record.
  public var record: Int64

  /// Creates a touch.
  public init(
    run: Int64, kind: RunKind, started: String, what: String, unit: Int64, record: Int64
  ) {
    self.run = run
    self.kind = kind
    self.started = started
    self.what = what
    self.unit = unit
    self.record = record
  }
}
