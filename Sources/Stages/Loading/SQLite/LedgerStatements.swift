import SQLite

/// The ledger's statements that every commit uses, compiled once a run.
struct LedgerStatements {
  let renewLease: Statement
  let addCheckpoint: Statement
  let clearStreamState: Statement
  let addReject: Statement
  let addFinding: Statement
  let addPage: Statement

  init(_ connection: Connection) throws {
    renewLease = try connection.prepare(
      "UPDATE sohoa_lease SET expires = ?1 WHERE pipeline = ?2 AND token = ?3", isPersistent: true)
    addCheckpoint = try connection.prepare(
      """
      INSERT INTO sohoa_checkpoint (unit, chunk, stage, run, record, line, offset, context,
        stream_state, read, loaded, updated, unchanged, filtered, duplicate, rejected, deferred,
        first_row, last_row, hash, committed, revises, spool)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,
        ?20, ?21, ?22, ?23)
      """, isPersistent: true)
    // One state for every 8 MiB stays, so that a rerun or a trace gets near any record; 32 KiB a
    // checkpoint would make the ledger grow with small chunks.
    clearStreamState = try connection.prepare(
      """
      UPDATE sohoa_checkpoint SET stream_state = NULL
      WHERE unit = ?1 AND chunk = ?2 AND stream_state IS NOT NULL
        AND offset / 8388608 = coalesce((
          SELECT max(offset) FROM sohoa_checkpoint WHERE unit = ?1 AND chunk = ?2 - 1), 0) / 8388608
      """, isPersistent: true)
    addReject = try connection.prepare(
      """
      INSERT INTO sohoa_reject (run, stage, unit, chunk, record, line, offset, outcome, rule, field,
        violations, message, raw, message_vi, fields)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
      """, isPersistent: true)
    addFinding = try connection.prepare(
      """
      INSERT INTO sohoa_finding (unit, stage, record, rule, field, severity, value, run)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
      """, isPersistent: true)
    addPage = try connection.prepare(
      "INSERT OR IGNORE INTO sohoa_page (unit, stage, record, scan, run) VALUES (?1, ?2, ?3, ?4, ?5)",
      isPersistent: true)
  }
}
