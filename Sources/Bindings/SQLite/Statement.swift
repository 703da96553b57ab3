internal import CSQLite

/// A compiled statement, finalised when it goes out of scope; it keeps its connection open.
///
/// Parameters are numbered from 1 and columns from 0, as in SQLite.
@safe public final class Statement {
  let handle: OpaquePointer
  let connection: Connection
  /// Whether it was planned over a chunk table, and is to be reset when the chunk goes.
  private let usesChunkTable: Bool
  /// The text it was compiled from.
  public let sql: String

  init(_ sql: String, on connection: Connection, isPersistent: Bool) throws(SQLiteError) {
    var compiled: OpaquePointer?
    var sql = sql
    let plansBefore = connection.chunkSources.reduce(0) { $0 &+ $1.planCount }
    // SAFETY: SQLite reads the text during the call only; the tail points into the text and is used
    // within the closure.
    let (code, rest) = sql.withUTF8 { text -> (Int32, Int) in
      guard text.count < Int(Int32.max) else { return (SQLITE_TOOBIG, 0) }
      let flags = isPersistent ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0
      return unsafe text.withMemoryRebound(to: CChar.self) { text in
        var tail: UnsafePointer<CChar>?
        let code = unsafe sqlite3_prepare_v3(
          connection.handle, text.baseAddress, Int32(text.count), flags, &compiled, &tail)
        guard let tail = unsafe tail, let start = text.baseAddress else { return (code, 0) }
        let end = unsafe tail - start
        return (code, unsafe text[end...].count { $0 > 32 && $0 != 59 })
      }
    }
    try connection.check(code, sql: sql)
    guard let statement = unsafe compiled else {
      throw SQLiteError(extendedCode: SQLITE_MISUSE, message: "there is no statement", sql: sql)
    }
    guard rest == 0 else {
      unsafe sqlite3_finalize(statement)
      throw SQLiteError(
        extendedCode: SQLITE_ERROR, message: "more follows the statement", sql: sql)
    }
    unsafe handle = statement
    usesChunkTable = connection.chunkSources.reduce(0) { $0 &+ $1.planCount } != plansBefore
    if usesChunkTable { unsafe connection.chunkStatements.append(statement) }
    self.connection = connection
    self.sql = sql
  }

  // SAFETY: the handle comes from a successful prepare, never escapes the module, and ends here.
  deinit {
    if usesChunkTable { unsafe connection.chunkStatements.removeAll { unsafe $0 == handle } }
    unsafe sqlite3_finalize(handle)
  }

  // SAFETY: the methods below hand SQLite this statement's own live handle.

  /// Goes to the next row.
  ///
  /// - Returns: `false` when the statement is done.
  public func step() throws(SQLiteError) -> Bool {
    let code = unsafe sqlite3_step(handle)
    if code == SQLITE_ROW { return true }
    if code == SQLITE_DONE { return false }
    let error = connection.error(code, sql: sql)
    unsafe sqlite3_reset(handle)
    throw error
  }

  /// Makes the statement ready to run again; bound values stay.
  public func reset() { unsafe sqlite3_reset(handle) }

  /// Runs the statement to its end and makes it ready to run again.
  public func run() throws(SQLiteError) {
    while try step() {}
    reset()
  }

  /// Whether the statement cannot write to the database directly.
  public var isReadOnly: Bool { unsafe sqlite3_stmt_readonly(handle) != 0 }

  /// The number of parameters, which is the largest number among them.
  public var parameterCount: Int { Int(unsafe sqlite3_bind_parameter_count(handle)) }
}
