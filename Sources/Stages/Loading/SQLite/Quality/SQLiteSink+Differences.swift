public import Dataflow
import SQLite

extension SQLiteSink {
  /// What a run changed in the loaded tables, row by row, in the order of units and records.
  public func differences(
    madeByRun run: Int64, _ body: (RowDifference) throws -> Void
  ) throws {
    try reading {
      let work = try UndoWork(connection, try known(run))
      let states = try RowStates(connection)
      for stage in try work.stages() { try states.addEffect(of: work, on: stage) }
      try states.compare(body)
    }
  }

  /// How the rows that one run left differ from those that another left.
  public func differences(
    between first: Int64, and second: Int64, _ body: (RowDifference) throws -> Void
  ) throws {
    try reading {
      let states = try RowStates(connection)
      for (side, number) in [first, second].enumerated() {
        let work = try UndoWork(connection, try known(number))
        for stage in try work.stages() {
          let key = try keys(ofTable: stage).first ?? []
          try states.addOutcome(of: work, on: stage, key: key, side: side)
        }
      }
      try states.compare(body)
    }
  }

  /// A run whose rows may still be known.
  private func known(_ number: Int64) throws -> RunEntry {
    guard let run = try runs(of: nil).first(where: { $0.number == number }) else {
      throw Diagnostic(
        "SH6601", "there is no run \(number)", status: .input,
        remedy: "see the runs with: sohoa runs")
    }
    let pruned = try connection.text("SELECT pruned FROM sohoa_run WHERE run = \(number)") ?? ""
    guard run.status != .undone, pruned.isEmpty else {
      throw Diagnostic(
        "SH6608", "nothing is kept any more of what run \(number) wrote", status: .input,
        remedy: "see the runs with: sohoa runs")
    }
    return run
  }
}
