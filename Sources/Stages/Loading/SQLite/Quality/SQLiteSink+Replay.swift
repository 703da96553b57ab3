public import Columnar
public import Dataflow
import SQLite

extension SQLiteSink {
  /// The units with rejects that a replay takes up, in order.
  public func units(toReplay filter: RejectFilter, of pipeline: String) throws -> [Int64] {
    try reading {
      guard try hasLedger, try connection.hasColumn("fields", in: "sohoa_reject") else { return [] }
      let statement = try connection.prepare(
        """
        SELECT DISTINCT r.unit FROM sohoa_reject r JOIN sohoa_unit u ON u.unit = r.unit
        WHERE u.pipeline = ?11 AND \(Self.matches) ORDER BY r.unit
        """)
      try bind(filter, to: statement)
      try statement.bind(pipeline, at: 11)
      var units: [Int64] = []
      while try statement.step() { units.append(statement.int64(at: 0)) }
      return units
    }
  }

  /// The unit and the reject that a replay has come to, or `nil` before its first commit.
  public func replayPosition(ofRun run: Int64) throws -> (unit: Int64, reject: Int64)? {
    try reading {
      let statement = try connection.prepare(
        """
        SELECT unit, max(offset) FROM sohoa_checkpoint WHERE run = ?1
        GROUP BY unit ORDER BY unit DESC LIMIT 1
        """)
      try statement.bind(run, at: 1)
      guard try statement.step() else { return nil }
      return (statement.int64(at: 0), statement.int64(at: 1))
    }
  }

  /// Commits rejects that went through the pipeline again.
  public func replay(_ chunks: inout [Chunk], at page: ReplayPage) throws -> [ReplayOutcome] {
    try committing(&chunks, "replay rejects in") { chunks, session in
      for entry in page.rejects.joined() { try checkUnchanged(entry) }
      let number = try nextRevision(ofUnit: page.unit)
      var outcomes = [ReplayOutcome](repeating: ReplayOutcome(), count: page.tables.count)
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
      "SELECT min(chunk) FROM sohoa_checkpoint WHERE unit = \(unit)")
    return min(least ?? 0, 0) - 1
  }

  private func checkUnchanged(_ entry: RejectEntry) throws {
    let statement = try connection.prepare(
      "SELECT status, fields FROM sohoa_reject WHERE reject = ?1")
    try statement.bind(entry.number, at: 1)
    guard try statement.step(), statement.string(at: 0) == entry.status,
      statement.bytes(at: 1).flatMap({ RecordFields(text: $0) }) == entry.fields
    else { throw LedgerMoved() }
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
      try settling.settle(entry, as: fate, row: row, of: chunk)
    }
    try addCheckpoint(
      CheckpointDraft(
        unit: page.unit, chunk: number, position: Position(offset: page.last, line: 0), hash: "",
        tables: []),
      stage: stage, counts: counts, firstRow: loaded.firstRow, lastRow: loaded.lastRow, session)
    return outcome
  }
}
