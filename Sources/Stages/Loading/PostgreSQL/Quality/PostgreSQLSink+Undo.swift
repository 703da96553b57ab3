public import Dataflow
import PostgreSQL

extension PostgreSQLSink: RevisionLedger {
  /// What taking a run back would come to; nothing is written.
  public func forecast(ofUndoing run: Int64) throws -> UndoReport {
    func forecast() throws -> UndoReport {
      let work = try UndoWork(connection, try undoable(run))
      try UndoHindrance(work).check()
      return try work.forecast()
    }
    if try isLedgerWhole { return try reading(forecast) }
    // A ledger of an earlier version is looked at as undoing would find it.
    var report: UndoReport?
    try rehearse {
      try prepareLedger()
      report = try forecast()
    }
    guard let report else { preconditionFailure("a rehearsal that did not fail was performed") }
    return report
  }

  /// Puts tables and ledger back to what they were before a run, in one transaction under the lease.
  public func undo(_ run: Int64, by maker: String, holder: String) throws -> UndoReport {
    var done: UndoReport?
    return try transaction("undo a run in", isUnderLease: false) { isRepeated in
      try connection.execute("SET LOCAL lock_timeout = '10s'; \(Self.turnstile)")
      try prepareLedger()
      // An attempt whose answer was lost has done all or nothing.
      if isRepeated, let done, try runs(of: nil).contains(where: { $0.number == done.undo }) {
        return done
      }
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
        UPDATE sohoa.run SET status = 'undone' WHERE run = \(run);
        UPDATE sohoa.run SET status = 'done', finished = started WHERE run = \(report.undo);
        UPDATE sohoa.lease SET run = \(report.undo), expires = 0, holder = ''
        WHERE pipeline = \(literal(entry.pipeline));
        """)
      note("undo", run: report.undo, holder: maker, detail: "run \(run) is taken back")
      done = report
      return report
    }
  }

  /// A run that may be taken back as far as its own line tells.
  private func undoable(_ number: Int64) throws -> RunEntry {
    let known = try runs(of: nil)
    // What later runs changed is known by what is kept of it.
    let pruned =
      try known.isEmpty
      ? nil
      : connection.integer(
        """
        SELECT max(run) FROM sohoa.run
        WHERE run >= $1 AND \(column("run.pruned", as: "pruned")) <> ''
        """, .integer(number))
    return try known.undoable(number, pruned: pruned)
  }
}
