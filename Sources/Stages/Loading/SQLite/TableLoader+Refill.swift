import Dataflow
import SQLite

/// When a large delivery into a table with keys is loaded like a first one.
///
/// A chunk of keys in no order touches every page of a large index, and so each chunk writes the
/// index anew: 2,000,000 new rows into 2,000,000 took 102 s, chunk by chunk. Taking the keys away,
/// letting filters tell new rows from known ones and building the keys once took a quarter of that.
struct RefillPolicy {
  /// The number of chunks that are looked at first.
  var chunks = 3
  /// The least number of rows still to come.
  var rows = 200_000.0
  /// The least number of rows still to come, as a share of those in the table.
  var share = 0.125
  /// The least share of new rows so far: rows that are known already do not change an index.
  var newRows = 0.5
}

extension TableLoader {
  /// What merging chunk by chunk has shown in this run.
  struct Merged {
    var chunks = 0
    var rows = 0
    var added = 0
  }

  /// Takes the keys away for the rest of the run where that costs less than keeping them up.
  ///
  /// It happens inside the transaction of a chunk, and the ledger says that the table is being
  /// filled: a later process goes on from there.
  func refill(_ policy: RefillPolicy, pipeline: String, at checkpoint: CheckpointDraft) throws {
    guard filters == nil, !keys.isEmpty, !isReferenced, merged.chunks >= policy.chunks,
      Double(merged.added) >= Double(merged.rows) * policy.newRows
    else { return }
    let coming = try rowsToCome(pipeline, at: checkpoint)
    guard coming >= policy.rows, coming >= Double(lastRow) * policy.share,
      try owner() == pipeline
    else { return }
    try createDeferredTable()
    filters = try filtersOfTable()
    try dropKeys(but: [])
    try setState("filling", pipeline)
  }

  /// About how many rows the pipeline's open units still hold, judged by the unit being read.
  private func rowsToCome(_ pipeline: String, at checkpoint: CheckpointDraft) throws -> Double {
    let position = checkpoint.position
    guard position.offset > 0 else { return 0 }
    let statement = try connection.prepare(
      """
      SELECT total(max(size, 0)) FROM sohoa_unit WHERE pipeline = ?1 AND status = 'loading'
      """)
    try statement.bind(pipeline, at: 1)
    guard try statement.step() else { return 0 }
    let bytes = statement.double(at: 0) - Double(position.offset)
    return bytes / Double(position.offset) * Double(position.record)
  }
}
