public import Dataflow
import PostgreSQL

extension PostgreSQLSink {
  /// What removing what is kept of runs would come to; nothing is written.
  public func forecast(ofPruning runs: [Int64]) throws -> PruneReport {
    try reading {
      guard try hasLedger, column("run.pruned", as: "pruned") == "pruned" else {
        return PruneReport()
      }
      return try Pruning(database: connection).forecast(runs)
    }
  }

  /// Removes what is kept of runs, in one transaction.
  public func prune(_ runs: [Int64], by maker: String) throws -> PruneReport {
    var done: PruneReport?
    return try transaction("prune", isUnderLease: false) { isRepeated in
      try connection.execute("SET LOCAL lock_timeout = '10s'; \(Self.turnstile)")
      try prepareLedger()
      // An attempt whose answer was lost has done all or nothing.
      if isRepeated, let done, let first = done.runs.first,
        try connection.integer(
          "SELECT 1 FROM sohoa.run WHERE run = $1 AND pruned <> ''", .integer(first))
          != nil
      {
        return done
      }
      try checkNobodyWorks(where: "true")
      let report = try Pruning(database: connection).perform(runs, at: surroundings.timestamp())
      for run in report.runs {
        note("prune", run: run, holder: maker, detail: "run \(run) is pruned")
      }
      done = report
      return report
    }
  }
}
