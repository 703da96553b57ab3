public import Columnar
public import Dataflow
import PostgreSQL

extension PostgreSQLSink {
  /// Commits rows, rejects and checkpoint in one transaction, under the lease.
  ///
  /// When the connection is lost around the commit, nobody knows whether it happened. The next
  /// attempt waits for the lease's row, which the lost transaction keeps locked to its end, and then
  /// looks for the checkpoint.
  public func commit(
    _ chunks: inout [Chunk], at checkpoint: CheckpointDraft
  ) throws -> [Counts] {
    try committing(&chunks, "commit to") { chunks, session, isRepeated in
      if isRepeated, let counts = try committed(checkpoint, session) { return counts }
      var result = [Counts](repeating: Counts(), count: checkpoint.tables.count)
      for table in session.tableOrder {
        for index in checkpoint.tables.indices where checkpoint.tables[index] == table {
          result[index] = try commit(&chunks[index], session.loaders[table], checkpoint, session)
        }
      }
      // One state for every 8 MiB stays, so that a trace gets near any record.
      if checkpoint.chunk > 1 {
        later(
          """
          UPDATE sohoa.checkpoint SET stream_state = NULL
          WHERE unit = $1 AND chunk = $2 AND stream_state IS NOT NULL
            AND "offset" / 8388608 = coalesce((SELECT max("offset") FROM sohoa.checkpoint
              WHERE unit = $1 AND chunk = $2 - 1), 0) / 8388608
          """, [.integer(checkpoint.unit), .integer(checkpoint.chunk - 1)])
      }
      return result
    }
  }

  /// Runs `body` in one transaction under the lease; what fails leaves the chunks as they were.
  func committing<Result>(
    _ chunks: inout [Chunk], _ purpose: String,
    _ body: (inout [Chunk], Session, _ isRepeated: Bool) throws -> Result
  ) throws -> Result {
    guard let session else { throw Self.noSession }
    // An attempt that fails must leave the row states as they were, for the next and for the caller.
    let states = chunks.map(\.states)
    let violationCounts = chunks.map(\.violations.count)
    let wasFilling = session.loaders.map { $0.filters != nil }
    var work = chunks
    chunks = []
    defer { chunks = work }
    return try transaction(purpose) {
      for index in work.indices {
        work[index].states = states[index]
        work[index].violations.removeLast(
          work[index].violations.count - violationCounts[index])
      }
      for (loader, wasFilling) in zip(session.loaders, wasFilling) where !wasFilling {
        loader.filters = nil
      }
    } _: { isRepeated in
      try body(&work, session, isRepeated)
    }
  }

  /// What a commit stored whose answer was lost, or `nil` where it did not happen.
  private func committed(_ checkpoint: CheckpointDraft, _ session: Session) throws -> [Counts]? {
    let result = try connection.query(
      """
      SELECT stage, read, loaded, updated, unchanged, filtered, duplicate, rejected, deferred
      FROM sohoa.checkpoint WHERE unit = $1 AND chunk = $2 AND run = $3 AND hash = $4
      """, .integer(checkpoint.unit), .integer(checkpoint.chunk),
      .integer(session.run.number), .text(checkpoint.hash))
    guard result.count > 0 else { return nil }
    var counts: [String: Counts] = [:]
    for row in result.rows { counts[row.string(at: 0) ?? ""] = self.counts(of: row, from: 1) }
    return checkpoint.tables.map { counts[session.draft.tables[$0].name] ?? Counts() }
  }

  private func commit(
    _ chunk: inout Chunk, _ loader: TableLoader, _ checkpoint: CheckpointDraft, _ session: Session
  ) throws -> Counts {
    try loader.refill(refillPolicy, pipeline: session.draft.pipeline, at: checkpoint)
    let (outcome, content) = try loader.loadKnowing(
      &chunk,
      from: .init(run: session.run.number, unit: checkpoint.unit, chunk: checkpoint.chunk))
    let counts = try outcome.counts(of: chunk, unit: checkpoint.unit)
    try keepViolations(
      of: chunk, stage: loader.table.name, unit: checkpoint.unit, chunk: checkpoint.chunk, session)
    keepPages(of: chunk, stage: loader.table.name, unit: checkpoint.unit, session)
    addCheckpoint(
      checkpoint, stage: loader.table.name, counts: counts, firstRow: outcome.firstRow,
      lastRow: outcome.lastRow, content: content, session)
    return counts
  }

  /// Adds a checkpoint, which may revise an earlier one of the unit.
  func addCheckpoint(
    _ checkpoint: CheckpointDraft, stage: String, counts: Counts, firstRow: Int64, lastRow: Int64,
    revising revised: Int64 = 0, content: TableLoader.Content? = nil, _ session: Session
  ) {
    let position = checkpoint.position
    let parts = [
      counts.read, counts.loaded, counts.updated, counts.unchanged, counts.filtered,
      counts.duplicate, counts.rejected, counts.deferred,
    ]
    later(
      """
      INSERT INTO sohoa.checkpoint (unit, chunk, stage, run, record, line, "offset", context,
        stream_state, read, loaded, updated, unchanged, filtered, duplicate, rejected, deferred,
        first_row, last_row, hash, committed, revises, spool, content, content_waiting, content_proof)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
        $20, $21, $22, $23, $24, $25, $26)
      """,
      [
        .integer(checkpoint.unit), .integer(checkpoint.chunk), .text(stage),
        .integer(session.run.number), .integer(position.record), .integer(position.line),
        .integer(position.offset), .bytes(position.context), .bytes(position.streamState),
      ] + parts.map { .integer($0) } + [
        .integer(firstRow), .integer(lastRow), .text(checkpoint.hash),
        .text(surroundings.timestamp()), .integer(revised), .text(checkpoint.spool),
        .text(content?.hash ?? ""), .text(content?.waiting ?? ""), .text(content?.proof ?? ""),
      ])
  }

  /// Notes that a unit is read to its end, or to the break that `reason` tells.
  public func finish(
    unit: Int64, identity: UnitIdentity, status: UnitStatus, reason: String
  ) throws {
    try transaction("finish a unit in") { _ in setStatus(status, reason, unit: unit, identity) }
  }

  /// Takes a unit out again: its rows, rejects and checkpoints, and notes why.
  public func refuse(
    unit: Int64, identity: UnitIdentity, status: UnitStatus, reason: String
  ) throws {
    guard let session else { throw Self.noSession }
    try transaction("take a unit out of") { _ in
      for loader in session.loaders { try loader.removeRows(ofUnit: unit) }
      for table in ["reject", "finding", "page", "change", "checkpoint"] {
        later("DELETE FROM sohoa.\(table) WHERE unit = $1", [.integer(unit)])
      }
      setStatus(status, reason, unit: unit, identity)
    }
  }

  private func setStatus(
    _ status: UnitStatus, _ reason: String, unit: Int64, _ identity: UnitIdentity
  ) {
    later(
      """
      UPDATE sohoa.unit SET status = $2, reason = $3, sha256 = $4, size = $5, crc32 = $6,
        file_size = $7, file_modified = $8, file_changed = $9, file_inode = $10
      WHERE unit = $1
      """,
      [.integer(unit), .text(status.rawValue), .text(reason)] + content(of: identity))
  }
}
