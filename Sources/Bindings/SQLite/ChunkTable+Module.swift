internal import CSQLite
internal import Columnar

// SAFETY, for the whole file: SQLite calls back on the connection's thread with the objects that
// `xConnect` and `xOpen` made, whose first member is the struct SQLite knows; each is freed by
// `xDisconnect` and `xClose`. The view outlives them, because the module holds its owner. Every
// address in the view is good for `rowCount` rows, which is 0 outside of a session, and every
// access is preceded by a comparison with it.

extension ChunkTable {
  /// What SQLite holds as one connection to the table.
  @safe private struct Table {
    var base = unsafe sqlite3_vtab()
    var view: UnsafeMutablePointer<ChunkSource.View>
  }

  /// What SQLite holds as one scan of the table.
  @safe private struct Cursor {
    var base = unsafe sqlite3_vtab_cursor()
    var view: UnsafeMutablePointer<ChunkSource.View>
    /// The position in the list, or the row itself.
    var position = 0
    var end = 0
    /// The row at ``position``, or what no chunk has.
    var row = Int.max

    /// Goes to the first row to show from ``position`` on.
    mutating func settle() {
      let view = unsafe self.view
      row = .max
      if let list = unsafe view.pointee.list {
        guard unsafe position < min(end, view.pointee.end) else { return }
        row = Int(unsafe list[position])
        return
      }
      guard let states = unsafe view.pointee.states else { return }
      let end = min(end, unsafe view.pointee.end)
      while position < end {
        if unsafe states[position] == .live {
          row = position
          return
        }
        position &+= 1
      }
    }
  }

  /// The callbacks; SQLite keeps the address, so it is never freed.
  nonisolated(unsafe) static let module: UnsafeMutablePointer<sqlite3_module> = {
    let module = UnsafeMutablePointer<sqlite3_module>.allocate(capacity: 1)
    var callbacks = sqlite3_module()
    // Without xCreate the table exists by its module's name alone.
    unsafe callbacks.xConnect = connect
    unsafe callbacks.xBestIndex = plan
    unsafe callbacks.xDisconnect = disconnect
    unsafe callbacks.xDestroy = disconnect
    unsafe callbacks.xOpen = open
    unsafe callbacks.xClose = close
    unsafe callbacks.xFilter = filter
    unsafe callbacks.xNext = next
    unsafe callbacks.xEof = isAtEnd
    unsafe callbacks.xColumn = column
    unsafe callbacks.xRowid = rowID
    unsafe module.initialize(to: callbacks)
    return unsafe module
  }()

  static let releaseSource: @convention(c) (UnsafeMutableRawPointer?) -> Void = { source in
    guard let source = unsafe source else { return }
    unsafe Unmanaged<ChunkSource>.fromOpaque(source).release()
  }

  private static let connect:
    @convention(c) (
      OpaquePointer?, UnsafeMutableRawPointer?, Int32, UnsafePointer<UnsafePointer<CChar>?>?,
      UnsafeMutablePointer<UnsafeMutablePointer<sqlite3_vtab>?>?,
      UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    ) -> Int32 = { database, context, _, _, result, message in
      guard let context = unsafe context, let result = unsafe result else { return SQLITE_MISUSE }
      let source = unsafe Unmanaged<ChunkSource>.fromOpaque(context).takeUnretainedValue()
      let code = unsafe sqlite3_declare_vtab(database, source.declaration)
      guard code == SQLITE_OK else {
        unsafe message?.pointee = unsafe sohoa_sqlite3_copy(sqlite3_errmsg(database))
        return code
      }
      let table = UnsafeMutablePointer<Table>.allocate(capacity: 1)
      unsafe table.initialize(to: Table(view: source.view))
      unsafe result.pointee = UnsafeMutableRawPointer(table).assumingMemoryBound(
        to: sqlite3_vtab.self)
      return SQLITE_OK
    }

  private static let disconnect: @convention(c) (UnsafeMutablePointer<sqlite3_vtab>?) -> Int32 = {
    table in
    unsafe UnsafeMutableRawPointer(table)?.assumingMemoryBound(to: Table.self).deallocate()
    return SQLITE_OK
  }

