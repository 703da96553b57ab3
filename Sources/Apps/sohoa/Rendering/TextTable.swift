/// Columns of text, aligned by the width that a terminal shows.
struct TextTable {
  private var rows: [[String]] = []
  private let rightAligned: Set<Int>

  /// Creates a table with a row of headers.
  ///
  /// - Parameter rightAligned: the columns that hold numbers.
  init(_ headers: [String], rightAligned: Set<Int> = []) {
    rows = [headers]
    self.rightAligned = rightAligned
  }

  /// Adds a row.
  mutating func add(_ row: [String]) { rows.append(row) }

  /// The lines, without spaces at their ends.
  var text: String {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { $0.count > column ? $0[column].terminalWidth : 0 }.max() ?? 0
    }
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let padding = String(repeating: " ", count: widths[column] - cell.terminalWidth)
        line += rightAligned.contains(column) ? padding + cell : cell + padding
        line += "  "
      }
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }
}

extension String {
  /// The columns that a terminal uses: one a character, for the scripts that SoHoa shows.
  var terminalWidth: Int { count }

  /// The text, its middle left out where it is longer than a column may be.
  func shortened(to width: Int) -> String {
    guard count > width else { return self }
    let half = (width - 1) / 2
    return prefix(width - 1 - half) + "…" + suffix(half)
  }
}

extension Int {
  /// The number with dots between groups of three digits, as it is written in Vietnam.
  var grouped: String {
    var text = ""
    for (index, digit) in String(magnitude).reversed().enumerated() {
      if index > 0 && index % 3 == 0 { text.append(".") }
      text.append(digit)
    }
    return (self < 0 ? "-" : "") + String(text.reversed())
  }
}
