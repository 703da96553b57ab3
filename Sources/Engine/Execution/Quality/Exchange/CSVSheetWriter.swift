/// Writes a table as CSV (RFC 4180) in UTF-8 with a byte order mark, in which no spreadsheet computes
/// or changes anything.
public struct CSVSheetWriter: SheetWriter {
  private let write: ([UInt8]) throws -> Void

  /// Creates a writer; `write` takes the file's bytes in order.
  public init(_ write: @escaping ([UInt8]) throws -> Void) { self.write = write }

  /// Begins the table.
  public mutating func begin(_ name: String, columns: Int) throws { try write([0xEF, 0xBB, 0xBF]) }

  /// Adds a row.
  public mutating func add(_ cells: [SheetCell]) throws {
    try write(Array((cells.map { Self.cell($0.text) }.joined(separator: ",") + "\r\n").utf8))
  }

  /// Ends the file.
  public mutating func finish() throws {}

  static func cell(_ value: String) -> String {
    let text = SheetMark.marked(String(value.map { $0 == "\0" ? "\u{FFFD}" : $0 }))
    let needsQuotes = text.unicodeScalars.contains { "\",;\t\r\n".unicodeScalars.contains($0) }
    guard needsQuotes else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
