internal import CSQLite

extension Connection {
  /// Adds a function that SQL on this connection may call.
  ///
  /// Its result must depend on its arguments only: SQLite computes it once for equal constants.
  ///
  /// - Parameters:
  ///   - name: the name; one that is there already is replaced where the argument counts are equal.
  ///   - argumentCounts: how many arguments it takes.
  ///   - body: computes the result; runs on the connection's thread.
  /// - Throws: ``SQLiteError`` when SQLite refuses the name or a count.
  public func addFunction(
    _ name: String, argumentCounts: ClosedRange<Int>, body: @escaping (inout FunctionCall) -> Void
  ) throws(SQLiteError) {
    for count in argumentCounts {
      let function = Function(body)
      // SAFETY: SQLite owns one reference to `function`, which `release` gives back when the function
      // is replaced, when the connection closes, and when this call fails.
      let code = unsafe sqlite3_create_function_v2(
        handle, name, Int32(clamping: count),
        SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
        Unmanaged.passRetained(function).toOpaque(), Function.call, nil, nil, Function.release)
      try check(code, sql: nil)
    }
  }
}

/// A function of one connection, as SQLite holds it.
private final class Function {
  private let body: (inout FunctionCall) -> Void
  private var state = FunctionCall()

  init(_ body: @escaping (inout FunctionCall) -> Void) { self.body = body }

  // SAFETY: SQLite gives as many values as it says, each good for the call, and the function that
  // was registered. The text and its length are copied before the next call on the value; a result
  // is copied by SQLite during the call.

  static let call:
    @convention(c) (OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>?) -> Void = {
      context, count, values in
      guard let pointer = unsafe sqlite3_user_data(context) else { return }
      let function = unsafe Unmanaged<Function>.fromOpaque(pointer).takeUnretainedValue()
      function.state.begin()
      for index in 0..<Int(count) {
        unsafe function.take(values?[index])
      }
      function.body(&function.state)
      unsafe function.answer(to: context)
    }

  static let release: @convention(c) (UnsafeMutableRawPointer?) -> Void = { function in
    guard let function = unsafe function else { return }
    unsafe Unmanaged<Function>.fromOpaque(function).release()
  }

  private func take(_ value: OpaquePointer?) {
    guard unsafe sqlite3_value_type(value) != SQLITE_NULL,
      let text = unsafe sqlite3_value_text(value)
    else { return state.appendNull() }
    let count = Int(unsafe sqlite3_value_bytes(value))
    state.append(count: count) { bytes in
      unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: text, count: count))
    }
  }

  private func answer(to context: OpaquePointer?) {
    switch state.result {
    case .null: unsafe sqlite3_result_null(context)
    case .integer(let value): unsafe sqlite3_result_int64(context, value)
    case .number(let value): unsafe sqlite3_result_double(context, value)
    case .text(let range):
      unsafe state.bytes.withUnsafeBytes { bytes in
        // An empty text must have an address, or SQLite takes it for null.
        guard let start = bytes.baseAddress, !range.isEmpty else {
          return unsafe sohoa_sqlite3_result_text_transient(context, "", 0)
        }
        unsafe sohoa_sqlite3_result_text_transient(
          context, (start + range.lowerBound).assumingMemoryBound(to: CChar.self),
          Int32(clamping: range.count))
      }
    }
  }
}
