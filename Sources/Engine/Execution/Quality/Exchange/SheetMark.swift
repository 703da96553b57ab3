/// The apostrophe that keeps a spreadsheet from changing a value of CSV.
///
/// A spreadsheet computes a cell that begins like a formula, and turns what looks like a number or a
/// date into one: `0012` comes back as `12`, `01/2009` as `Jan-09`. With an apostrophe before it, it is
/// text. Reading takes one leading apostrophe off again, so a value that has one of its own gets
/// another.
public enum SheetMark {
  /// A value as a cell of CSV.
  public static func marked(_ value: String) -> String {
    isRisky(value) ? "'" + value : value
  }

  /// The value of a cell of CSV.
  public static func unmarked(_ cell: String) -> String {
    cell.hasPrefix("'") ? String(cell.dropFirst()) : cell
  }

  private static let formulaStarts = Set("=+-@\t\r|%＝＋－＠'".unicodeScalars)
  private static let blanks = Set(" \n\u{A0}\u{FEFF}".unicodeScalars)

  private static func isRisky(_ value: String) -> Bool {
    if value.first == "'" { return true }
    guard let first = value.unicodeScalars.first(where: { !blanks.contains($0) }) else {
      return false
    }
    if formulaStarts.contains(first) { return true }
    if ["true", "false"].contains(value.lowercased()) { return true }
    guard first.isASCIIDigit || first == "." || first == "," else { return false }
    return !isPlainNumber(value) && mayBeNumberOrDate(value)
  }

  /// Whether a spreadsheet gives it back as it is: a whole number without zeros before it.
  private static func isPlainNumber(_ value: String) -> Bool {
    let digits = value.unicodeScalars
    return digits.allSatisfy(\.isASCIIDigit) && digits.count <= 11
      && (digits.first != "0" || digits.count == 1)
  }

  private static let words = [
    "e", "am", "pm", "a", "p", "h", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep",
    "oct", "nov", "dec",
  ]

  /// Whether its letters, if it has any, are those of a number, a time or an English month.
  private static func mayBeNumberOrDate(_ value: String) -> Bool {
    let letters = value.lowercased().filter(\.isLetter)
    return letters.isEmpty
      || words.contains { letters == $0 || $0.count == 3 && letters.hasPrefix($0) }
  }
}

extension Unicode.Scalar {
  fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
