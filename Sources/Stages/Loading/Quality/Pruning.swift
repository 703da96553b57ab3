import Dataflow

/// Removes what is kept of runs only to take them back or to do them again.
struct Pruning {
  let database: any LedgerDatabase
  let part: PrunedPart

  /// A reject that nobody has to do anything about, and whose record is kept.
  private static let isSettled = """
    status IN ('replayed', 'superseded', 'discarded') AND length(raw) > 0
    """

  /// A checkpoint whose records are kept as they were read.
  private static let isSpooled = "spool <> ''"

  /// A run of which something is kept.
  private var isKept: String {
    switch part {
    case .all: "pruned = ''"
    case .spool:
      "run IN (SELECT run FROM \(database.ledger("checkpoint")) WHERE \(Self.isSpooled))"
    }
  }

  /// What it comes to; nothing is written.
  func forecast(_ runs: [Int64]) throws -> PruneReport {
    var report = PruneReport()
    guard !runs.isEmpty else { return report }
    report.runs = try database.numbers(
      of: """
        SELECT run FROM \(database.ledger("run")) WHERE run IN (\(list(runs))) AND \(isKept)
          AND status IN ('done', 'undone') ORDER BY run
        """)
    guard !report.runs.isEmpty else { return report }
    let ofRuns = "run IN (\(list(report.runs)))"
    report.spooled = try database.count(
      """
      (SELECT DISTINCT unit, chunk FROM \(database.ledger("checkpoint"))
       WHERE \(ofRuns) AND \(Self.isSpooled)) c
      """)
    guard part == .all else { return report }
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
      UPDATE \(database.ledger("checkpoint")) SET spool = '' WHERE \(ofRuns) AND \(Self.isSpooled)
      """)
    guard part == .all else { return report }
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

  /// What the audit says of a run.
  static func detail(_ run: Int64, _ part: PrunedPart) -> String {
    switch part {
    case .all: "run \(run) is pruned"
    case .spool: "the spooled records of run \(run) are pruned"
    }
  }

  private func list(_ runs: [Int64]) -> String {
    runs.map(String.init).joined(separator: ", ")
  }
}
