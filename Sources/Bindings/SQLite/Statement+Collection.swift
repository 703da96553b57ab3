public import Columnar
internal import CSQLite

/// A computed value that is not of its column's type.
public struct TypeMismatch: Sendable, Equatable {
  /// The row in its chunk.
  public var row: Int
  /// The position among the columns collected.
  public var column: Int

  /// Creates a mismatch.
  public init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }
}

extension Statement {
  /// Runs a query over a ``ChunkTable`` to its end and collects the row indices it selects first.
  ///
  /// - Parameter rows: the values of the first column are appended to it.
  /// - Throws: ``SQLiteError``; `rows` may then hold a part.
  public func collectRows(into rows: inout [UInt32]) throws(SQLiteError) {
    defer { reset() }
    while try step() {
      rows.append(UInt32(truncatingIfNeeded: int64(at: 0)))
    }
  }

  /// Runs a query over a ``ChunkTable`` to its end and fills columns with the values it computes.
  ///
  /// The first column of the query is the row's index, the others are the values of `columns` in
  /// order. Numbers are written as the shortest text that gives the same number, and booleans as
  /// `true` and `false`. A column may be text, integer, number or boolean.
  ///
  /// - Parameters:
  ///   - columns: have a cell for each row, and a value where the type has values; only the rows
  ///     that the query yields are overwritten.
  ///   - bytes: the texts are appended to it.
  ///   - byteLimit: the most bytes to append.
  /// - Returns: the values that are not of their column's type; their cells become null.
  /// - Throws: ``SQLiteError``, also when the texts are over the limit.
  public func collect(
    into columns: inout [Column], bytes: inout ByteArena, byteLimit: Int = 256 << 20
  ) throws(SQLiteError) -> [TypeMismatch] {
    defer { reset() }
    var mismatches: [TypeMismatch] = []
    let end = min(bytes.count + byteLimit, Int(UInt32.max) - 1)
    while try step() {
      let row = int64(at: 0)
      for index in columns.indices {
        precondition(row >= 0 && row < columns[index].cells.count, "a column has a cell a row")
        let isOfType = store(column: index, row: Int(row), into: &columns[index], &bytes)
        if !isOfType { mismatches.append(TypeMismatch(row: Int(row), column: index)) }
      }
      guard bytes.count <= end else {
        throw SQLiteError(
          extendedCode: SQLITE_TOOBIG, message: "the values of one chunk are too large", sql: sql)
      }
    }
    return mismatches
  }

  private func store(
    column index: Int, row: Int, into column: inout Column, _ bytes: inout ByteArena
  ) -> Bool {
    column.cells[row] = .null
    let source = Int32(clamping: index + 1)
    // SAFETY: the handle is live and stands on a row.
    let type = unsafe sqlite3_column_type(handle, source)
    if type == SQLITE_NULL { return true }
    switch column.type {
    case .text, .decimal, .date, .time, .dateTime:
      guard type != SQLITE_BLOB else { return false }
      column.cells[row] = appendText(source, to: &bytes)
    case .integer:
      guard type == SQLITE_INTEGER else { return false }
      column.values[row] = unsafe sqlite3_column_int64(handle, source)
      column.cells[row] = appendText(source, to: &bytes)
    case .number:
      guard type == SQLITE_INTEGER || type == SQLITE_FLOAT else { return false }
      let value = unsafe sqlite3_column_double(handle, source)
      guard value.isFinite else { return false }
      column.values[row] = Int64(bitPattern: value.bitPattern)
      column.cells[row] = bytes.append(Array(value.description.utf8))
    case .boolean:
      guard type == SQLITE_INTEGER else { return false }
      let value = unsafe sqlite3_column_int64(handle, source)
      guard value == 0 || value == 1 else { return false }
      column.values[row] = value
      column.cells[row] = bytes.append(Array((value == 1 ? "true" : "false").utf8))
    }
    return true
  }

  private func appendText(_ column: Int32, to bytes: inout ByteArena) -> Cell {
    // SAFETY: SQLite gives `length` bytes at `text` until the next call on the statement; the arena
    // has room for them behind its bytes in use.
    let text = unsafe sqlite3_column_text(handle, column)
    let length = Int(unsafe sqlite3_column_bytes(handle, column))
    bytes.reserve(length)
    let start = bytes.count
    guard let text = unsafe text, length > 0 else { return Cell(start..<start) }
    unsafe bytes.storage.withUnsafeMutableBytes { room in
      let target = unsafe UnsafeMutableRawBufferPointer(rebasing: room[start..<start + length])
      unsafe target.copyMemory(from: UnsafeRawBufferPointer(start: text, count: length))
    }
    bytes.count = start + length
    return Cell(start..<start + length)
  }
}
