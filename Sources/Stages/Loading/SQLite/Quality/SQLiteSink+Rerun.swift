public import Columnar
public import Dataflow
import SQLite

extension SQLiteSink: RevisingSink {
  var database: any LedgerDatabase { connection }

  /// The committed chunks of a unit in order.
  public func chunks(ofUnit unit: Int64, stage: String?) throws -> [ChunkSpan] {
    try reading { try spans(ofUnit: unit, stage: stage) }
  }

  /// The rejects of some records of a unit, whatever became of them.
  public func rejects(
    ofUnit unit: Int64, records: ClosedRange<Int64>
  ) throws -> [RejectEntry] {
    try rejectEntries(
      "r.unit = \(unit) AND r.record BETWEEN \(records.lowerBound) AND \(records.upperBound)"
        + " ORDER BY r.reject"
    ) { _ in }
  }

  /// The chunks of a unit that a run has put in the place of others.
  public func chunksRerun(byRun run: Int64, ofUnit unit: Int64) throws -> Set<Int64> {
    try reading { try revisions(byRun: run, ofUnit: unit) }
  }

  /// Makes sure that nothing later changed rows of chunks.
  public func checkRerun(
    of spans: [ChunkSpan], ofUnit unit: Int64, tables: [String]
  ) throws -> Bool {
    try reading { try checkNobodyElse(spans, ofUnit: unit, tables: tables) }
  }

  /// Makes sure that no row refers to one that the run at work has taken out.
  public func checkReferences(ofRun run: Int64) throws {
    try reading { try RerunHindrance(database: database).check(run) }
  }

  /// Takes back what a chunk wrote and loads what was read again in its place.
  public func rerun(
    _ chunks: inout [Chunk], at page: RerunPage
  ) throws -> [String: DifferenceCounts]? {
    try committing(&chunks, "rerun a chunk in") { chunks, session in
      session.rowCounter.forget()
      return try replace(
        &chunks, at: page, by: session.run, session.draft, session.loaders, in: session.tableOrder)
    }
  }

  func keep(
    _ findings: [FindingLine], _ rejects: [RejectLine], stage: String, unit: Int64, chunk: Int64
  ) throws {
    guard let session else { throw Self.noSession }
    for line in findings { try keepFinding(line, stage: stage, unit, session) }
    for line in rejects {
      try addReject(line, stage: stage, unit: unit, chunk: chunk, session)
    }
  }

  func keepPages(of chunk: Chunk, stage: String, unit: Int64) throws {
    guard let session else { throw Self.noSession }
    try keepPages(of: chunk, stage: stage, unit: unit, session)
  }

  func settle(
    _ entry: RejectEntry, as fate: RecordFate, row: Int, of chunk: Chunk, in part: RerunPart
  ) throws {
    guard let session else { throw Self.noSession }
    try RejectSettling(
      sink: self, session: session, stage: part.stage, unit: part.page.unit, chunk: part.number,
      isNested: part.isNested, replacesFindings: false
    ).settle(entry, as: fate, row: row, of: chunk)
  }

  func addRevision(
    _ checkpoint: CheckpointDraft, of chunk: Int64, stage: String, counts: Counts,
    _ outcome: LoadOutcome
  ) throws {
    guard let session else { throw Self.noSession }
    try addCheckpoint(
      checkpoint, stage: stage, counts: counts, firstRow: outcome.firstRow,
      lastRow: outcome.lastRow, revising: chunk, session)
  }
}
