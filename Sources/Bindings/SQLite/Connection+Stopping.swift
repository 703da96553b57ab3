internal import CSQLite

extension Connection {
  /// Runs `body`, and has its statements end as interrupted soon after a stop is wanted.
  ///
  /// - Parameters:
  ///   - isStopWanted: asked often, on this thread.
  ///   - body: what to run; its statements that fail show ``SQLiteError/isInterrupted``.
  /// - Returns: what `body` returns.
  public func interrupting<Result>(
    when isStopWanted: @escaping () -> Bool, _ body: () throws -> Result
  ) rethrows -> Result {
    let question = Question(isStopWanted)
    // SAFETY: SQLite keeps the address until the handler is taken away again, before `question` ends,
    // and calls back on the connection's thread only.
    return try withExtendedLifetime(question) {
      unsafe sqlite3_progress_handler(
        handle, 10_000, Self.ask, Unmanaged.passUnretained(question).toOpaque())
      defer { unsafe sqlite3_progress_handler(handle, 0, nil, nil) }
      return try body()
    }
  }

  /// What the handler asks.
  private final class Question {
    let isStopWanted: () -> Bool
    init(_ isStopWanted: @escaping () -> Bool) { self.isStopWanted = isStopWanted }
  }

  // SAFETY: the context is the question of the call at work.
  private static let ask: @convention(c) (UnsafeMutableRawPointer?) -> Int32 = { context in
    guard let context = unsafe context else { return 0 }
    return unsafe Unmanaged<Question>.fromOpaque(context).takeUnretainedValue().isStopWanted()
      ? 1 : 0
  }
}
