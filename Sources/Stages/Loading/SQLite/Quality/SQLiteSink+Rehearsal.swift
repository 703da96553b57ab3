import Dataflow
import SQLite

extension SQLiteSink {
  /// Runs `body` in one transaction that is given up at its end: nothing is written.
  public func rehearse(_ body: () throws -> Void) throws {
    do {
      try connection.execute("BEGIN IMMEDIATE")
      isRehearsing = true
      defer {
        isRehearsing = false
        session = nil
        try? connection.execute("ROLLBACK")
      }
      try body()
    } catch let error as SQLiteError {
      throw error.diagnostic(doing: "try a rerun in", path)
    }
  }

  /// What would be a transaction of its own.
  func rehearsedPart<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      try connection.execute("SAVEPOINT sohoa_part")
      do {
        let result = try body()
        try connection.execute("RELEASE sohoa_part")
        return result
      } catch {
        if connection.inTransaction {
          try connection.execute("ROLLBACK TO sohoa_part; RELEASE sohoa_part")
        }
        throw error
      }
    } catch let error as SQLiteError {
      throw error.diagnostic(doing: "try a rerun in", path)
    }
  }
}
