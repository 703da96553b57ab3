import Dataflow

extension [RunEntry] {
  /// A run that may be taken back as far as the lines of the runs tell.
  ///
  /// - Parameters:
  ///   - number: its number.
  ///   - pruned: the newest run, this one or a later one, of which nothing is kept; `nil` for none.
  /// - Returns: the run.
  /// - Throws: `Diagnostic` that says why it cannot be taken back.
  func undoable(_ number: Int64, pruned: Int64?) throws -> RunEntry {
    guard let run = first(where: { $0.number == number }) else {
      throw Diagnostic(
        "SH6601", "there is no run \(number)", status: .input,
        remedy: "see the runs with: sohoa runs")
    }
    if run.status == .undone {
      throw Diagnostic(
        "SH6602", "run \(number) has been taken back already", status: .input,
        remedy: "see the runs with: sohoa runs")
    }
    if run.kind == .undo {
      throw Diagnostic(
        "SH6602", "run \(number) took another run back, and nothing of that one is kept",
        status: .input, remedy: "load again what it had loaded with: sohoa run PIPELINE")
    }
    if run.kind == .consolidate {
      throw Diagnostic(
        "SH6602", "run \(number) made links and a model, which are made anew from what is loaded",
        status: .input,
        remedy: "take back what it was made of, then: sohoa consolidate PIPELINE")
    }
    if let pruned {
      throw Diagnostic(
        "SH6603", "nothing is kept any more of what run \(pruned) changed: it was pruned",
        status: .input,
        remedy: "restore a backup from before the run, or correct the rows by a later delivery")
    }
    return run
  }
}
