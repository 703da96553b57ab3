public import Columnar
public import Dataflow
import SQLite

extension SQLiteSink {
  /// Commits rows, rejects and checkpoint in one transaction, under the lease.
  public func commit(
    _ chunks: inout [Chunk], at checkpoint: CheckpointDraft
  ) throws -> [Counts] {
    try committing(&chunks, "commit to") { chunks, session in
      var result = [Counts](repeating: Counts(), count: checkpoint.tables.count)
      for table in session.tableOrder {
        for index in checkpoint.tables.indices where checkpoint.tables[index] == table {
          result[index] = try commit(&chunks[index], session.loaders[table], checkpoint, session)
        }
      }
      if checkpoint.chunk > 1 {
        try session.statements.clearStreamState.bind(checkpoint.unit, at: 1)
        try session.statements.clearStreamState.bind(checkpoint.chunk - 1, at: 2)
        try session.statements.clearStreamState.run()
      }
      return result
    }
  }

  /// Runs `body` in one transaction under the lease; what fails leaves the chunks as they were.
  func committing<Result>(
    _ chunks: inout [Chunk], _ purpose: String,
    _ body: (inout [Chunk], Session) throws -> Result
  ) throws -> Result {
    guard let session else { throw Self.noSession }
    let states = chunks.map(\.states)
    let violationCounts = chunks.map(\.violations.count)
    let before = session.loaders.map { (lastRow: $0.lastRow, isFilling: $0.filters != nil) }
    do {
      return try transaction(purpose) {
        try renewLease()
        return try body(&chunks, session)
      }
    } catch {
      for index in chunks.indices {
        chunks[index].states = states[index]
        chunks[index].violations.removeLast(
          chunks[index].violations.count - violationCounts[index])
      }
      session.rowCounter.forget()
      for (loader, before) in zip(session.loaders, before) {
        loader.lastRow = before.lastRow
        if !before.isFilling { loader.filters = nil }
      }
      throw error
    }
  }

  private func commit(
    _ chunk: inout Chunk, _ loader: TableLoader, _ checkpoint: CheckpointDraft, _ session: Session
  ) throws -> Counts {
    if session.draft.kind == .load {
      try loader.refill(refillPolicy, pipeline: session.draft.pipeline, at: checkpoint)
    }
    let outcome = try loader.load(
      &chunk,
      from: .init(run: session.run.number, unit: checkpoint.unit, chunk: checkpoint.chunk))
    let counts = try outcome.counts(of: chunk, unit: checkpoint.unit)
    try keepViolations(of: chunk, stage: loader.table.name, checkpoint, session)
    try keepPages(of: chunk, stage: loader.table.name, unit: checkpoint.unit, session)
    try addCheckpoint(
      checkpoint, stage: loader.table.name, counts: counts, firstRow: outcome.firstRow,
      lastRow: outcome.lastRow, session)
    return counts
  }

  /// Adds a checkpoint, which may revise an earlier one of the unit.
  func addCheckpoint(
    _ checkpoint: CheckpointDraft, stage: String, counts: Counts, firstRow: Int64, lastRow: Int64,
    revising revised: Int64 = 0, _ session: Session
  ) throws {
    session.rowCounter.expect(.init(table: stage, first: firstRow, last: lastRow))
    let statement = session.statements.addCheckpoint
    try statement.bind(checkpoint.unit, at: 1)
    try statement.bind(checkpoint.chunk, at: 2)
    try statement.bind(stage, at: 3)
    try statement.bind(session.run.number, at: 4)
    try statement.bind(checkpoint.position.record, at: 5)
    try statement.bind(checkpoint.position.line, at: 6)
    try statement.bind(checkpoint.position.offset, at: 7)
    try statement.bind(checkpoint.position.context, at: 8)
    try statement.bind(checkpoint.position.streamState, at: 9)
    let parts = [
      counts.read, counts.loaded, counts.updated, counts.unchanged, counts.filtered,
      counts.duplicate, counts.rejected, counts.deferred,
    ]
    for (index, part) in parts.enumerated() { try statement.bind(part, at: 10 + index) }
    try statement.bind(firstRow, at: 18)
    try statement.bind(lastRow, at: 19)
    try statement.bind(checkpoint.hash, at: 20)
    try statement.bind(surroundings.timestamp(), at: 21)
    try statement.bind(revised, at: 22)
    try statement.bind(checkpoint.spool, at: 23)
    try statement.run()
  }

