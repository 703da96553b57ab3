/// The text of a file that a person edits, by lines.
public struct SourceText: Sendable, Equatable {
  /// The file, as the person named it.
  public let file: String
  /// The whole text, without a byte order mark.
  public let text: String
  /// The lines without their ends.
  public let lines: [Substring]

  /// Splits a text at LF, CR LF and CR.
  public init(file: String, text: String) {
    self.file = file
    self.text = text
    lines = text.split(omittingEmptySubsequences: false) {
      $0 == "\n" || $0 == "\r\n" || $0 == "\r"
    }
  }

  /// Turns a line and a column in Unicode scalars, both from 1, into a column in characters.
  func characterColumn(line: Int, scalarColumn: Int) -> Int {
    guard lines.indices.contains(line - 1), scalarColumn > 1 else { return max(1, scalarColumn) }
    var column = 0
    var scalars = 0
    for character in lines[line - 1] {
      column += 1
      scalars += character.unicodeScalars.count
      if scalars >= scalarColumn { return column }
    }
    return column + 1
  }
}
