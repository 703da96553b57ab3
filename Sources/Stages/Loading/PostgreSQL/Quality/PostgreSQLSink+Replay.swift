public import Columnar
public import Dataflow
import PostgreSQL

extension PostgreSQLSink {
  /// The units with rejects that a replay takes up, in order.
  public func units(toReplay filter: RejectFilter, of pipeline: String) throws -> [Int64] {
    try reading {
      guard try hasLedger, column("reject.fields", as: "fields") == "fields" else { return [] }
      return try connection.query(
        """
        SELECT DISTINCT r.unit FROM sohoa.reject r JOIN sohoa.unit u ON u.unit = r.unit
        WHERE u.pipeline = $12 AND \(Self.matches) ORDER BY r.unit
        """, Self.values(of: filter) + [.text(pipeline)]
      ).rows.map { $0.int64(at: 0) }
    }
  }

  /// The unit and the reject that a replay has come to, or `nil` before its first commit.
  public func replayPosition(ofRun run: Int64) throws -> (unit: Int64, reject: Int64)? {
    try reading {
      try connection.query(
        """
        SELECT unit, max("offset") FROM sohoa.checkpoint WHERE run = $1
        GROUP BY unit ORDER BY unit DESC LIMIT 1
        """, .integer(run)
      ).first.map { ($0.int64(at: 0), $0.int64(at: 1)) }
    }
  }

  /// Commits rejects that went through the pipeline again.
  public func replay(_ chunks: inout [Chunk], at page: ReplayPage) throws -> [ReplayOutcome] {
    var outcomes: [ReplayOutcome] = []
    return try committing(&chunks, "replay rejects in") { chunks, session, isRepeated in
      // An attempt whose answer was lost has come to the outcomes that are still here.
      if isRepeated, try isCommitted(page, session) { return outcomes }
      outcomes = [ReplayOutcome](repeating: ReplayOutcome(), count: page.tables.count)
      try checkUnchanged(Array(page.rejects.joined()))
      let number = try nextRevision(ofUnit: page.unit)
      for table in session.tableOrder {
        for index in page.tables.indices
        where page.tables[index] == table && chunks[index].rowCount > 0 {
          outcomes[index] = try replay(
            &chunks[index], session.loaders[table], page, index, number, session)
        }
      }
      return outcomes
    }
  }

  /// The number of the next checkpoint of a unit that is not of its reading: -1, -2, ….
  func nextRevision(ofUnit unit: Int64) throws -> Int64 {
    let least = try connection.integer(
      "SELECT min(chunk) FROM sohoa.checkpoint WHERE unit = $1", .integer(unit))
    return min(least ?? 0, 0) - 1
  }

  private func isCommitted(_ page: ReplayPage, _ session: Session) throws -> Bool {
    try connection.query(
      """
      SELECT 1 FROM sohoa.checkpoint
      WHERE run = $1 AND unit = $2 AND chunk < 0 AND "offset" = $3 LIMIT 1
      """, .integer(session.run.number), .integer(page.unit), .integer(page.last)
    ).count > 0
  }

  private func checkUnchanged(_ entries: [RejectEntry]) throws {
    let states = try lockRejects(entries.map(\.number))
    for entry in entries {
      guard let state = states[entry.number], state.status == entry.status,
        state.fields == entry.fields
      else { throw LedgerMoved() }
    }
  }

  private func replay(
    _ chunk: inout Chunk, _ loader: TableLoader, _ page: ReplayPage, _ index: Int, _ number: Int64,
    _ session: Session
  ) throws -> ReplayOutcome {
    let stage = loader.table.name
    let loaded = try loader.load(
      &chunk, from: .init(run: session.run.number, unit: page.unit, chunk: number))
    let settling = RejectSettling(
      sink: self, session: session, stage: stage, unit: page.unit, chunk: number,
      isNested: page.isNested[index])
    let (counts, outcome) = try page.settle(index, chunk, after: loaded) { entry, fate, row in
      settling.settle(entry, as: fate, row: row, of: chunk)
    }
    addCheckpoint(
      CheckpointDraft(
        unit: page.unit, chunk: number, position: Position(offset: page.last, line: 0), hash: "",
        tables: []),
      stage: stage, counts: counts, firstRow: loaded.firstRow, lastRow: loaded.lastRow, session)
    return outcome
  }
}
