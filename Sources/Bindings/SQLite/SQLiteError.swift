internal import CSQLite

/// A failure that SQLite reported.
///
/// The message is SQLite's own: it names tables and columns, and quotes SQL, but never a bound value.
public struct SQLiteError: Error, Sendable, Equatable {
  /// The primary result code, such as 19 for `SQLITE_CONSTRAINT`.
  public var code: Int32
  /// The extended result code, such as 2067 for `SQLITE_CONSTRAINT_UNIQUE`.
  public var extendedCode: Int32
  /// What SQLite says is wrong.
  public var message: String
  /// The statement that failed, with placeholders in place of bound values, or `nil`.
  public var sql: String?
  /// The offset in bytes of the token of ``sql`` that is to blame, where SQLite knows it.
  public var offset: Int?

  /// Creates an error from an extended result code.
  public init(extendedCode: Int32, message: String, sql: String? = nil, offset: Int? = nil) {
    self.code = extendedCode & 0xFF
    self.extendedCode = extendedCode
    self.message = message
    self.sql = sql
    self.offset = offset
  }

  /// Whether another connection holds the lock: worth a retry.
  public var isBusy: Bool {
    // A process that stands still in the middle of its log's locks shows itself as the last of these.
    [SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL].contains(code)
  }
  /// Whether the disk, or the database's page limit, is full.
  public var isFull: Bool { code == SQLITE_FULL }
  /// Whether the operating system failed to read, write, lock or open.
  public var isIO: Bool { code == SQLITE_IOERR || code == SQLITE_CANTOPEN }
  /// Whether a row breaks a constraint of its table, a STRICT column type included.
  public var isConstraint: Bool { code == SQLITE_CONSTRAINT }
  /// Whether the file or its directory may not be written.
  public var isReadOnly: Bool { code == SQLITE_READONLY }
  /// Whether the file is damaged or no database.
  public var isCorrupt: Bool { code == SQLITE_CORRUPT || code == SQLITE_NOTADB }
  /// Whether the work was stopped by an interrupt or by a limit on its steps.
  public var isInterrupted: Bool { code == SQLITE_INTERRUPT }
  /// Whether memory ran out.
  public var isOutOfMemory: Bool { code == SQLITE_NOMEM }
  /// Whether the authorizer refused the statement.
  public var isRefused: Bool { code == SQLITE_AUTH }
  /// Whether the database's schema is not what the statement or the caller expects.
  public var isSchema: Bool { code == SQLITE_SCHEMA }
  /// Whether a value or a statement is over a size limit.
  public var isTooBig: Bool { code == SQLITE_TOOBIG }
}

extension SQLiteError: CustomStringConvertible {
  /// The message, the extended code and the statement.
  public var description: String {
    let head = "SQLite: \(message) (code \(extendedCode))"
    return sql.map { "\(head) in \($0)" } ?? head
  }
}
