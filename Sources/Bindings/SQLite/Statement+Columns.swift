internal import CSQLite

extension Statement {
  // SAFETY: SQLite answers null or 0 for a column or row that is not there, and a text or blob
  // pointer is copied from before the next call on the statement.

  /// The number of columns that a row has.
  public var columnCount: Int { Int(unsafe sqlite3_column_count(handle)) }

  /// The name of a column, numbered from 0.
  public func columnName(at index: Int) -> String {
    guard let name = unsafe sqlite3_column_name(handle, Int32(clamping: index)) else { return "" }
    return unsafe String(cString: name)
  }

  /// Whether a column of the current row holds null.
  public func isNull(at index: Int) -> Bool {
    unsafe sqlite3_column_type(handle, Int32(clamping: index)) == SQLITE_NULL
  }

  /// A column of the current row as an integer, 0 for null.
  public func int64(at index: Int) -> Int64 {
    unsafe sqlite3_column_int64(handle, Int32(clamping: index))
  }

  /// A column of the current row as a number, 0 for null.
  public func double(at index: Int) -> Double {
    unsafe sqlite3_column_double(handle, Int32(clamping: index))
  }

  /// A column of the current row as a text, or `nil` for null.
  public func string(at index: Int) -> String? {
    guard !isNull(at: index),
      let text = unsafe sqlite3_column_text(handle, Int32(clamping: index))
    else { return nil }
    let count = Int(unsafe sqlite3_column_bytes(handle, Int32(clamping: index)))
    return unsafe String(
      decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self)
  }

  /// A column of the current row as bytes, or `nil` for null.
  public func bytes(at index: Int) -> [UInt8]? {
    guard !isNull(at: index) else { return nil }
    guard let blob = unsafe sqlite3_column_blob(handle, Int32(clamping: index)) else { return [] }
    let count = Int(unsafe sqlite3_column_bytes(handle, Int32(clamping: index)))
    return unsafe [UInt8](UnsafeRawBufferPointer(start: blob, count: count))
  }

  /// Appends a column of the current row as UTF-8 text; nothing for null.
  public func appendText(at index: Int, to bytes: inout [UInt8]) {
    guard let text = unsafe sqlite3_column_text(handle, Int32(clamping: index)) else { return }
    let count = Int(unsafe sqlite3_column_bytes(handle, Int32(clamping: index)))
    unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: text, count: count))
  }
}
