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
      if head.encoding == .tcvn3 { decode(index, of: &chunk) }
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
    for row in 0..<chunk.rowCount where chunk.states[row] == .live {
      let range = chunk.columns[column].cells[row].range
      chunk.bytes.reserve(range.count * 3 + 2)
      let start = chunk.bytes.count
      var text = chunk.bytes.storage.mutableSpan
      var isPlain = true
      for index in range where text[index] >= 0x80 {
        isPlain = false
        break
      }
      if isPlain { continue }
      if let end = LegacyDecoder(.tcvn3).decode(range, of: &text, at: start) {
        chunk.bytes.count = end
        chunk.columns[column].cells[row] = Cell(start..<end)
      } else {
        refuse(row, of: &chunk, rule: rules.encoding, column: column)
      }
    }
  }
}
