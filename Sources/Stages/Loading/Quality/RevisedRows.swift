import Dataflow

/// Which checkpoints a rerun can have changed the rows of.
///
/// At its end these are counted, so that it costs the same in a table of any size; `reconcile` counts all.
struct RevisedRows {
  /// Finds the lines `c` of checkpoints whose rows are counted, as SQL.
  let condition: String

  /// - Parameters:
  ///   - run: the run at work, or `nil` where none is.
  ///   - checkpoint: the table of the checkpoints.
  init(_ run: (kind: RunKind, number: Int64)?, checkpoint: String) {
    guard let run, run.kind == .rerun else {
      condition = "1 = 1"
      return
    }
    let revised = """
      (SELECT r.revises FROM \(checkpoint) r WHERE r.unit = c.unit AND r.run = \(run.number))
      """
    condition = """
      (c.chunk IN \(revised) OR c.revises > 0 AND c.revises IN \(revised)
        OR c.chunk <= 0 AND c.revises = 0)
      """
  }
}
