public import Dataflow
import SQLite

extension SQLiteSink {
  /// What removing what is kept of runs would come to; nothing is written.
  public func forecast(ofPruning runs: [Int64], _ part: PrunedPart) throws -> PruneReport {
    var report = PruneReport()
    // A ledger of an earlier version is looked at as pruning would find it.
    try rehearse {
      try LedgerSchema.prepare(connection)
      report = try Pruning(database: connection, part: part).forecast(runs)
    }
    return report
  }

  /// Removes what is kept of runs, in one transaction.
  public func prune(
    _ runs: [Int64], _ part: PrunedPart, by maker: String
  ) throws -> PruneReport {
    let report = try transaction("prune") {
      try LedgerSchema.prepare(connection)
      try checkNobodyWorks(where: "1")
      let report = try Pruning(database: connection, part: part).perform(
        runs, at: surroundings.timestamp())
      for run in report.runs {
        try note("prune", run: run, holder: maker, detail: Pruning.detail(run, part))
      }
      return report
    }
    try reading { try connection.execute("PRAGMA wal_checkpoint(TRUNCATE)") }
    return report
  }

  /// The names of the files that hold the records of a unit's chunks as read.
  public func spools(ofUnit unit: Int64) throws -> [Int64: String] {
    try reading { try hasSpools ? Spools(database: connection).ofUnit(unit) : [:] }
  }

  /// The names of all such files that the checkpoints of a pipeline name.
  public func spools(of pipeline: String) throws -> Set<String> {
    try reading { try hasSpools ? Spools(database: connection).ofPipeline(pipeline) : [] }
  }

  private var hasSpools: Bool {
    get throws { try connection.hasColumn("spool", in: "sohoa_checkpoint") }
  }

  /// Runs `body` while no run is at work, and none can begin.
  public func whileNobodyWorks(_ body: () throws -> Void) throws {
    try transaction("prune") {
      try checkNobodyWorks(where: "1")
      try body()
    }
  }
}
