import Extraction

/// Units that are read in one way.
struct GuessedSource {
  /// How the units are read.
  enum Format: Equatable {
    /// Delimited text in an encoding.
    case csv(String)
    /// Records at a path.
    case xml(String)
    /// Records in a list at a path, or one a line.
    case json(String?)
    /// Tables in an encoding.
    case dbf(String)
    /// Columns of widths, in an encoding.
    case fixed([Int], String)
    /// Sheets with their names in a row; the sheets by name where not all of them are read.
    case xlsx(row: Int, sheets: [String])
    /// Pages of recognised text in a format.
    case ocr(OCRShape.Format)
  }

  var format: Format
  /// The files, in the order in which they were named.
  var files: [String] = []
  /// Patterns for the members of archives; empty for plain and compressed files.
  var members: [String] = []
  /// The headers or paths, in the order in which they were met, and how many units have each.
  var headers: [(name: String, count: Int)] = []
  /// The units looked at.
  var unitCount = 0
  /// What told a legacy encoding.
  var evidence = ""
  /// The lists inside records, which are left out.
  var lists: [String] = []
}
