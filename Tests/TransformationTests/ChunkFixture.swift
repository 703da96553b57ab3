import Columnar

/// Makes a chunk of live rows from texts, of which `nil` is null.
func makeChunk(_ names: [String], _ rows: [[String?]]) -> Chunk {
  var chunk = Chunk(columns: names)
  for (index, row) in rows.enumerated() {
    for (column, text) in row.enumerated() {
      chunk.columns[column].cells.append(
        text.map { chunk.bytes.append(Array($0.utf8)) } ?? .null)
    }
    chunk.origins.append(
      RowOrigin(record: Int64(index) + 1, line: 0, offset: 0, raw: .null))
    chunk.states.append(.live)
  }
  return chunk
}

extension Chunk {
  /// The texts of a column.
  func texts(_ name: String) -> [String?] {
    columns.first { $0.name == name }?.cells.map { bytes.string($0) } ?? []
  }

  /// Turns a column of texts into whole numbers.
  mutating func makeIntegers(_ index: Int, type: ColumnType = .integer) {
    columns[index].type = type
    columns[index].values = columns[index].cells.map { cell in
      Int64(bytes.string(cell)?.filter { $0 != "-" || type == .integer } ?? "") ?? 0
    }
  }
}
