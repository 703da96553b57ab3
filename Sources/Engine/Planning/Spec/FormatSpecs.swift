/// How tables of dBase and FoxPro are read.
public struct DBFSpec: Sendable, Equatable {
  /// What is done with deleted records.
  public enum Deleted: String, Sendable, CaseIterable {
    /// They are left out, as a filter does.
    case skip
    /// They are read, and each bears a warning.
    case read
  }

  /// The encoding's name; `nil` or `auto` to detect it.
  public var encoding: Located<String>?
  /// What is done with deleted records; `nil` stands for ``Deleted/skip``.
  public var deleted: Located<Deleted>?
}

/// How text of fixed columns is read.
public struct FixedWidthSpec: Sendable, Equatable {
  /// A column: its name and where it lies.
  public struct Column: Sendable, Equatable {
    /// Its name.
    public var name: Located<String>
    /// Where it begins, from 0.
    public var start: Int
    /// Its width.
    public var width: Int
  }

  /// What places and widths count.
  public enum Measure: String, Sendable, CaseIterable {
    /// Code points.
    case characters
    /// Bytes.
    case bytes
  }

  /// What is done with lines that end early.
  public enum Short: String, Sendable, CaseIterable {
    /// They are refused.
    case reject
    /// They stand for lines filled up with blanks.
    case fill
  }

  /// The columns, in the order of the definition.
  public var columns: [Column]
  /// What places and widths count; `nil` stands for ``Measure/characters``.
  public var measure: Located<Measure>?
  /// The encoding's name; `nil` or `auto` to detect it.
  public var encoding: Located<String>?
  /// The lines before the first record.
  public var skip: Located<Int>?
  /// The bytes of a record without line end; `nil` where a record is a line.
  public var length: Located<Int>?
  /// What is done with lines that end early; `nil` stands for ``Short/reject``.
  public var short: Located<Short>?
}

/// How JSON is read.
public struct JSONSpec: Sendable, Equatable {
  /// The path of the list of records; `nil` where each line is one.
  public var record: Located<String>?
  /// Lists inside a record.
  public var children: [ChildSpec]
}
