public import Dataflow
import SQLite

extension SQLiteSink {
  /// What removing what is kept of runs would come to; nothing is written.
  public func forecast(ofPruning runs: [Int64]) throws -> PruneReport {
    try reading {
      guard try connection.hasColumn("pruned", in: "sohoa_run") else { return PruneReport() }
      return try Pruning(database: connection).forecast(runs)
    }
  }

  /// Removes what is kept of runs, in one transaction.
  public func prune(_ runs: [Int64], by maker: String) throws -> PruneReport {
    let report = try transaction("prune") {
      try LedgerSchema.prepare(connection)
      try checkNobodyWorks(where: "1")
      let report = try Pruning(database: connection).perform(
        runs, at: surroundings.timestamp())
      for run in report.runs {
        try note("prune", run: run, holder: maker, detail: "run \(run) is pruned")
      }
      return report
    }
    try reading { try connection.execute("PRAGMA wal_checkpoint(TRUNCATE)") }
    return report
  }
}
