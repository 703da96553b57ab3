import Dataflow

/// Removes what is kept of runs only to take them back.
struct Pruning {
  let database: any LedgerDatabase

  /// A reject that nobody has to do anything about, and whose record is kept.
  private static let isSettled = """
    status IN ('replayed', 'superseded', 'discarded') AND length(raw) > 0
    """

  /// What it comes to; nothing is written.
  func forecast(_ runs: [Int64]) throws -> PruneReport {
    var report = PruneReport()
    guard !runs.isEmpty else { return report }
    report.runs = try database.numbers(
      of: """
        SELECT run FROM \(database.ledger("run")) WHERE run IN (\(list(runs))) AND pruned = ''
          AND status IN ('done', 'undone') ORDER BY run
        """)
    guard !report.runs.isEmpty else { return report }
    let ofRuns = "run IN (\(list(report.runs)))"
    report.changes = try database.count("\(database.ledger("change")) WHERE \(ofRuns)")
    report.states = try database.count(
      "\(database.ledger("checkpoint")) WHERE \(ofRuns) AND length(stream_state) > 0")
    report.rejects = try database.count(
      "\(database.ledger("reject")) WHERE \(ofRuns) AND \(Self.isSettled)")
    return report
  }

  /// Does it inside the caller's transaction; `now` is the time.
  func perform(_ runs: [Int64], at now: String) throws -> PruneReport {
    let report = try forecast(runs)
    guard !report.runs.isEmpty else { return report }
    let ofRuns = "run IN (\(list(report.runs)))"
    try database.perform(
      """
      DELETE FROM \(database.ledger("change")) WHERE \(ofRuns);
      UPDATE \(database.ledger("checkpoint")) SET stream_state = NULL
        WHERE \(ofRuns) AND stream_state IS NOT NULL;
      UPDATE \(database.ledger("reject")) SET raw = \(database.noBytes), fields = NULL
        WHERE \(ofRuns) AND \(Self.isSettled);
      UPDATE \(database.ledger("run")) SET pruned = \(literal(now)) WHERE \(ofRuns);
      """)
    return report
  }

  private func list(_ runs: [Int64]) -> String {
    runs.map(String.init).joined(separator: ", ")
  }
}
