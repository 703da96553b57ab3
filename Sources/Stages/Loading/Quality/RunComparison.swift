import Dataflow

/// Finds out whether two runs can be compared, and does it.
struct RunComparison {
  let database: any LedgerDatabase
  let runs: [RunEntry]

  /// What a run changed in the loaded tables.
  func differences(
    madeByRun run: Int64, fields: Bool, _ body: (RowDifference) throws -> Void
  ) throws {
    try check(run)
    try checkKept(after: run - 1, to: run, of: run)
    try RowStates(database, after: run - 1, to: run, fields: fields).compare(body)
  }

  /// How the loaded tables as one run left them differ from what another left.
  func differences(
    between first: Int64, and second: Int64, _ body: (RowDifference) throws -> Void
  ) throws {
    for run in [first, second] { try check(run) }
    let (before, last) = (min(first, second), max(first, second))
    try checkKept(after: before, to: last, of: before)
    try RowStates(database, after: before, to: last).compare { difference in
      var difference = difference
      if first > second { difference.turn() }
      try body(difference)
    }
  }

  private func check(_ number: Int64) throws {
    guard let run = runs.first(where: { $0.number == number }) else {
      throw Diagnostic(
        "SH6601", "there is no run \(number)", status: .input,
        remedy: "see the runs with: sohoa runs")
    }
    let pruned = try database.number(
      of: "SELECT run FROM \(database.ledger("run")) WHERE run = \(number) AND pruned <> ''")
    guard run.status != .undone, pruned == nil else { throw isGone(number) }
  }

  /// Makes sure that the states before and after the runs can be told.
  private func checkKept(after before: Int64, to last: Int64, of run: Int64) throws {
    let checkpoint = database.ledger("checkpoint")
    let pruned = try database.number(
      of: """
        SELECT min(r.run) FROM \(database.ledger("run")) r JOIN \(checkpoint) c ON c.run = r.run
        WHERE r.run > \(before) AND r.pruned <> '' AND (c.updated > 0 OR r.kind = 'rerun')
        """)
    if let pruned { throw isGone(pruned) }
    let replaced = try database.number(
      of:
        "SELECT 1 FROM \(checkpoint) WHERE run BETWEEN \(run) AND \(last) AND first_row < 0 LIMIT 1"
    )
    if replaced != nil { throw isGone(run) }
  }

  private func isGone(_ run: Int64) -> Diagnostic {
    Diagnostic(
      "SH6608", "nothing is kept any more of what run \(run) wrote", status: .input,
      remedy: "see the runs with: sohoa runs")
  }
}

extension RowDifference {
  /// Exchanges the first state and the second.
  fileprivate mutating func turn() {
    kind = kind == .added ? .removed : kind == .removed ? .added : .changed
    for index in fields.indices {
      (fields[index].before, fields[index].after) = (fields[index].after, fields[index].before)
    }
  }
}
