import PostgreSQL

/// How long work is done again that failed for a reason which may pass.
struct Patience {
  /// The number of attempts after the first.
  var attempts: Int
  /// The first pause in milliseconds; every further one is twice as long, up to 5 seconds.
  var pause = 100.0

  /// Restarting a server takes seconds: a half-minute in all.
  static let atWork = Patience(attempts: 10)
  /// A server that is not there when a command begins is hardly worth waiting for.
  static let atOpening = Patience(attempts: 4)

  /// Waits before another attempt; `false` when there is to be none.
  ///
  /// Each pause is between a half and the whole of its length, so that those who failed together
  /// do not come back together.
  mutating func waits(after error: PostgreSQLError) -> Bool {
    guard error.isTransient, attempts > 0 else { return false }
    attempts -= 1
    PostgreSQLLibrary.pause(milliseconds: pause * Double.random(in: 0.5...1))
    pause = min(pause * 2, 5000)
    return true
  }
}
