import Dataflow
import PostgreSQL

extension PostgreSQLSink {
  /// Runs `body` in one transaction that is given up at its end: nothing is written.
  public func rehearse(_ body: () throws -> Void) throws {
    do {
      try connection.execute("BEGIN")
      (isRehearsing, isInTransaction) = (true, true)
      defer {
        (isRehearsing, isInTransaction) = (false, false)
        session = nil
        if !connection.isLost { _ = try? connection.execute("ROLLBACK") }
      }
      try body()
    } catch let error as PostgreSQLError {
      throw error.diagnostic(doing: "try a rerun in", name)
    }
  }
}
