public import Dataflow
import Columnar
import PostgreSQL

extension PostgreSQLSink {
  /// Builds the keys and indexes that were left out while the tables were filled for the first time.
  public func finishTables(
    unless isStopWanted: @escaping () -> Bool
  ) throws -> Counts {
    guard let session else { throw Self.noSession }
    var total = Counts()
    for loader in session.loaders where try reading({ try loader.state() }) == "filling" {
      // The filters' memory is not needed any more.
      loader.filters = nil
      do {
        total += try transaction("build the keys of \(loader.table.name) in") { _ in
          // An attempt whose answer was lost may have done it.
          guard try loader.state() == "filling" else { return Counts() }
          loader.filters = nil
          return try connection.interrupting(when: isStopWanted) {
            try finishTable(loader, session)
          }
        }
      } catch let stop as WorkStopped {
        throw stop
      } catch {
        if !loader.keys.isEmpty { loader.filters = try? loader.filtersOfTable() }
        throw error
      }
    }
    for loader in session.loaders {
      try reading {
        try connection.interrupting(when: isStopWanted) { try loader.summarizeRowNumbers() }
      }
    }
    return total
  }

  private func finishTable(_ loader: TableLoader, _ session: Session) throws -> Counts {
    try loader.createIndexes(pipeline: session.draft.pipeline)
    guard !loader.keys.isEmpty else { return Counts() }
    var total = Counts()
    try loader.settleDeferred(run: session.run.number) { part, chunk in
      try keepViolations(of: chunk, stage: loader.table.name, unit: part.unit, chunk: 0, session)
    } unit: { part in
      let checkpoint = CheckpointDraft(
        unit: part.unit, chunk: 0, position: Position(), hash: "", tables: [])
      addCheckpoint(
        checkpoint, stage: loader.table.name, counts: part.counts, firstRow: part.firstRow,
        lastRow: part.lastRow, session)
      total += part.counts
    }
    return total
  }
}
