internal import CSQLite

extension Statement {
  // SAFETY: SQLite copies each value during the call (SQLITE_TRANSIENT) and checks the index.

  /// Binds an integer to a parameter, numbered from 1.
  public func bind(_ value: Int64, at index: Int) throws(SQLiteError) {
    try checkBinding(unsafe sqlite3_bind_int64(handle, Int32(clamping: index), value))
  }

  /// Binds an integer to a parameter, numbered from 1.
  public func bind(_ value: Int, at index: Int) throws(SQLiteError) {
    try bind(Int64(value), at: index)
  }

  /// Binds a number to a parameter, numbered from 1; not-a-number becomes null.
  public func bind(_ value: Double, at index: Int) throws(SQLiteError) {
    try checkBinding(unsafe sqlite3_bind_double(handle, Int32(clamping: index), value))
  }

  /// Binds a text to a parameter, numbered from 1.
  public func bind(_ value: String, at index: Int) throws(SQLiteError) {
    try bind(text: value.utf8.span, at: index)
  }

  /// Binds a text or null to a parameter, numbered from 1.
  public func bind(_ value: String?, at index: Int) throws(SQLiteError) {
    guard let value else { return try bindNull(at: index) }
    try bind(value, at: index)
  }

  /// Binds an integer or null to a parameter, numbered from 1.
  public func bind(_ value: Int64?, at index: Int) throws(SQLiteError) {
    guard let value else { return try bindNull(at: index) }
    try bind(value, at: index)
  }

  /// Binds bytes as a blob to a parameter, numbered from 1.
  public func bind(_ value: [UInt8], at index: Int) throws(SQLiteError) {
    try bind(blob: value.span, at: index)
  }

  /// Binds UTF-8 bytes as a text to a parameter, numbered from 1.
  public func bind(text value: borrowing Span<UInt8>, at index: Int) throws(SQLiteError) {
    let code = unsafe value.withUnsafeBytes { bytes in
      // An empty text must have an address, or SQLite takes it for null.
      guard let text = unsafe bytes.assumingMemoryBound(to: CChar.self).baseAddress,
        bytes.count > 0
      else {
        return unsafe sohoa_sqlite3_bind_text_transient(handle, Int32(clamping: index), "", 0)
      }
      return unsafe sohoa_sqlite3_bind_text_transient(
        handle, Int32(clamping: index), text, Int32(clamping: bytes.count))
    }
    try checkBinding(code)
  }

  /// Binds bytes as a blob to a parameter, numbered from 1.
  public func bind(blob value: borrowing Span<UInt8>, at index: Int) throws(SQLiteError) {
    let code = unsafe value.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress, bytes.count > 0 else {
        return unsafe sqlite3_bind_zeroblob(handle, Int32(clamping: index), 0)
      }
      return unsafe sohoa_sqlite3_bind_blob_transient(
        handle, Int32(clamping: index), start, Int32(clamping: bytes.count))
    }
    try checkBinding(code)
  }

  /// Binds null to a parameter, numbered from 1.
  public func bindNull(at index: Int) throws(SQLiteError) {
    try checkBinding(unsafe sqlite3_bind_null(handle, Int32(clamping: index)))
  }

  /// Binds null to all parameters.
  public func clearBindings() { unsafe sqlite3_clear_bindings(handle) }

  private func checkBinding(_ code: Int32) throws(SQLiteError) {
    try connection.check(code, sql: sql)
  }
}
