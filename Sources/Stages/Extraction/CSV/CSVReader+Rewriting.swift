internal import Columnar
internal import LegacyText

extension CSVReader {
  /// Writes the fields that are not what their raw bytes say behind those bytes.
  mutating func rewriteFields(of chunk: inout Chunk) {
    for (index, source) in head.columns.enumerated() {
      guard let source else { continue }
      for (row, column) in escapes where column == source && chunk.states[row] == .live {
        chunk.columns[index].cells[row] = unescape(
          chunk.columns[index].cells[row], in: &chunk.bytes)
      }
      decode(index, of: &chunk)
    }
  }

  /// Appends the text of a quoted field with each doubled quote as one.
  private func unescape(_ cell: Cell, in bytes: inout ByteArena) -> Cell {
    bytes.reserve(Int(cell.length))
    let start = bytes.count
    let quote = head.dialect.quote
    var text = bytes.storage.mutableSpan
    var end = start
    var index = cell.range.lowerBound
    while index < cell.range.upperBound {
      text[end] = text[index]
      end += 1
      index += text[index] == quote ? 2 : 1
    }
    bytes.count = end
    return Cell(start..<end)
  }

  /// Decodes a column of legacy text; a row with a byte that means nothing is refused.
  private func decode(_ column: Int, of chunk: inout Chunk) {
    var (failures, guesses): ([Int], [Int]) = ([], [])
    var cells: [Cell] = []
    swap(&cells, &chunk.columns[column].cells)
    switch head.decodings[column] {
    case .none: break
    case .legacy(let decoder):
      decoder.decode(&cells, bytes: &chunk.bytes, failures: &failures)
    case .cells(let decoder):
      decoder.decode(&cells, bytes: &chunk.bytes, failures: &failures, guesses: &guesses)
    }
    swap(&cells, &chunk.columns[column].cells)
    for row in failures where chunk.states[row] == .live {
      refuse(row, of: &chunk, rule: rules.encoding, column: column)
    }
    for row in guesses where chunk.states[row] == .live {
      chunk.note(Violation(row: row, rule: rules.guess, column: column), severity: .warn)
    }
  }
}
