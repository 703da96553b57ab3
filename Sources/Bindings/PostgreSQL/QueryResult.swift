internal import CLibPQ

/// What one statement gave back, held in memory until it goes out of scope.
@safe public final class QueryResult {
  private let handle: OpaquePointer
  /// The number of rows.
  public let count: Int

  init(_ handle: OpaquePointer) {
    unsafe self.handle = handle
    count = Int(unsafe PQntuples(handle))
  }

  // SAFETY: the handle comes from libpq, never escapes the module, and ends here.
  deinit { unsafe PQclear(handle) }

  /// The number of columns.
  public var columnCount: Int { Int(unsafe PQnfields(handle)) }

  /// The number of rows that the statement added, changed, removed or copied.
  public var changes: Int64 {
    // SAFETY: libpq gives a text of its own, empty where it makes no sense.
    guard let text = unsafe PQcmdTuples(handle) else { return 0 }
    return Int64(unsafe String(cString: text)) ?? 0
  }

  /// What was done, such as `COMMIT`, or `ROLLBACK` for the commit of a transaction that has failed.
  public var tag: String {
    // SAFETY: as above.
    guard let text = unsafe PQcmdStatus(handle) else { return "" }
    return unsafe String(cString: text)
  }

  /// The first row, or `nil`.
  public var first: Row? { count > 0 ? Row(result: self, index: 0) : nil }

  /// The rows in order.
  public var rows: some Sequence<Row> {
    (0..<count).lazy.map { Row(result: self, index: $0) }
  }

  /// A column's text in a row, or `nil` for null.
  func text(_ row: Int, _ column: Int) -> UnsafeBufferPointer<UInt8>? {
    // SAFETY: libpq checks both numbers; the text lives as long as the result.
    guard unsafe PQgetisnull(handle, Int32(clamping: row), Int32(clamping: column)) == 0,
      let text = unsafe PQgetvalue(handle, Int32(clamping: row), Int32(clamping: column))
    else { return nil }
    let length = Int(unsafe PQgetlength(handle, Int32(clamping: row), Int32(clamping: column)))
    return unsafe UnsafeBufferPointer(
      start: UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self), count: length)
  }

  /// One row of a result; columns are numbered from 0.
  public struct Row {
    let result: QueryResult
    let index: Int

    /// Whether a column holds null.
    public func isNull(at column: Int) -> Bool { unsafe result.text(index, column) == nil }

    /// A column as an integer, 0 for null; a truth is 1.
    public func int64(at column: Int) -> Int64 {
      guard let text = unsafe result.text(index, column) else { return 0 }
      var value: Int64 = 0
      var isNegative = false
      // SAFETY: the text lives as long as the result, which this row holds.
      for position in text.indices {
        let byte = unsafe text[position]
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
          value = value &* 10 &- Int64(byte &- UInt8(ascii: "0"))
        case UInt8(ascii: "-"): isNegative = true
        case UInt8(ascii: "t"): return 1
        default: return isNegative ? value : -value
        }
      }
      return isNegative ? value : 0 &- value
    }

    /// A column as a number, 0 for null.
    public func double(at column: Int) -> Double { string(at: column).flatMap(Double.init) ?? 0 }

    /// A column as a text, or `nil` for null.
    public func string(at column: Int) -> String? {
      guard let text = unsafe result.text(index, column) else { return nil }
      return unsafe String(decoding: text, as: UTF8.self)
    }

    /// A column's text as bytes, or `nil` for null.
    public func textBytes(at column: Int) -> [UInt8]? {
      guard let text = unsafe result.text(index, column) else { return nil }
      return unsafe Array(text)
    }

    /// Appends a column's text as bytes; nothing for null.
    ///
    /// - Returns: whether the column holds something.
    public func appendText(at column: Int, to bytes: inout [UInt8]) -> Bool {
      guard let text = unsafe result.text(index, column) else { return false }
      unsafe bytes.append(contentsOf: text)
      return true
    }

    /// A `bytea` column as bytes, or `nil` for null; the text is `\x` and two digits a byte.
    public func bytes(at column: Int) -> [UInt8]? {
      guard let text = unsafe result.text(index, column) else { return nil }
      var bytes: [UInt8] = []
      bytes.reserveCapacity(text.count / 2)
      var position = 2
      while position + 1 < text.count {
        bytes.append(
          unsafe Self.digit(text[position]) << 4 | Self.digit(text[position + 1]))
        position += 2
      }
      return bytes
    }

    private static func digit(_ byte: UInt8) -> UInt8 {
      byte < UInt8(ascii: "a") ? byte & 15 : byte &- UInt8(ascii: "a") &+ 10
    }
  }
}
