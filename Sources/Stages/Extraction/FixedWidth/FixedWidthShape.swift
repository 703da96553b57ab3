/// How a text of fixed columns is written.
public struct FixedWidthShape: Sendable, Equatable {
  /// A column.
  public struct Column: Sendable, Equatable {
    /// Its name, by which fields ask for it.
    public var name: String
    /// Where it begins in the record, from 0.
    public var start: Int
    /// Its width, at least 1.
    public var width: Int

    /// Creates a column.
    public init(name: String, start: Int, width: Int) {
      precondition(start >= 0 && width > 0, "a column has a place")
      self.name = name
      self.start = start
      self.width = width
    }

    /// Where it ends.
    public var end: Int { start + width }
  }

  /// What places and widths count.
  public enum Measure: String, Sendable, CaseIterable {
    /// Code points of UTF-8 and UTF-16; in legacy text, bytes all the same.
    case characters
    /// Bytes.
    case bytes
  }

  /// The columns, in any order.
  public var columns: [Column]
  /// What places and widths count.
  public var measure: Measure
  /// How the bytes spell the text, or `nil` to tell it.
  public var encoding: TextEncoding?
  /// The bytes of a record in a unit without line ends, or `nil` where a record is a line.
  public var recordLength: Int?
  /// The lines before the first record.
  public var skippedLines: Int
  /// Whether a line that ends early stands for one filled up with blanks.
  public var fillsShort: Bool
  /// The most bytes of a line.
  public var recordLimit: Int

  /// Creates a shape.
  public init(
    columns: [Column], measure: Measure = .characters, encoding: TextEncoding? = nil,
    recordLength: Int? = nil, skippedLines: Int = 0, fillsShort: Bool = false,
    recordLimit: Int = 16 << 20
  ) {
    self.columns = columns
    self.measure = measure
    self.encoding = encoding
    self.recordLength = recordLength
    self.skippedLines = skippedLines
    self.fillsShort = fillsShort
    self.recordLimit = recordLimit
  }

  /// The width of a record: where its last column ends.
  var width: Int { columns.map(\.end).max() ?? 0 }
}
