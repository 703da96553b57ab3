internal import Columnar

/// Lends a chunk's arrays to a ``ChunkSource`` while a body runs.
struct ChunkSession {
  let source: ChunkSource
  let columnCount: Int

  // SAFETY: the elements of an array lie in its heap object. The session holds a reference to each
  // array, so that none is freed and whoever changes the chunk meanwhile changes a copy; `clear`
  // forgets the addresses before the references end. Closures in closures, one for each column,
  // would keep to the letter of `withUnsafeBufferPointer`, but need a deep stack for wide chunks.

  func run<Result, Failure: Error>(
    _ chunk: borrowing Chunk, _ selection: RowSelection, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(unsafe !source.view.pointee.isInSession, "a chunk table shows one chunk at a time")
    let held = (chunk: copy chunk, selection: selection)
    show(held.chunk)
    select(held.selection, rowCount: held.chunk.rowCount)
    defer {
      source.clear()
      withExtendedLifetime(held) {}
    }
    return try body()
  }

  private func show(_ chunk: Chunk) {
    let rowCount = chunk.rowCount
    precondition(chunk.columns.count >= columnCount, "a chunk has the columns of its table")
    precondition(chunk.states.count == rowCount, "a chunk has one state a row")
    for index in 0..<columnCount {
      let type = chunk.columns[index].type
      precondition(chunk.columns[index].cells.count == rowCount, "a column has one cell a row")
      precondition(
        !type.hasValues || chunk.columns[index].values.count == rowCount,
        "a column has one value a row")
      // Days and times go as their text, which is what SQL has functions for.
      let isNumeric = type == .integer || type == .number || type == .boolean
      unsafe source.view.pointee.columns[index] = ChunkSource.ColumnView(
        cells: address(of: chunk.columns[index].cells),
        values: isNumeric ? address(of: chunk.columns[index].values) : nil,
        isNumber: type == .number)
    }
    unsafe source.view.pointee.isInSession = true
    unsafe source.view.pointee.bytes = unsafe address(of: chunk.bytes.storage)
    unsafe source.view.pointee.byteCount = min(chunk.bytes.count, chunk.bytes.storage.count)
    unsafe source.view.pointee.origins = unsafe address(of: chunk.origins)
    unsafe source.view.pointee.states = unsafe address(of: chunk.states)
    unsafe source.view.pointee.rowCount = rowCount
  }

  private func select(_ selection: RowSelection, rowCount: Int) {
    switch selection {
    case .live: unsafe source.view.pointee.end = rowCount
    case .liveIn(let range):
      precondition(range.lowerBound >= 0, "a row's index is not negative")
      unsafe source.view.pointee.first = min(range.lowerBound, rowCount)
      unsafe source.view.pointee.end = min(range.upperBound, rowCount)
    case .rows(let list):
      precondition(list.allSatisfy { $0 < rowCount }, "a row's index lies in its chunk")
      // An empty list shows nothing because `end` stays 0.
      unsafe source.view.pointee.list = unsafe address(of: list)
      unsafe source.view.pointee.end = list.count
    }
  }

  private func address<Element>(of array: [Element]) -> UnsafePointer<Element>? {
    unsafe array.withUnsafeBufferPointer { $0.baseAddress }
  }
}
