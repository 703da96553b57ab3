internal import CSQLite

/// An open database; it and its statements belong to one thread at a time.
///
/// The class is not `Sendable` on purpose.
@safe public final class Connection {
  /// How a file is opened.
  public enum Mode: Sendable {
    /// The file must exist and is never written.
    case readOnly
    /// The file must exist.
    case readWrite
    /// The file is made if it is not there.
    case create
  }

  /// The open database.
  let handle: OpaquePointer
  /// The chunk tables, to see which statements use one.
  var chunkSources: [ChunkSource] = []
  /// The open statements that use a chunk table.
  var chunkStatements: [OpaquePointer] = unsafe []
  /// What the authorizer consults, kept alive as long as the handle.
  var allowance: Allowance?

  /// Turns off statistics that cost a lock at each allocation, before the library's first use.
  static let preparedLibrary: Int32 = sohoa_sqlite3_disableMemoryStatus()

  /// Opens a database file.
  ///
  /// - Parameters:
  ///   - path: the file's path, taken literally: neither a URI nor a special name.
  ///   - mode: how the file is opened.
  /// - Throws: ``SQLiteError`` when the file cannot be opened; a file that is no database shows
  ///   itself only when it is read.
  public convenience init(path: String, mode: Mode = .create) throws(SQLiteError) {
    let flags =
      switch mode {
      case .readOnly: SQLITE_OPEN_READONLY
      case .readWrite: SQLITE_OPEN_READWRITE
      case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
      }
    // A relative path gets a prefix, so that `:memory:` and the empty name are files like others.
    try self.init(name: path.hasPrefix("/") ? path : "./" + path, flags: flags)
  }

  /// Opens a database of its own in memory.
  public static func inMemory() throws(SQLiteError) -> Connection {
    try Connection(name: ":memory:", flags: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
  }

  /// Opens a database that only this connection sees: in memory as far as its cache goes, then in a
  /// file without a name that is gone with the connection.
  public static func temporary() throws(SQLiteError) -> Connection {
    try Connection(name: "", flags: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
  }

  private init(name: String, flags: Int32) throws(SQLiteError) {
    _ = Self.preparedLibrary
    var opened: OpaquePointer?
    // SAFETY: SQLite copies the name; `opened` receives a handle even on failure, closed then.
    let code = unsafe sqlite3_open_v2(name, &opened, flags | SQLITE_OPEN_NOMUTEX, nil)
    guard let database = unsafe opened else {
      throw SQLiteError(extendedCode: SQLITE_NOMEM, message: "out of memory")
    }
    guard code == SQLITE_OK else {
      let error = unsafe SQLiteError(of: database, code: code, sql: nil)
      unsafe sqlite3_close_v2(database)
      throw error
    }
    unsafe handle = database
    unsafe sqlite3_extended_result_codes(handle, 1)
  }

  // SAFETY: the handle ends here; `close_v2` waits for statements that are still open.
  deinit { unsafe sqlite3_close_v2(handle) }

  /// Runs one or more statements that return nothing of interest.
  public func execute(_ sql: String) throws(SQLiteError) {
    // SAFETY: SQLite reads the text during the call only.
    let code = unsafe sqlite3_exec(handle, sql, nil, nil, nil)
    try check(code, sql: sql)
  }

  /// Compiles one statement.
  ///
  /// - Parameters:
  ///   - sql: one statement; what follows it is an error.
  ///   - isPersistent: whether it is kept for many uses.
  /// - Returns: the statement, ready to be bound and run.
  /// - Throws: ``SQLiteError`` with the offset of the token to blame where SQLite knows it.
  public func prepare(_ sql: String, isPersistent: Bool = false) throws(SQLiteError) -> Statement {
    try Statement(sql, on: self, isPersistent: isPersistent)
  }

  /// Runs a query and returns the integer in its first row and column, or `nil`.
  public func integer(_ sql: String) throws(SQLiteError) -> Int64? {
    let statement = try prepare(sql)
    guard try statement.step(), !statement.isNull(at: 0) else { return nil }
    return statement.int64(at: 0)
  }

  /// Runs a query and returns the text in its first row and column, or `nil`.
  public func text(_ sql: String) throws(SQLiteError) -> String? {
    let statement = try prepare(sql)
    guard try statement.step() else { return nil }
    return statement.string(at: 0)
  }

  // SAFETY: the properties and methods below hand SQLite this connection's own live handle.

  /// The number of rows that the last INSERT, UPDATE or DELETE changed.
  public var changes: Int64 { unsafe sqlite3_changes64(handle) }

  /// The number of rows changed since the connection was opened.
  public var totalChanges: Int64 { unsafe sqlite3_total_changes64(handle) }

  /// The rowid of the last row inserted.
  public var lastInsertRowID: Int64 { unsafe sqlite3_last_insert_rowid(handle) }

  /// Whether a transaction is open.
  public var inTransaction: Bool { unsafe sqlite3_get_autocommit(handle) == 0 }

  /// Makes statements wait up to so many milliseconds for a lock before they are busy.
  public func setBusyTimeout(milliseconds: Int32) {
    unsafe sqlite3_busy_timeout(handle, milliseconds)
  }

  /// Turns a result code that is not OK into the error with SQLite's message.
  func check(_ code: Int32, sql: @autoclosure () -> String?) throws(SQLiteError) {
    guard code != SQLITE_OK else { return }
    throw error(code, sql: sql())
  }

  /// The error for a result code, with the reason where the authorizer refused.
  func error(_ code: Int32, sql: String?) -> SQLiteError {
    var error = unsafe SQLiteError(of: handle, code: code, sql: sql)
    if let refusal = allowance?.refusal {
      error.code = SQLITE_AUTH
      error.extendedCode = SQLITE_AUTH
      error.message = refusal
      allowance?.refusal = nil
    }
    return error
  }
}

extension SQLiteError {
  // SAFETY: `database` is live; the message is copied before the next call on it.
  init(of database: OpaquePointer, code: Int32, sql: String?) {
    let extended = unsafe sqlite3_extended_errcode(database)
    let offset = unsafe sqlite3_error_offset(database)
    let known = extended & 0xFF == code & 0xFF
    let text = unsafe known ? sqlite3_errmsg(database) : sqlite3_errstr(code)
    let message = unsafe text.map { unsafe String(cString: $0) } ?? "unknown error"
    self.init(
      extendedCode: known ? extended : code, message: message, sql: sql,
      offset: known && offset >= 0 ? Int(offset) : nil)
  }
}
