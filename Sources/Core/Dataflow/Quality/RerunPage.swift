/// A committed chunk of a unit, as a rerun finds it again.
public struct ChunkSpan: Sendable, Equatable {
  /// The chunk's number in the unit, from 1.
  public var chunk: Int64
  /// The numbers of its first and its last record.
  public var records: ClosedRange<Int64>
  /// Where the next chunk begins.
  public var end: Position
  /// The hash of its records as read; empty where it is not known.
  public var hash: String

  /// Creates a span.
  public init(chunk: Int64, records: ClosedRange<Int64>, end: Position, hash: String) {
    self.chunk = chunk
    self.records = records
    self.end = end
    self.hash = hash
  }
}

/// A chunk that was read again and takes the place of what it wrote before.
public struct RerunPage: Sendable {
  /// The unit's number.
  public var unit: Int64
  /// The chunk.
  public var span: ChunkSpan
  /// For each chunk to load, the index of its table in the run's draft.
  public var tables: [Int]
  /// Whether all of the unit follows the run's definition with this chunk.
  public var completesUnit: Bool
  /// The name of the file that holds the chunk's records as read; empty for none.
  public var spool = ""

  /// Creates a page.
  public init(unit: Int64, span: ChunkSpan, tables: [Int], completesUnit: Bool) {
    self.unit = unit
    self.span = span
    self.tables = tables
    self.completesUnit = completesUnit
  }
}

/// A row or a record that two states of a database do not have alike.
public struct RowDifference: Sendable, Equatable {
  /// How it differs.
  public enum Kind: String, Sendable {
    /// It is only in the second state.
    case added
    /// It is only in the first state.
    case removed
    /// It is in both, with other values.
    case changed
  }

  /// A field that differs.
  public struct Field: Sendable, Equatable {
    /// The column's name.
    public var name: String
    /// Its text in the first state, or `nil`.
    public var before: String?
    /// Its text in the second state, or `nil`.
    public var after: String?

    /// Creates a field.
    public init(_ name: String, _ before: String?, _ after: String?) {
      self.name = name
      self.before = before
      self.after = after
    }
  }

  /// The table.
  public var table: String
  /// How it differs.
  public var kind: Kind
  /// The unit it came from.
  public var unit: Int64
  /// The record's number in its unit.
  public var record: Int64
  /// The fields that differ; all that are not null of a row that is in one state only.
  public var fields: [Field]

  /// Creates a difference.
  public init(table: String, kind: Kind, unit: Int64, record: Int64, fields: [Field]) {
    self.table = table
    self.kind = kind
    self.unit = unit
    self.record = record
    self.fields = fields
  }
}
