internal import Columnar

/// Lends a chunk's arrays to a ``ChunkSource`` while a body runs.
struct ChunkSession {
  let source: ChunkSource
  let columnCount: Int

  // SAFETY: every address stored in the view comes from an array whose `withUnsafeBufferPointer`
  // encloses the body, and `clear` forgets them all before the outermost of these closures ends.

  func run<Result, Failure: Error>(
    _ chunk: borrowing Chunk, _ selection: RowSelection, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let rowCount = chunk.rowCount
    precondition(unsafe !source.view.pointee.isInSession, "a chunk table shows one chunk at a time")
    precondition(chunk.columns.count >= columnCount, "a chunk has the columns of its table")
    precondition(chunk.states.count == rowCount, "a chunk has one state a row")
    unsafe source.view.pointee.isInSession = true
    defer { source.clear() }
    switch selection {
    case .live: select(first: 0, end: rowCount)
    case .liveIn(let range):
      precondition(range.lowerBound >= 0, "a row's index is not negative")
      select(first: min(range.lowerBound, rowCount), end: min(range.upperBound, rowCount))
    case .rows(let list):
      precondition(list.allSatisfy { $0 < rowCount }, "a row's index lies in its chunk")
      select(first: 0, end: list.count)
      return try unsafe list.withUnsafeBufferPointer { list throws(Failure) in
        // An empty list may have no address, and then nothing is shown because `end` is 0.
        unsafe source.view.pointee.list = list.baseAddress
        return try lendRows(chunk, body)
      }
    }
    return try lendRows(chunk, body)
  }

  private func select(first: Int, end: Int) {
    unsafe source.view.pointee.first = first
    unsafe source.view.pointee.end = end
  }

  private func lendRows<Result, Failure: Error>(
    _ chunk: borrowing Chunk, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let byteCount = chunk.bytes.count
    let chunk = copy chunk
    return try unsafe chunk.bytes.storage.withUnsafeBufferPointer { bytes throws(Failure) in
      try unsafe chunk.origins.withUnsafeBufferPointer { origins throws(Failure) in
        try unsafe chunk.states.withUnsafeBufferPointer { states throws(Failure) in
          unsafe source.view.pointee.bytes = bytes.baseAddress
          unsafe source.view.pointee.byteCount = min(byteCount, bytes.count)
          unsafe source.view.pointee.origins = origins.baseAddress
          unsafe source.view.pointee.states = states.baseAddress
          return try lendColumns(chunk.columns, from: 0, rowCount: origins.count, body)
        }
      }
    }
  }

  private func lendColumns<Result, Failure: Error>(
    _ columns: [Column], from index: Int, rowCount: Int, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard index < columnCount else {
      unsafe source.view.pointee.rowCount = rowCount
      return try body()
    }
    let type = columns[index].type
    precondition(columns[index].cells.count == rowCount, "a column has one cell a row")
    precondition(
      !type.hasValues || columns[index].values.count == rowCount, "a column has one value a row")
    return try unsafe columns[index].cells.withUnsafeBufferPointer { cells throws(Failure) in
      try unsafe columns[index].values.withUnsafeBufferPointer { values throws(Failure) in
        // The text of days and times is what SQL has functions for.
        let isNumeric = type == .integer || type == .number || type == .boolean
        unsafe source.view.pointee.columns[index] = ChunkSource.ColumnView(
          cells: cells.baseAddress, values: isNumeric ? values.baseAddress : nil,
          isNumber: type == .number)
        return try lendColumns(columns, from: index + 1, rowCount: rowCount, body)
      }
    }
  }
}
