/// Columns of text, aligned by the width that a terminal shows.
struct TextTable {
  private var headers: [[String]]
  private var rows: [[String]] = []
  private let rightAligned: Set<Int>

  /// Creates a table with a row of headers; the right-aligned columns hold numbers.
  init(_ headers: [String], rightAligned: Set<Int> = []) {
    self.init(headers: [headers], rightAligned: rightAligned)
  }

  /// Creates a table with several rows of headers, or none.
  init(headers: [[String]], rightAligned: Set<Int> = []) {
    self.headers = headers
    self.rightAligned = rightAligned
  }

  /// Adds a row.
  mutating func add(_ row: [String]) { rows.append(row) }

  /// The headers and the rows, without spaces at the ends of lines.
  var text: String { lines(headers + rows).joined(separator: "\n") }

  /// The rows alone.
  var body: String { lines(rows).joined(separator: "\n") }

  private func lines(_ rows: [[String]]) -> [String] {
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
    }
  }
}
