public import Dataflow
import SQLite

extension SQLiteSink: RevisionLedger {
  /// What taking a run back would come to; nothing is written.
  public func forecast(ofUndoing run: Int64) throws -> UndoReport {
    var report: UndoReport?
    // A ledger of an earlier version is looked at as undoing would find it.
    try rehearse {
      try LedgerSchema.prepare(connection)
      let work = try UndoWork(connection, try undoable(run))
      try UndoHindrance(work).check()
      report = try work.forecast()
    }
    guard let report else { preconditionFailure("a rehearsal that did not fail was performed") }
    return report
  }

  /// Puts tables and ledger back to what they were before a run, in one transaction under the lease.
  public func undo(_ run: Int64, by maker: String, holder: String) throws -> UndoReport {
    SQLiteLibrary.keepTemporaryFiles(in: Self.folder(of: path))
    let report = try transaction("undo a run in") {
      try LedgerSchema.prepare(connection)
      let entry = try undoable(run)
      var draft = RunDraft(
        pipeline: entry.pipeline, definition: entry.definition, definitionText: "", tables: [],
        rules: RuleBook(), newUnits: [], holder: holder)
      (draft.kind, draft.scope) = (.undo, "run \(run)")
      _ = try takeLease(draft)
      try checkNobodyWorks(where: "l.pipeline <> \(literal(entry.pipeline))")
      let work = try UndoWork(connection, entry)
      try UndoHindrance(work).check()
      var report = try work.forecast()
      report.undo = try addRun(draft).number
      try work.perform()
      try connection.execute(
        """
        UPDATE sohoa_run SET status = 'undone' WHERE run = \(run);
        UPDATE sohoa_run SET status = 'done', finished = started WHERE run = \(report.undo);
        UPDATE sohoa_lease SET run = \(report.undo), expires = 0, holder = ''
        WHERE pipeline = \(literal(entry.pipeline));
        """)
      try note("undo", run: report.undo, holder: maker, detail: "run \(run) is taken back")
      return report
    }
    try reading { try connection.execute("PRAGMA wal_checkpoint(TRUNCATE)") }
    return report
  }

  /// A run that may be taken back as far as its own line tells.
  private func undoable(_ number: Int64) throws -> RunEntry {
    // What later runs changed is known by what is kept of it.
    let pruned = try connection.integer(
      "SELECT max(run) FROM sohoa_run WHERE run >= \(number) AND pruned <> ''")
    return try runs(of: nil).undoable(number, pruned: pruned)
  }
}
