import Dataflow
import SQLite

extension TableLoader {
  /// Takes the keys away for the rest of the run where that costs less than keeping them up.
  ///
  /// It happens inside the transaction of a chunk, and the ledger says that the table is being
  /// filled: a later process goes on from there.
  func refill(_ policy: RefillPolicy, pipeline: String, at checkpoint: CheckpointDraft) throws {
    guard policy.suits(self) else { return }
    let bytes = try openBytes(of: pipeline)
    let coming = RefillPolicy.rowsToCome(in: bytes, after: checkpoint.position)
    guard policy.isWorth(coming, self), try owner() == pipeline else { return }
    try createDeferredTable()
    filters = try filtersOfTable()
    try connection.execute(
      """
      CREATE TABLE \(quoted: Self.keysName(of: table.name)) (sql TEXT NOT NULL) STRICT;
      INSERT INTO \(quoted: Self.keysName(of: table.name)) SELECT sql FROM sqlite_schema
        WHERE type = 'index' AND tbl_name = \(literal(table.name))
          AND name IN (\(keys.map { literal($0.index) }.joined(separator: ", ")));
      """)
    try dropKeys(but: [])
    try setState("filling", pipeline)
  }

  /// The size of the pipeline's open units.
  private func openBytes(of pipeline: String) throws -> Double {
    let statement = try connection.prepare(
      """
      SELECT total(max(size, 0)) FROM sohoa_unit WHERE pipeline = ?1 AND status = 'loading'
      """)
    try statement.bind(pipeline, at: 1)
    return try statement.step() ? statement.double(at: 0) : 0
  }
}
