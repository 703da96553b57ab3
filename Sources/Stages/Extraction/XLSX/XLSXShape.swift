/// How the sheets of a workbook are read.
public struct XLSXShape: Sendable, Equatable {
  /// Where the names of the columns stand.
  public enum Header: Sendable, Equatable {
    /// In the first row (or rows) that has a column for every field that must be there.
    case found
    /// In these rows of the sheet, from 1.
    case rows(ClosedRange<Int>)
    /// Nowhere: columns go by their letters.
    case none
  }

  /// The names, patterns or numbers (from 1) of the sheets to read; empty for all that are not hidden.
  public var sheets: [String]
  /// Where the names of the columns stand.
  public var header: Header
  /// Whether hidden rows are left out, as if by a filter.
  public var skipsHidden: Bool
  /// The most bytes of a cell's text.
  public var fieldLimit: Int
  /// The most bytes of a row's XML.
  public var recordLimit: Int

  /// Creates a shape.
  public init(
    sheets: [String] = [], header: Header = .found, skipsHidden: Bool = false,
    fieldLimit: Int = 1 << 20, recordLimit: Int = 16 << 20
  ) {
    self.sheets = sheets
    self.header = header
    self.skipsHidden = skipsHidden
    self.fieldLimit = fieldLimit
    self.recordLimit = recordLimit
  }
}
