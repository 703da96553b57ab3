public import Columnar

/// A table to load, as the definition describes it.
public struct TargetTable: Sendable, Equatable {
  /// A column to load.
  public struct Column: Sendable, Equatable {
    /// Its name, in the chunk and in the table.
    public var name: String
    /// What it holds.
    public var type: ColumnType
    /// Whether null is refused.
    public var isRequired: Bool

    /// Creates a column.
    public init(name: String, type: ColumnType, isRequired: Bool = false) {
      self.name = name
      self.type = type
      self.isRequired = isRequired
    }
  }

  /// How rows meet the rows that are there.
  public enum Mode: String, Sendable, CaseIterable {
    /// Rows are added; one with the key of another is a duplicate or a reject.
    case append
    /// Rows are added, or replace the row with their key.
    case upsert
    /// The rows of a run replace all rows of earlier runs.
    case replace
  }

  /// Columns whose values no two rows share, besides the key that rows are merged by.
  public struct UniqueKey: Sendable, Equatable {
    /// The columns; a row with null in one of them is held against no other.
    public var columns: [String]
    /// The rule that a row with the values of another row breaks.
    public var rule: UInt16

    /// Creates a key.
    public init(columns: [String], rule: UInt16) {
      self.columns = columns
      self.rule = rule
    }
  }

  /// The days on which a referenced row is valid, all columns being dates.
  public struct Validity: Sendable, Equatable {
    /// The column here with the day that counts; a row without it may refer to any row.
    public var asOf: String
    /// The column there with the first day, if any; null is from ever on.
    public var from: String?
    /// The column there with the last day, if any; null is for ever.
    public var to: String?

    /// Creates a validity.
    public init(asOf: String, from: String?, to: String?) {
      self.asOf = asOf
      self.from = from
      self.to = to
    }

    /// The columns there.
    public var tableColumns: [String] { [from, to].compactMap(\.self) }
  }

  /// Columns whose values rows may share, which is noted before a run is done.
  public struct WatchedKey: Sendable, Equatable {
    /// Which of several rows with one key are noted.
    public enum Report: String, Sendable, CaseIterable {
      /// The one that was loaded first.
      case first
      /// All but the first.
      case later
      /// All.
      case all
    }

    /// The columns; a row with null in one of them is held against no other.
    public var columns: [String]
    /// Which rows are noted.
    public var report: Report
    /// The rule, which only warns.
    public var rule: UInt16

    /// Creates a key.
    public init(columns: [String], report: Report, rule: UInt16) {
      self.columns = columns
      self.report = report
      self.rule = rule
    }
  }

  /// Columns whose values must be those of a row of a table of the same database.
  public struct Reference: Sendable, Equatable {
    /// The columns here; a row with null in one of them refers to nothing.
    public var columns: [String]
    /// The referenced table, which may be this one.
    public var table: String
    /// The columns there, as many as here.
    public var tableColumns: [String]
    /// When the referenced row must be valid, or `nil` for one that is always.
    public var validity: Validity?
    /// The rule that a row without its referenced row breaks.
    public var rule: UInt16
    /// What breaking it does to the row.
    public var severity: Severity

    /// Creates a reference.
    public init(
      columns: [String], table: String, tableColumns: [String], validity: Validity? = nil,
      rule: UInt16, severity: Severity = .reject
    ) {
      self.validity = validity
      self.columns = columns
      self.table = table
      self.tableColumns = tableColumns
      self.rule = rule
      self.severity = severity
    }
  }

  /// The table's name.
  public var name: String
  /// Its columns, without the lineage columns.
  public var columns: [Column]
  /// How rows meet the rows that are there.
  public var mode: Mode
  /// The columns that identify a row; empty when nothing does.
  public var key: [String]
  /// Further keys; there are none without ``key``.
  public var uniqueKeys: [UniqueKey]
  /// What rows refer to.
  public var references: [Reference]
  /// Further indexes to build.
  public var indexes: [[String]]
  /// The number of hash partitions that the table is made of where the database has such; 1 for none.
  ///
  /// The key decides in which a row lies; without one its unit and record.
  public var partitions = 1
  /// Keys that rows may share, with a warning.
  public var watchedKeys: [WatchedKey] = []
  /// What must hold for its rows together before a run is done.
  public var checks: [QualityCheck] = []
  /// The rule that a row with the key of another, different row breaks.
  public var keyRule: UInt16
  /// The rule noted for a row that repeats another one.
  public var duplicateRule: UInt16
  /// The rule that a row breaks which the database refuses for a reason of its own.
  public var constraintRule: UInt16

  /// Creates a table.
  public init(
    name: String, columns: [Column], mode: Mode, key: [String] = [],
    uniqueKeys: [UniqueKey] = [], references: [Reference] = [], indexes: [[String]] = [],
    keyRule: UInt16, duplicateRule: UInt16, constraintRule: UInt16
  ) {
    self.name = name
    self.columns = columns
    self.mode = mode
    self.key = key
    self.uniqueKeys = uniqueKeys
    self.references = references
    self.indexes = indexes
    self.keyRule = keyRule
    self.duplicateRule = duplicateRule
    self.constraintRule = constraintRule
  }
}
