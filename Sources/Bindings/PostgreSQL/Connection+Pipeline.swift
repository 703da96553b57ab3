internal import CLibPQ

/// A statement with its values, to be sent with others.
public struct Statement: Sendable {
  /// The statement, with `$1`, `$2`… for the values.
  public var sql: String
  /// What stands for the parameters.
  public var values: [Value]

  /// Creates a statement.
  public init(_ sql: String, _ values: [Value] = []) {
    self.sql = sql
    self.values = values
  }
}

// SAFETY: libpq is handed this connection's own live handle; each result goes to a `QueryResult`,
// which ends it, or is ended here.
extension Connection {
  /// Runs statements one after the other without waiting in between: one round trip for all.
  ///
  /// When one fails, those behind it are not run.
  ///
  /// - Returns: what each gave back, in order.
  /// - Throws: ``PostgreSQLError`` of the first that failed.
  @discardableResult
  public func run(_ statements: [Statement]) throws(PostgreSQLError) -> [QueryResult] {
    // Neither side may wait for the other to read, so that many go as several batches.
    guard statements.count <= 100 else {
      let middle = statements.count / 2
      return try run(Array(statements[..<middle])) + run(Array(statements[middle...]))
    }
    try send { unsafe PQenterPipelineMode(handle) }
    var failure: PostgreSQLError?
    do throws(PostgreSQLError) {
      for statement in statements {
        try send {
          unsafe Parameters(statement.values).use { count, addresses, lengths, formats in
            unsafe PQsendQueryParams(
              handle, statement.sql, count, nil, addresses, lengths, formats, 0)
          }
        }
      }
      try send { unsafe PQpipelineSync(handle) }
    } catch { failure = error }
    var results: [QueryResult] = []
    var isAtEnd = false
    while !isAtEnd && !isLost {
      guard let result = unsafe try nextResult() else { continue }
      switch unsafe PQresultStatus(result) {
      case PGRES_PIPELINE_SYNC:
        isAtEnd = true
        unsafe PQclear(result)
      case PGRES_PIPELINE_ABORTED: unsafe PQclear(result)
      default:
        do throws(PostgreSQLError) { unsafe results.append(try checked(result)) } catch {
          failure = failure ?? error
        }
      }
    }
    if !isLost { _ = unsafe PQexitPipelineMode(handle) }
    if let failure { throw failure }
    if isLost { throw lost() }
    return results
  }
}