  private static let open:
    @convention(c) (
      UnsafeMutablePointer<sqlite3_vtab>?,
      UnsafeMutablePointer<UnsafeMutablePointer<sqlite3_vtab_cursor>?>?
    ) -> Int32 = { table, result in
      guard let table = unsafe table, let result = unsafe result else { return SQLITE_MISUSE }
      let view = unsafe UnsafeMutableRawPointer(table).assumingMemoryBound(to: Table.self)
        .pointee.view
      let cursor = UnsafeMutablePointer<Cursor>.allocate(capacity: 1)
      unsafe cursor.initialize(to: Cursor(view: view))
      unsafe view.pointee.openCursorCount += 1
      unsafe result.pointee = UnsafeMutableRawPointer(cursor).assumingMemoryBound(
        to: sqlite3_vtab_cursor.self)
      return SQLITE_OK
    }

  private static let close: @convention(c) (UnsafeMutablePointer<sqlite3_vtab_cursor>?) -> Int32 = {
    cursor in
    guard let cursor = unsafe scan(cursor) else { return SQLITE_MISUSE }
    unsafe cursor.pointee.view.pointee.openCursorCount -= 1
    unsafe cursor.deallocate()
    return SQLITE_OK
  }

  private static let filter:
    @convention(c) (
      UnsafeMutablePointer<sqlite3_vtab_cursor>?, Int32, UnsafePointer<CChar>?, Int32,
      UnsafeMutablePointer<OpaquePointer?>?
    ) -> Int32 = { cursor, plan, _, count, arguments in
      guard let cursor = unsafe scan(cursor) else { return SQLITE_MISUSE }
      let view = unsafe cursor.pointee.view
      unsafe cursor.pointee.position = unsafe view.pointee.first
      unsafe cursor.pointee.end = unsafe view.pointee.end
      // A list is searched by SQLite itself, and so is a value that is no integer.
      if plan == 1, count == 1, let value = unsafe arguments?[0],
        unsafe sqlite3_value_type(value) == SQLITE_INTEGER, unsafe view.pointee.list == nil
      {
        let row = unsafe sqlite3_value_int64(value)
        let range = unsafe Int64(view.pointee.first)..<Int64(view.pointee.end)
        unsafe cursor.pointee.position = range.contains(row) ? Int(row) : view.pointee.end
        unsafe cursor.pointee.end = unsafe range.contains(row) ? Int(row) + 1 : view.pointee.end
      }
      unsafe cursor.pointee.settle()
      return SQLITE_OK
    }

  private static let next: @convention(c) (UnsafeMutablePointer<sqlite3_vtab_cursor>?) -> Int32 = {
    cursor in
    guard let cursor = unsafe scan(cursor) else { return SQLITE_MISUSE }
    unsafe cursor.pointee.position &+= 1
    unsafe cursor.pointee.settle()
    return SQLITE_OK
  }

  private static let isAtEnd: @convention(c) (UnsafeMutablePointer<sqlite3_vtab_cursor>?) -> Int32 =
    { cursor in
      guard let cursor = unsafe scan(cursor) else { return 1 }
      return unsafe cursor.pointee.row < cursor.pointee.view.pointee.rowCount ? 0 : 1
    }

  private static let rowID:
    @convention(c) (
      UnsafeMutablePointer<sqlite3_vtab_cursor>?, UnsafeMutablePointer<sqlite3_int64>?
    ) -> Int32 = { cursor, result in
      guard let cursor = unsafe scan(cursor) else { return SQLITE_MISUSE }
      unsafe result?.pointee = unsafe Int64(cursor.pointee.row)
      return SQLITE_OK
    }

