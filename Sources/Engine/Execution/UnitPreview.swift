public import Columnar
public import Dataflow
public import Extraction
public import LegacyText

/// What the beginning of a unit looks like on its way to the tables.
public struct UnitPreview: Sendable {
  /// A row as it leaves a step.
  public struct Row: Sendable {
    /// The record's number in its unit, from 1.
    public var record: Int64
    /// The line it begins on; 0 where lines mean nothing.
    public var line: Int64
    /// The values' texts, one for each column; `nil` for null.
    public var values: [String?]
    /// What the rules found, in the order of the steps.
    public var findings: [Finding]
    /// The record's scan, `path` or `path!member`; `nil` where it has none, or where rows are shown
    /// before their last step.
    public var scan: String?
    /// The record as read.
    public var raw: String
  }

  /// A broken rule.
  public struct Finding: Sendable {
    /// What is broken.
    public var rule: Rule
    /// The column concerned, or `nil` for the whole row.
    public var column: String?
    /// What stands in it, or `nil`.
    public var value: String?
  }

  /// The rows on their way to one table.
  public struct Table: Sendable {
    /// The table's name.
    public var name: String
    /// The step that the rows have just left; empty for the records as read.
    public var step: String
    /// The columns at this place.
    public var columns: [(name: String, type: ColumnType)]
    /// The rows wanted: those that go on, or those that were refused.
    public var rows: [Row]
    /// The rows looked at to find them.
    public var read = 0
    /// How many of these were refused so far.
    public var rejected = 0
    /// How many of these were left out by a filter so far.
    public var filtered = 0
  }

  /// What the unit is and where it lies.
  public var identity: UnitIdentity
  /// The format, as the definition's key names it.
  public var format: String
  /// How the text is spelled, or `nil` where the format's library sees to it.
  public var encoding: String?
  /// How the encoding was made out: of the unit, then of columns that were decided by themselves.
  public var encodingFindings: [EncodingFinding] = []
  /// What separates the fields of a CSV unit.
  public var delimiter: Character?
  /// The rows of a sheet that hold its headers.
  public var headerRows: ClosedRange<Int>?
  /// The fields with cells in legacy fonts: the font that most have, and how many.
  public var fonts: [(field: String, font: FontFamily, cells: Int)] = []
  /// The fields and the names of the unit's columns that carry them; `nil` where it has none.
  public var carriers: [(field: String, header: String?)] = []
  /// The unit's columns that no field asks for.
  public var unusedHeaders: [String] = []
  /// The rows by table: those of the records first, then those of nested records.
  public var tables: [Table] = []
  /// Why the unit cannot be read, or not to its end, or `nil`.
  public var problem: Diagnostic?
}
