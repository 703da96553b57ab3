internal import Columnar

extension Chunk {
  /// Moves cells that lie row by row into the columns.
  mutating func take(rowByRow cells: inout [Cell]) {
    let width = columns.count
    guard width > 0 else { return }
    let count = cells.count / width
    for column in 0..<width {
      let first = columns[column].cells.count
      columns[column].cells.append(contentsOf: repeatElement(.null, count: count))
      var target = columns[column].cells.mutableSpan
      var source = column
      let cells = cells.span
      for row in first..<first + count {
        target[row] = cells[source]
        source &+= width
      }
    }
    cells.removeAll(keepingCapacity: true)
  }
}
