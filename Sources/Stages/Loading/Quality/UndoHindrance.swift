import Dataflow

/// Finds what stands in the way of taking a run back.
struct UndoHindrance {
  private let work: UndoWork
  private var database: any LedgerDatabase { work.database }
  private var run: Int64 { work.run.number }

  init(_ work: UndoWork) { self.work = work }

  /// Makes sure that nothing is lost with the run but what it did itself.
  ///
  /// - Throws: `Diagnostic` that names the later run, or what is not known any more.
  func check() throws {
    if work.run.kind == .load { try checkReplaced() }
    try refuse(laterWorkOnUnits, "took up records again of units that run \(run) loaded")
    try refuse(laterChanges, "changed rows or rejects that run \(run) wrote")
    try refuse(laterCorrections, "took up corrections of rejects of run \(run)")
    if work.run.kind != .import {
      try refuse(laterRepetitions, "found rows there already, and may have met those of run \(run)")
    }
    try checkReferences()
    if let reject = try database.number(of: settledRejects) {
      throw Diagnostic(
        "SH6604", "reject \(reject) was discarded after run \(run)", status: .input,
        remedy: "take that back first with: sohoa rejects reopen \(reject)")
    }
  }

  private func refuse(_ query: String, _ what: String) throws {
    guard let later = try database.number(of: query) else { return }
    throw Diagnostic(
      "SH6604", "run \(later) \(what)", status: .input,
      remedy: "take the later run back first with: sohoa undo \(later)")
  }

  /// Makes sure that no row of another run refers to one that goes.
  private func checkReferences() throws {
    for stage in try work.stages() {
      let ranges = try RowRemoval(database, table: stage, run: run).ranges()
      for reference in try KeptReferences.references(to: stage, in: database) {
        let meets = reference.columns.map {
          "t.\(identifier($0.there)) = c.\(identifier($0.here))"
        }.joined(separator: " AND ")
        for condition in database.conditions(ranges, of: "t") {
          try refuse(
            """
            SELECT max(c.sohoa_run) FROM \(identifier(reference.table)) c
              \(database.join) \(identifier(stage)) t ON \(meets)
            WHERE c.sohoa_run <> \(run) AND t.sohoa_run = \(run) AND \(condition)
            """, "loaded rows of \(reference.table) that refer to rows of \(stage) of run \(run)")
        }
      }
    }
  }

  /// Another run read or replayed the same units later.
  private var laterWorkOnUnits: String {
    work.run.kind == .import
      ? "SELECT max(run) FROM \(database.ledger("run")) WHERE 1 = 0"
      : """
      SELECT max(c.run) FROM \(work.units) \(database.join) \(database.ledger("checkpoint")) c ON c.unit = u.unit
      WHERE c.run > \(run)
      """
  }

  /// Another run changed a row that the run added, or a row or reject that it changed itself.
  ///
  /// A run that was resumed after another one may have the lower number.
  private var laterChanges: String {
    """
    SELECT max(run) FROM (
      SELECT g.run FROM \(database.ledger("checkpoint")) c
        \(database.join) \(database.ledger("change")) g ON g."table" = c.stage AND g."row" BETWEEN c.first_row AND c.last_row
      WHERE c.run = \(run) AND c.first_row > 0 AND (g.run > \(run) OR g.run <> \(run)
        AND g.change > (SELECT min(f.change) FROM \(work.lines(of: "change", "f"))))
      UNION ALL
      SELECT g.run FROM (
        SELECT f.change, f."table", f."row" FROM \(work.lines(of: "change", "f"))
          AND f."table" NOT IN ('sohoa_finding', 'sohoa_change')) f
        \(database.join) \(database.ledger("change")) g ON g."table" = f."table" AND g."row" = f."row"
      WHERE f."row" > 0 AND g.change > f.change AND g.run <> \(run)) s
    """
  }

  /// Somebody corrected a reject of the run.
  private var laterCorrections: String {
    """
    SELECT max(c.run) FROM \(database.ledger("reject")) r
      \(database.join) \(database.ledger("correction")) c ON c.reject = r.reject
    WHERE r.run = \(run) AND c.run <> \(run)
    """
  }

  /// A later run found rows that were there already: without those of the run they would be missing.
  private var laterRepetitions: String {
    """
    SELECT max(c.run) FROM \(database.ledger("checkpoint")) c
    WHERE c.run > \(run) AND (c.unchanged > 0 OR c.duplicate > 0) AND c.stage IN (
      SELECT stage FROM \(database.ledger("checkpoint")) WHERE run = \(run) AND loaded + updated > 0)
    """
  }

  /// A reject that the run left open and that was given up since.
  private var settledRejects: String {
    """
    SELECT min(r.reject) FROM (
      SELECT f."row" FROM \(work.lines(of: "change", "f"))
        AND f."table" = 'sohoa_reject' AND f.deleted = 0
        AND \(database.text("status", of: "f.before")) <> 'discarded') f
      \(database.join) \(database.ledger("reject")) r ON r.reject = f."row"
    WHERE r.status = 'discarded'
    """
  }

  /// Makes sure that the run did not put its rows in the place of all rows, and that none came in the
  /// place of its own: nothing is kept of rows that are replaced as a whole.
  private func checkReplaced() throws {
    let stages = try database.texts(
      of: """
        SELECT stage FROM \(database.ledger("checkpoint")) WHERE run = \(run) UNION
        SELECT name FROM \(database.ledger("table")) WHERE pipeline = \(literal(work.run.pipeline))
        """)
    for stage in stages {
      let name = literal(stage)
      let isGone =
        try database.number(
          of: """
            SELECT 1 FROM \(database.ledger("checkpoint"))
            WHERE run = \(run) AND stage = \(name) AND first_row < 0 LIMIT 1
            """) != nil
      let hasReplaced =
        try database.number(
          of: """
            SELECT count(CASE WHEN first_row < 0 THEN 1 END) > 0
              AND count(CASE WHEN first_row > 0 THEN 1 END) = 0
            FROM \(database.ledger("checkpoint")) WHERE run < \(run) AND stage = \(name)
            """) == 1
      guard isGone || hasReplaced else { continue }
      throw Diagnostic(
        "SH6605",
        isGone
          ? "a later run put its rows in the place of those of run \(run) in \(stage)"
          : "run \(run) put its rows in the place of all rows of \(stage), of which nothing is kept",
        status: .input,
        remedy: "run the pipeline again with the delivery whose rows are wanted")
    }
  }
}
