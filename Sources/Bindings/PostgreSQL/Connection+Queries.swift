internal import CLibPQ

extension Connection {
  /// Runs one or more statements without parameters, in one round trip.
  ///
  /// - Returns: what each gave back, in order.
  /// - Throws: ``PostgreSQLError``; what the last statement gave back is lost then.
  @discardableResult
  public func execute(_ sql: String) throws(PostgreSQLError) -> [QueryResult] {
    try send { unsafe PQsendQuery(handle, sql) }
    return try results()
  }

  /// Runs one statement.
  public func query(_ sql: String, _ values: Value...) throws(PostgreSQLError) -> QueryResult {
    try query(sql, values)
  }

  /// Runs one statement.
  ///
  /// - Parameters:
  ///   - sql: the statement, with `$1`, `$2`… for the values.
  ///   - values: what stands for the parameters.
  /// - Returns: what it gave back.
  /// - Throws: ``PostgreSQLError``.
  public func query(_ sql: String, _ values: [Value]) throws(PostgreSQLError) -> QueryResult {
    try send {
      unsafe Parameters(values).use { count, addresses, lengths, formats in
        unsafe PQsendQueryParams(handle, sql, count, nil, addresses, lengths, formats, 0)
      }
    }
    guard let result = try results().last else {
      throw PostgreSQLError(state: "", message: "there is no statement")
    }
    return result
  }

  /// Runs a query and returns the integer in its first row and column, or `nil`.
  public func integer(_ sql: String, _ values: Value...) throws(PostgreSQLError) -> Int64? {
    guard let row = try query(sql, values).first, !row.isNull(at: 0) else { return nil }
    return row.int64(at: 0)
  }

  /// Runs a query and returns the text in its first row and column, or `nil`.
  public func text(_ sql: String, _ values: Value...) throws(PostgreSQLError) -> String? {
    try query(sql, values).first?.string(at: 0)
  }

  /// Hands something to libpq that answers 1 when all is well.
  func send(_ body: () -> Int32) throws(PostgreSQLError) {
    guard body() == 1 else { throw lost() }
  }

  /// All results of what was sent, to the end; the first error counts.
  func results() throws(PostgreSQLError) -> [QueryResult] {
    var results: [QueryResult] = []
    var failure: PostgreSQLError?
    while let result = unsafe try nextResult() {
      do throws(PostgreSQLError) { unsafe results.append(try checked(result)) } catch {
        failure = failure ?? error
      }
      // A COPY that nobody expected would wait for ever.
      if isLost { break }
    }
    if let failure { throw failure }
    return results
  }

  /// The next result, or nil when there is none left.
  func nextResult() throws(PostgreSQLError) -> OpaquePointer? {
    try awaitResult()
    return unsafe PQgetResult(handle)
  }

  /// A result that is no error.
  func checked(_ handle: OpaquePointer) throws(PostgreSQLError) -> QueryResult {
    switch unsafe PQresultStatus(handle) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY, PGRES_PIPELINE_SYNC:
      return unsafe QueryResult(handle)
    default:
      let error = unsafe self.error(of: handle)
      unsafe PQclear(handle)
      throw error
    }
  }

  /// The error that a result tells.
  func error(of result: OpaquePointer) -> PostgreSQLError {
    // SAFETY: the fields belong to the result and are copied at once.
    func field(_ code: Int32) -> String? {
      unsafe PQresultErrorField(result, code).map { unsafe String(cString: $0) }
    }
    // Without a state it is libpq that speaks: it could not send, or did not hear an answer.
    guard let state = field(sohoa_pq_state) else { return lost() }
    var message = field(sohoa_pq_message) ?? "unknown error"
    // What the server says about data quotes the value.
    if state.hasPrefix("22") { message = "a value does not fit its column" }
    if state.hasPrefix("23") {
      message =
        field(sohoa_pq_constraint).map { "a row breaks the constraint \($0)" }
        ?? "a row breaks a constraint"
    }
    let ends = ["57P01", "57P02", "57P03", "57P05", "25P03"].contains(state)
    if ends { isBroken = true }
    return PostgreSQLError(state: state, message: message, isConnectionLost: isLost)
  }

  /// The error of a session that libpq could not use.
  func lost() -> PostgreSQLError {
    isBroken = true
    return PostgreSQLError(state: "", message: lastMessage, isConnectionLost: true)
  }

  /// Asks the server to stop what it is doing for this session.
  func cancel() {
    // SAFETY: libpq writes at most the size given; the request ends here.
    guard let request = unsafe PQgetCancel(handle) else { return }
    var message = [CChar](repeating: 0, count: 256)
    _ = unsafe PQcancel(request, &message, Int32(message.count))
    unsafe PQfreeCancel(request)
  }
}
