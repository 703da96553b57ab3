public import Dataflow
import PostgreSQL

extension PostgreSQLSink {
  /// What a run changed in the loaded tables, row by row, in the order of units and records.
  public func differences(
    madeByRun run: Int64, fields: Bool, _ body: (RowDifference) throws -> Void
  ) throws {
    try compared { try $0.differences(madeByRun: run, fields: fields, body) }
  }

  /// How the loaded tables as one run left them differ from what another left.
  public func differences(
    between first: Int64, and second: Int64, _ body: (RowDifference) throws -> Void
  ) throws {
    try compared { try $0.differences(between: first, and: second, body) }
  }

  /// Compares in a transaction that is given up at its end, of which the tables for it are.
  private func compared(_ body: (RunComparison) throws -> Void) throws {
    let comparison = RunComparison(database: connection, runs: try runs(of: nil))
    func compare() throws {
      // A rehearsal's loaders may have set it otherwise.
      try connection.execute("SET LOCAL enable_mergejoin = on; SET LOCAL enable_hashjoin = on")
      try body(comparison)
    }
    if isRehearsing { return try compare() }
    do {
      try connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
      defer { if !connection.isLost { _ = try? connection.execute("ROLLBACK") } }
      try compare()
    } catch let error as PostgreSQLError {
      throw error.diagnostic(doing: "read", name)
    }
  }
}
