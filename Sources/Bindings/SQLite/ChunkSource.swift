internal import Columnar

/// Where the callbacks of a ``ChunkTable`` find the chunk; owned by the module and by the table.
@safe final class ChunkSource {
  /// One column of the chunk, as addresses.
  @unsafe struct ColumnView {
    var cells: UnsafePointer<Cell>?
    /// One slot a row, or nil where the text is the value.
    var values: UnsafePointer<Int64>?
    var isNumber = false
  }

  /// The chunk as addresses; all zero outside of a session.
  @unsafe struct View {
    var columns: UnsafeMutablePointer<ColumnView>
    var columnCount: Int
    var bytes: UnsafePointer<UInt8>?
    var byteCount = 0
    var origins: UnsafePointer<RowOrigin>?
    var states: UnsafePointer<RowState>?
    /// The number of rows that the addresses above are good for.
    var rowCount = 0
    /// The indices of the rows to show, or nil for the live ones from ``first`` on.
    var list: UnsafePointer<UInt32>?
    /// The first position to show: a row, or an index in ``list``.
    var first = 0
    /// The position behind the last one to show.
    var end = 0
    var openCursorCount = 0
    /// How often a use of the table has been planned.
    var planCount = 0
    var isInSession = false
  }

  let view: UnsafeMutablePointer<View>
  /// The CREATE TABLE statement that tells SQLite the columns.
  let declaration: String

  init(columnCount: Int, declaration: String) {
    // SAFETY: both allocations belong to this object and end with it.
    let columns = UnsafeMutablePointer<ColumnView>.allocate(capacity: max(columnCount, 1))
    unsafe columns.initialize(repeating: ColumnView(), count: max(columnCount, 1))
    unsafe view = UnsafeMutablePointer<View>.allocate(capacity: 1)
    unsafe view.initialize(to: View(columns: columns, columnCount: columnCount))
    self.declaration = declaration
  }

  deinit {
    unsafe view.pointee.columns.deallocate()
    unsafe view.deallocate()
  }

  /// The number of cursors that statements hold open.
  var openCursorCount: Int { unsafe view.pointee.openCursorCount }

  /// How often a use of the table has been planned.
  var planCount: Int { unsafe view.pointee.planCount }

  /// Forgets the chunk, so that the table is empty.
  func clear() {
    // SAFETY: the view is this object's own.
    let old = unsafe view.pointee
    unsafe view.pointee = View(
      columns: old.columns, columnCount: old.columnCount, openCursorCount: old.openCursorCount,
      planCount: old.planCount)
  }
}
