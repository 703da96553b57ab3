internal import Columnar

extension CSVReader {
  /// Writes the fields that are not what their raw bytes say behind those bytes.
  mutating func rewriteFields(of chunk: inout Chunk) {
    for (index, source) in head.columns.enumerated() {
      guard let source else { continue }
      for (row, column) in escapes where column == source && chunk.states[row] == .live {
        chunk.columns[index].cells[row] = unescape(
          chunk.columns[index].cells[row], in: &chunk.bytes)
      }
      head.decodings[index].decode(index, of: &chunk, rules)
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
}
