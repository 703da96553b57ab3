/// How a CSV source is written.
public struct CSVDialect: Sendable, Equatable {
  /// The byte between two fields, or `nil` to find out which of `, ; tab |` it is.
  public var delimiter: UInt8?
  /// The byte around fields that hold delimiters or line breaks; doubled inside, it stands for itself.
  public var quote: UInt8
  /// The row that holds the column names, from 1, or `nil` when there is none and the columns are
  /// named `1`, `2`, ….
  public var headerRow: Int?
  /// How the bytes spell the text, or `nil` to tell UTF-8 and UTF-16 by what is certain.
  public var encoding: TextEncoding?
  /// The most bytes of a field.
  public var fieldLimit: Int
  /// The most bytes of a record.
  public var recordLimit: Int
  /// The most columns of a unit.
  public var columnLimit: Int

  /// Creates a dialect; without arguments, comma or whatever else is found, with names in row 1.
  ///
  /// - Parameters:
  ///   - delimiter: an ASCII byte that is neither the quote nor a line end, or `nil` to detect it.
  ///   - quote: an ASCII byte.
  ///   - headerRow: from 1; blank rows count.
  ///   - encoding: `nil` to detect UTF-8 and UTF-16.
  ///   - fieldLimit: the most bytes of a field, quotes apart.
  ///   - recordLimit: the most bytes of a record, its line end apart, at most 256 MiB.
  ///   - columnLimit: the most columns of a unit.
  public init(
    delimiter: UInt8? = nil, quote: UInt8 = UInt8(ascii: "\""), headerRow: Int? = 1,
    encoding: TextEncoding? = nil, fieldLimit: Int = 1 << 20, recordLimit: Int = 16 << 20,
    columnLimit: Int = 4_096
  ) {
    precondition(
      quote > 0 && quote < 128 && quote != .lineFeed && quote != .carriageReturn,
      "a quote is an ASCII byte other than a line end")
    if let delimiter {
      precondition(
        delimiter > 0 && delimiter < 128 && delimiter != quote && delimiter != .lineFeed
          && delimiter != .carriageReturn,
        "a delimiter is an ASCII byte other than the quote and a line end")
    }
    precondition(headerRow ?? 1 >= 1, "rows are counted from 1")
    precondition(
      fieldLimit > 0 && columnLimit > 0 && 1...(256 << 20) ~= recordLimit,
      "limits are positive, and a record fits a chunk")
    self.delimiter = delimiter
    self.quote = quote
    self.headerRow = headerRow
    self.encoding = encoding
    self.fieldLimit = fieldLimit
    self.recordLimit = recordLimit
    self.columnLimit = columnLimit
  }
}

extension UInt8 {
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
}
