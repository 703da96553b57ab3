import Dataflow

/// Which checkpoints' rows are counted where a balance is taken.
///
/// At the end of a rerun only those whose rows one may have replaced, so that it costs the same in a table
/// of any size; `reconcile` counts all. A row that had waited for the keys leaves the range of those
/// when its chunk is read again: both are counted ever after.
struct RevisedRows {
  /// Finds the lines `c` of checkpoints whose rows are counted, as SQL.
  let condition: String

  /// - Parameters:
  ///   - kind: of the run at work, or `nil` where none is.
  ///   - checkpoint: the table of the checkpoints.
  init(_ kind: RunKind?, checkpoint: String) {
    condition =
      kind == .rerun
      ? """
      (c.chunk <= 0 OR (c.unit, c.chunk) IN
        (SELECT r.unit, r.revises FROM \(checkpoint) r WHERE r.revises > 0))
      """ : "1 = 1"
  }
}
