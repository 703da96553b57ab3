public import Dataflow
import SQLite

extension SQLiteSink {
  /// What a run changed in the loaded tables, row by row, in the order of units and records.
  public func differences(
    madeByRun run: Int64, fields: Bool, _ body: (RowDifference) throws -> Void
  ) throws {
    try reading { try comparison.differences(madeByRun: run, fields: fields, body) }
  }

  /// How the loaded tables as one run left them differ from what another left.
  public func differences(
    between first: Int64, and second: Int64, _ body: (RowDifference) throws -> Void
  ) throws {
    try reading { try comparison.differences(between: first, and: second, body) }
  }

  private var comparison: RunComparison {
    get throws { RunComparison(database: connection, runs: try runs(of: nil)) }
  }
}