  /// Notes that a unit is read to its end, or to the break that `reason` tells.
  public func finish(
    unit: Int64, identity: UnitIdentity, status: UnitStatus, reason: String
  ) throws {
    try transaction("finish a unit in") {
      try renewLease()
      try setStatus(status, reason, unit: unit, identity)
    }
  }

  /// Takes a unit out again: its rows, rejects and checkpoints, and notes why.
  public func refuse(
    unit: Int64, identity: UnitIdentity, status: UnitStatus, reason: String
  ) throws {
    guard let session else { throw Self.noSession }
    session.rowCounter.forget()
    try transaction("take a unit out of") {
      try renewLease()
      for loader in session.loaders {
        try loader.removeRows(ofUnit: unit)
      }
      for table in [
        "sohoa_reject", "sohoa_finding", "sohoa_page", "sohoa_change", "sohoa_checkpoint",
      ] {
        try connection.execute("DELETE FROM \(table) WHERE unit = \(unit)")
      }
      try setStatus(status, reason, unit: unit, identity)
    }
  }

  private func setStatus(
    _ status: UnitStatus, _ reason: String, unit: Int64, _ identity: UnitIdentity
  ) throws {
    let statement = try connection.prepare(
      """
      UPDATE sohoa_unit SET status = ?1, reason = ?2, sha256 = ?3, size = ?4, crc32 = ?5,
        file_size = ?6, file_modified = ?7, file_changed = ?8, file_inode = ?9
      WHERE unit = ?10
      """)
    try statement.bind(status.rawValue, at: 1)
    try statement.bind(reason, at: 2)
    try bindContent(of: identity, to: statement, from: 3)
    try statement.bind(unit, at: 10)
    try statement.run()
  }

  /// Builds the keys and indexes that were left out while the tables were filled for the first time.
  public func finishTables(
    unless isStopWanted: @escaping () -> Bool
  ) throws -> Counts {
    guard let session else { throw Self.noSession }
    return try connection.interrupting(when: isStopWanted) { try finishTables(session) }
  }

  private func finishTables(_ session: Session) throws -> Counts {
    var total = Counts()
    for loader in session.loaders where try loader.state() == "filling" {
      // The filters' memory serves the sorting of the keys.
      loader.filters = nil
      do {
        total += try transaction("build the keys of \(loader.table.name) in") {
          try renewLease()
          let counts = try finishTable(loader, session)
          // Building may have outlasted the lease, which nobody can have taken meanwhile.
          try renewLease()
          return counts
        }
      } catch let stop as WorkStopped {
        throw stop
      } catch {
        if !loader.keys.isEmpty { loader.filters = try loader.filtersOfTable() }
        throw error
      }
    }
    return total
  }

  private func finishTable(_ loader: TableLoader, _ session: Session) throws -> Counts {
    try loader.createIndexes(pipeline: session.draft.pipeline)
    guard !loader.keys.isEmpty else { return Counts() }
    let settled = try loader.settleDeferred(run: session.run.number) {
      try keepDeferredReject($0, stage: loader.table.name, session)
    }
    var total = Counts()
    for part in settled {
      let checkpoint = CheckpointDraft(
        unit: part.unit, chunk: 0, position: Position(), hash: "", tables: [])
      try addCheckpoint(
        checkpoint, stage: loader.table.name, counts: part.counts, firstRow: part.firstRow,
        lastRow: part.lastRow, session)
      total += part.counts
    }
    return total
  }
}
