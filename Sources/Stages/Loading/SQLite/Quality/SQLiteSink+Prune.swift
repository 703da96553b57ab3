public import Dataflow
import SQLite

extension SQLiteSink {
  /// What removing what is kept of runs would come to; nothing is written.
  public func forecast(ofPruning runs: [Int64]) throws -> PruneReport {
    try reading {
      var report = PruneReport()
      guard try connection.hasColumn("pruned", in: "sohoa_run") else { return report }
      report.runs = try connection.integers(
        """
        SELECT run FROM sohoa_run WHERE run IN (\(list(runs))) AND pruned = ''
          AND status IN ('done', 'undone') ORDER BY run
        """)
      let ofRuns = "run IN (\(list(report.runs)))"
      report.changes = try count("sohoa_change WHERE \(ofRuns)")
      report.states = try count("sohoa_checkpoint WHERE \(ofRuns) AND length(stream_state) > 0")
      report.rejects = try count("sohoa_reject WHERE \(ofRuns) AND \(Self.isSettled)")
      return report
    }
  }

  /// Removes what is kept of runs, in one transaction.
  public func prune(_ runs: [Int64], by maker: String) throws -> PruneReport {
    let report = try transaction("prune") {
      try LedgerSchema.prepare(connection)
      try checkNobodyWorks(where: "1")
      let report = try forecast(ofPruning: runs)
      let ofRuns = "run IN (\(list(report.runs)))"
      try connection.execute(
        """
        DELETE FROM sohoa_change WHERE \(ofRuns);
        UPDATE sohoa_checkpoint SET stream_state = NULL
          WHERE \(ofRuns) AND stream_state IS NOT NULL;
        UPDATE sohoa_reject SET raw = x'', fields = NULL WHERE \(ofRuns) AND \(Self.isSettled);
        UPDATE sohoa_run SET pruned = \(literal(surroundings.timestamp())) WHERE \(ofRuns);
        """)
      for run in report.runs {
        try note("prune", run: run, holder: maker, detail: "run \(run) is pruned")
      }
      return report
    }
    try reading { try connection.execute("PRAGMA wal_checkpoint(TRUNCATE)") }
    return report
  }

  /// A reject that nobody has to do anything about, and whose record is kept.
  private static let isSettled = """
    status IN ('replayed', 'superseded', 'discarded') AND length(raw) > 0
    """

  private func list(_ runs: [Int64]) -> String {
    runs.map(String.init).joined(separator: ", ")
  }

  private func count(_ what: String) throws -> Int {
    Int(try connection.integer("SELECT count(*) FROM \(what)") ?? 0)
  }
}
