import Dataflow
import PostgreSQL

extension PostgreSQLSink.TableLoader {
  /// Takes the keys away for the rest of the run where that costs less than keeping them up.
  ///
  /// It happens inside the transaction of a chunk, and the ledger says that the table is being
  /// filled: a later process goes on from there.
  func refill(_ policy: RefillPolicy, pipeline: String, at checkpoint: CheckpointDraft) throws {
    guard policy.suits(self) else { return }
    let bytes = try connection.integer(
      """
      SELECT sum(greatest(size, 0))::bigint FROM sohoa.unit
      WHERE pipeline = $1 AND status = 'loading'
      """, .text(pipeline))
    let coming = RefillPolicy.rowsToCome(in: Double(bytes ?? 0), after: checkpoint.position)
    guard policy.isWorth(coming, self), try owner() == pipeline else { return }
    // Another pipeline at work might add keys that the filters do not know.
    let others = try connection.integer(
      "SELECT count(*) FROM sohoa.lease WHERE pipeline <> $1 AND holder <> ''", .text(pipeline))
    guard others == 0 else { return }
    try createDeferredTable()
    filters = try filtersOfTable()
    try connection.execute(
      """
      CREATE TABLE \(Self.keysTable(of: table.name)) AS SELECT pg_get_indexdef(i.indexrelid) AS sql
      FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
      WHERE i.indrelid = to_regclass(\(literal("\(quoted: table.name)")))
        AND starts_with(c.relname, \(literal(Self.keyPrefix(of: table.name))))
      """)
    try dropKeys(but: [])
    try setState("filling", pipeline)
  }
}
