public import Dataflow
import PostgreSQL

extension PostgreSQLSink {
  /// What removing what is kept of runs would come to; nothing is written.
  public func forecast(ofPruning runs: [Int64], _ part: PrunedPart) throws -> PruneReport {
    try reading {
      guard try isLedgerWhole else { return PruneReport() }
      return try Pruning(database: connection, part: part).forecast(runs)
    }
  }

  /// Removes what is kept of runs, in one transaction.
  public func prune(
    _ runs: [Int64], _ part: PrunedPart, by maker: String
  ) throws -> PruneReport {
    var done: PruneReport?
    return try transaction("prune", isUnderLease: false) { isRepeated in
      try connection.execute("SET LOCAL lock_timeout = '10s'; \(Self.turnstile)")
      try prepareLedger()
      let pruning = Pruning(database: connection, part: part)
      // An attempt whose answer was lost has done all or nothing.
      if isRepeated, let done, !done.runs.isEmpty,
        try !pruning.forecast(done.runs).runs.contains(done.runs[0])
      {
        return done
      }
      try checkNobodyWorks(where: "true")
      let report = try pruning.perform(runs, at: surroundings.timestamp())
      for run in report.runs {
        note("prune", run: run, holder: maker, detail: Pruning.detail(run, part))
      }
      done = report
      return report
    }
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
    get throws { try hasLedger && column("checkpoint.spool", as: "spool") == "spool" }
  }

  /// Runs `body` while no run is at work, and none can begin.
  public func whileNobodyWorks(_ body: () throws -> Void) throws {
    try transaction("prune", isUnderLease: false) { _ in
      try connection.execute("SET LOCAL lock_timeout = '10s'; \(Self.turnstile)")
      try checkNobodyWorks(where: "true")
      try body()
    }
  }
}
