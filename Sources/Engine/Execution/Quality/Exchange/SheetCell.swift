/// A cell of a table that people open in a spreadsheet.
public struct SheetCell: Sendable, Equatable {
  /// How it is shown.
  public enum Look: Int, Sendable {
    /// As any other.
    case plain = 1
    /// As the name of a column.
    case head = 2
    /// As what is wrong.
    case fault = 3
  }

  /// Its text.
  public var text: String
  /// How it is shown, where the format can.
  public var look: Look

  /// Creates a cell.
  public init(_ text: String, _ look: Look = .plain) {
    self.text = text
    self.look = look
  }
}

/// Writes tables for spreadsheets.
public protocol SheetWriter {
  /// Begins a table; CSV has one only.
  mutating func begin(_ name: String, columns: Int) throws
  /// Adds a row.
  mutating func add(_ cells: [SheetCell]) throws
  /// Ends the file.
  mutating func finish() throws
}
