internal import CSQLite

extension Connection {
  /// Lets statements from now on do nothing but compute expressions over the chunk tables.
  ///
  /// Nothing can be written, attached or loaded, no setting read or changed, no other table read, no
  /// other function called; a double-quoted word is always a name. Chunk tables may still be added.
  ///
  /// - Parameters:
  ///   - functions: the names of the functions that may be called, in lower case; the operators LIKE
  ///     and GLOB are the functions `like` and `glob`.
  ///   - textLimit: the most bytes of one value or one statement.
  ///   - instructionsPerChunk: after so many steps of SQLite's virtual machine on one chunk its
  ///     statements are interrupted.
  public func restrictToExpressions(
    functions: Set<String>, textLimit: Int = 16 << 20, instructionsPerChunk: Int = 2_000_000_000
  ) {
    let allowance = Allowance(functions: functions, instructionsPerChunk: instructionsPerChunk)
    self.allowance = allowance
    limit(SQLITE_LIMIT_LENGTH, to: textLimit)
    limit(SQLITE_LIMIT_SQL_LENGTH, to: min(textLimit, 1 << 20))
    limit(SQLITE_LIMIT_EXPR_DEPTH, to: 200)
    limit(SQLITE_LIMIT_COMPOUND_SELECT, to: 2)
    limit(SQLITE_LIMIT_LIKE_PATTERN_LENGTH, to: 1000)
    limit(SQLITE_LIMIT_ATTACHED, to: 0)
    limit(SQLITE_LIMIT_TRIGGER_DEPTH, to: 1)
    // SAFETY: the handle is live; SQLite keeps the address of `allowance`, which the connection
    // holds until it has closed the handle, and calls back on the connection's thread only.
    unsafe sohoa_sqlite3_setFlag(handle, SQLITE_DBCONFIG_DQS_DML, 0)
    unsafe sohoa_sqlite3_setFlag(handle, SQLITE_DBCONFIG_DQS_DDL, 0)
    unsafe sohoa_sqlite3_setFlag(handle, SQLITE_DBCONFIG_DEFENSIVE, 1)
    unsafe sohoa_sqlite3_setFlag(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
    let context = unsafe Unmanaged.passUnretained(allowance).toOpaque()
    unsafe sqlite3_set_authorizer(handle, Self.authorize, context)
    unsafe sqlite3_progress_handler(
      handle, Allowance.instructionsPerTick, Self.countDown, context)
  }

  private func limit(_ category: Int32, to value: Int) {
    unsafe sqlite3_limit(handle, category, Int32(clamping: value))
  }

  // SAFETY: the context is the connection's allowance; the texts are SQLite's for the call.
  private static let authorize:
    @convention(c) (
      UnsafeMutableRawPointer?, Int32, UnsafePointer<CChar>?, UnsafePointer<CChar>?,
      UnsafePointer<CChar>?, UnsafePointer<CChar>?
    ) -> Int32 = { context, action, first, second, _, _ in
      guard let context = unsafe context else { return SQLITE_DENY }
      let allowance = unsafe Unmanaged<Allowance>.fromOpaque(context).takeUnretainedValue()
      let isAllowed = allowance.allows(
        action, unsafe first.map { unsafe String(cString: $0) } ?? "",
        unsafe second.map { unsafe String(cString: $0) } ?? "")
      return isAllowed ? SQLITE_OK : SQLITE_DENY
    }

  private static let countDown: @convention(c) (UnsafeMutableRawPointer?) -> Int32 = { context in
    guard let context = unsafe context else { return 1 }
    let allowance = unsafe Unmanaged<Allowance>.fromOpaque(context).takeUnretainedValue()
    allowance.remainingTicks -= 1
    return allowance.remainingTicks < 0 ? 1 : 0
  }
}