  private static let column:
    @convention(c) (UnsafeMutablePointer<sqlite3_vtab_cursor>?, OpaquePointer?, Int32) -> Int32 = {
      cursor, context, index in
      guard let cursor = unsafe scan(cursor) else { return SQLITE_MISUSE }
      let view = unsafe cursor.pointee.view
      let row = unsafe cursor.pointee.row
      guard unsafe row < view.pointee.rowCount else { return SQLITE_OK }
      let index = Int(index)
      guard unsafe index < view.pointee.columnCount else {
        return unsafe hiddenColumn(index &- view.pointee.columnCount, row, view, context)
      }
      let column = unsafe view.pointee.columns + index
      guard let cells = unsafe column.pointee.cells else { return SQLITE_OK }
      let cell = unsafe cells[row]
      if cell.isNull { return SQLITE_OK }
      if let values = unsafe column.pointee.values {
        let value = unsafe values[row]
        if unsafe column.pointee.isNumber {
          unsafe sqlite3_result_double(context, Double(bitPattern: UInt64(bitPattern: value)))
        } else {
          unsafe sqlite3_result_int64(context, value)
        }
        return SQLITE_OK
      }
      let start = Int(cell.start)
      let length = Int(cell.length)
      guard let bytes = unsafe view.pointee.bytes,
        unsafe start &+ length <= view.pointee.byteCount
      else { return unsafe refuseCell(context) }
      unsafe sohoa_sqlite3_result_text_static(
        context, UnsafeRawPointer(bytes + start).assumingMemoryBound(to: CChar.self),
        Int32(clamping: length))
      return SQLITE_OK
    }

  private static func hiddenColumn(
    _ index: Int, _ row: Int, _ view: UnsafeMutablePointer<ChunkSource.View>,
    _ context: OpaquePointer?
  ) -> Int32 {
    guard let origins = unsafe view.pointee.origins, let states = unsafe view.pointee.states
    else { return SQLITE_OK }
    switch index {
    case 0: unsafe sqlite3_result_int64(context, Int64(row))
    case 1: unsafe sqlite3_result_int64(context, origins[row].record)
    case 2: unsafe sqlite3_result_int64(context, origins[row].line)
    case 3: unsafe sqlite3_result_int64(context, origins[row].offset)
    case 4:
      let cell = unsafe origins[row].raw
      if cell.isNull { return SQLITE_OK }
      guard let bytes = unsafe view.pointee.bytes,
        unsafe cell.range.upperBound <= view.pointee.byteCount
      else { return unsafe refuseCell(context) }
      unsafe sohoa_sqlite3_result_blob_static(
        context, bytes + Int(cell.start), Int32(clamping: cell.length))
    case 5: unsafe sqlite3_result_int64(context, Int64(origins[row].parent))
    default: unsafe sqlite3_result_int64(context, Int64(states[row].rawValue))
    }
    return SQLITE_OK
  }

  private static func refuseCell(_ context: OpaquePointer?) -> Int32 {
    unsafe sqlite3_result_error(context, "a cell lies outside of its chunk's bytes", -1)
    return SQLITE_ERROR
  }

  private static let plan:
    @convention(c) (
      UnsafeMutablePointer<sqlite3_vtab>?, UnsafeMutablePointer<sqlite3_index_info>?
    ) -> Int32 = { table, info in
      guard let table = unsafe table, let info = unsafe info else { return SQLITE_MISUSE }
      let view = unsafe UnsafeMutableRawPointer(table).assumingMemoryBound(to: Table.self)
        .pointee.view
      unsafe view.pointee.planCount += 1
      unsafe info.pointee.estimatedCost = 100_000
      unsafe info.pointee.estimatedRows = 10_000
      for index in 0..<Int(unsafe info.pointee.nConstraint) {
        guard let constraint = unsafe info.pointee.aConstraint?[index], constraint.usable != 0,
          constraint.op == UInt8(SQLITE_INDEX_CONSTRAINT_EQ)
        else { continue }
        let isRow =
          unsafe constraint.iColumn < 0
          || Int(constraint.iColumn) == view.pointee.columnCount
        guard isRow else { continue }
        unsafe info.pointee.aConstraintUsage[index].argvIndex = 1
        unsafe info.pointee.idxNum = 1
        unsafe info.pointee.idxFlags = SQLITE_INDEX_SCAN_UNIQUE
        unsafe info.pointee.estimatedCost = 1
        unsafe info.pointee.estimatedRows = 1
        break
      }
      return SQLITE_OK
    }

  @inline(__always) private static func scan(_ cursor: UnsafeMutablePointer<sqlite3_vtab_cursor>?)
    -> UnsafeMutablePointer<Cursor>?
  {
    unsafe UnsafeMutableRawPointer(cursor)?.assumingMemoryBound(to: Cursor.self)
  }
}
