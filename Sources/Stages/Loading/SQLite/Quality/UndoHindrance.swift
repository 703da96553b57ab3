import Dataflow
import SQLite

/// Finds what stands in the way of taking a run back.
struct UndoHindrance {
  private let work: UndoWork
  private var connection: Connection { work.connection }
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
    if let reject = try connection.integer(settledRejects) {
      throw Diagnostic(
        "SH6604", "reject \(reject) was discarded after run \(run)", status: .input,
        remedy: "take that back first with: sohoa rejects reopen \(reject)")
    }
  }

  private func refuse(_ query: String, _ what: String) throws {
    guard let later = try connection.integer(query) else { return }
    throw Diagnostic(
      "SH6604", "run \(later) \(what)", status: .input,
      remedy: "take the later run back first with: sohoa undo \(later)")
  }

  /// Another run read or replayed the same units later.
  private var laterWorkOnUnits: String {
    work.run.kind == .import
      ? "SELECT NULL"
      : """
      SELECT max(c.run) FROM \(UndoWork.units) u CROSS JOIN sohoa_checkpoint c ON c.unit = u.unit
      WHERE c.run > \(run)
      """
  }

  /// Another run changed a row that the run added, or a row or reject that it changed itself.
  ///
  /// A run that was resumed after another one may have the lower number.
  private var laterChanges: String {
    """
    SELECT max(run) FROM (
      SELECT g.run FROM sohoa_checkpoint c
        CROSS JOIN sohoa_change g ON g."table" = c.stage AND g.row BETWEEN c.first_row AND c.last_row
      WHERE c.run = \(run) AND c.first_row > 0 AND (g.run > \(run) OR g.run <> \(run)
        AND g.change > (SELECT min(f.change) FROM \(work.lines(of: "sohoa_change", "f"))))
      UNION ALL
      SELECT g.run FROM (
        SELECT f.change, f."table", f.row FROM \(work.lines(of: "sohoa_change", "f"))
          AND f."table" NOT IN ('sohoa_finding', 'sohoa_change')) f
        CROSS JOIN sohoa_change g ON g."table" = f."table" AND g.row = f.row
      WHERE f.row > 0 AND g.change > f.change AND g.run <> \(run))
    """
  }

  /// Somebody corrected a reject of the run.
  private var laterCorrections: String {
    """
    SELECT max(c.run) FROM sohoa_reject r CROSS JOIN sohoa_correction c ON c.reject = r.reject
    WHERE r.run = \(run) AND c.run <> \(run)
    """
  }

  /// A later run found rows that were there already: without those of the run they would be missing.
  private var laterRepetitions: String {
    """
    SELECT max(c.run) FROM sohoa_checkpoint c
    WHERE c.run > \(run) AND (c.unchanged > 0 OR c.duplicate > 0) AND c.stage IN (
      SELECT stage FROM sohoa_checkpoint WHERE run = \(run) AND loaded + updated > 0)
    """
  }

  /// A reject that the run left open and that was given up since.
  private var settledRejects: String {
    """
    SELECT min(r.reject) FROM (
      SELECT f.row FROM \(work.lines(of: "sohoa_change", "f"))
        AND f."table" = 'sohoa_reject' AND f.deleted = 0
        AND json_extract(f.before, '$.status') <> 'discarded') f
      CROSS JOIN sohoa_reject r ON r.reject = f.row
    WHERE r.status = 'discarded'
    """
  }

  /// Makes sure that the run did not put its rows in the place of all rows, and that none came in the
  /// place of its own: nothing is kept of rows that are replaced as a whole.
  private func checkReplaced() throws {
    let stages = try connection.texts(
      """
      SELECT stage FROM sohoa_checkpoint WHERE run = \(run) UNION
      SELECT name FROM sohoa_table WHERE pipeline = \(literal(work.run.pipeline))
      """)
    for stage in stages {
      let name = literal(stage)
      let isGone =
        try connection.integer(
          """
          SELECT 1 FROM sohoa_checkpoint
          WHERE run = \(run) AND stage = \(name) AND first_row < 0 LIMIT 1
          """) != nil
      let hasReplaced =
        try connection.integer(
          """
          SELECT coalesce(sum(first_row < 0), 0) > 0 AND sum(first_row > 0) = 0
          FROM sohoa_checkpoint WHERE run < \(run) AND stage = \(name)
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
