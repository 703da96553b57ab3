public import Dataflow
import SQLite

extension SQLiteSink {
  /// Takes corrections up, all in one transaction.
  public func apply(
    _ corrections: [RejectCorrection], of export: ExportEntry, file: String, by maker: String
  ) throws -> RunEntry {
    try transaction("take corrections up in") {
      try LedgerSchema.prepare(connection)
      try checkExport(export)
      try checkNobodyRevises()
      guard let first = corrections.first, let pipeline = try pipeline(ofReject: first.reject),
        let last = try runs(of: pipeline).first
      else { throw Diagnostic.noSuchReject(corrections.first?.reject ?? 0) }
      let run = try addImport(like: last, scope: "export \(export.number)")
      for correction in corrections { try take(correction, export, run, by: maker) }
      let applied = try connection.prepare(
        """
        UPDATE sohoa_export SET applied = ?1, applier = ?2, file = ?3, run = ?4 WHERE export = ?5
        """)
      try applied.bind(run.finished, at: 1)
      try applied.bind(maker, at: 2)
      try applied.bind(file, at: 3)
      try applied.bind(run.number, at: 4)
      try applied.bind(export.number, at: 5)
      try applied.run()
      return run
    }
  }

  /// Gives rejects up, or takes that back, for a reason.
  public func setStatus(
    of rejects: [Int64], from: [RejectStatus], to status: RejectStatus, reason: String,
    by maker: String
  ) throws {
    try transaction("settle rejects in") {
      try LedgerSchema.prepare(connection)
      try checkNobodyRevises()
      let update = try connection.prepare(
        "UPDATE sohoa_reject SET status = ?1, note = ?2 WHERE reject = ?3")
      for reject in rejects {
        let current = try currentStatus(ofReject: reject)
        guard from.map(\.rawValue).contains(current) else {
          throw Diagnostic.rejectIsSettled(reject, as: current)
        }
        try update.bind(status.rawValue, at: 1)
        try update.bind(reason, at: 2)
        try update.bind(reject, at: 3)
        try update.run()
        try note(
          status == .discarded ? "discard" : "reopen", run: 0, holder: maker,
          detail: "reject \(reject): \(current) → \(status.rawValue): \(reason)")
      }
    }
  }

  private func currentStatus(ofReject reject: Int64) throws -> String {
    guard
      let status = try connection.text("SELECT status FROM sohoa_reject WHERE reject = \(reject)")
    else { throw Diagnostic.noSuchReject(reject) }
    return status
  }

  private func pipeline(ofReject reject: Int64) throws -> String? {
    try connection.text(
      """
      SELECT u.pipeline FROM sohoa_reject r JOIN sohoa_unit u ON u.unit = r.unit
      WHERE r.reject = \(reject)
      """)
  }

  /// Makes sure that the export is as it was when it was looked at.
  private func checkExport(_ seen: ExportEntry) throws {
    guard let export = try export(seen.number), export.applied.isEmpty else {
      throw Diagnostic.exportIsApplied(seen.number)
    }
  }

  /// Makes sure that no process replays, reruns or undoes at the moment.
  private func checkNobodyRevises() throws { try checkNobodyWorks(where: "r.kind <> 'load'") }

  /// Makes sure that nobody holds a lease of those that a condition finds.
  func checkNobodyWorks(where condition: String) throws {
    let statement = try connection.prepare(
      """
      SELECT l.holder, r.kind FROM sohoa_lease l JOIN sohoa_run r ON r.run = l.run
      WHERE l.holder <> '' AND l.expires > ?1 AND \(condition)
      """)
    try statement.bind(surroundings.now(), at: 1)
    while try statement.step() {
      let holder = statement.string(at: 0) ?? ""
      if surroundings.isGone(holder) { continue }
      throw Diagnostic.isRevised(by: statement.string(at: 1) ?? "", holder)
    }
  }

  private func addImport(like last: RunEntry, scope: String) throws -> RunEntry {
    let now = surroundings.timestamp()
    let statement = try connection.prepare(
      """
      INSERT INTO sohoa_run (pipeline, definition, status, started, finished, attempts, kind, scope)
      VALUES (?1, ?2, 'done', ?3, ?3, 1, 'import', ?4)
      """)
    try statement.bind(last.pipeline, at: 1)
    try statement.bind(last.definition, at: 2)
    try statement.bind(now, at: 3)
    try statement.bind(scope, at: 4)
    try statement.run()
    var run = RunEntry(
      number: connection.lastInsertRowID, pipeline: last.pipeline, definition: last.definition,
      status: .done, started: now, finished: now, attempts: 1)
    (run.kind, run.scope) = (.import, scope)
    return run
  }

  private func take(
    _ correction: RejectCorrection, _ export: ExportEntry, _ run: RunEntry, by maker: String
  ) throws {
    let current = try connection.prepare(
      "SELECT status, fields FROM sohoa_reject WHERE reject = ?1")
    try current.bind(correction.reject, at: 1)
    guard try current.step() else { throw Diagnostic.noSuchReject(correction.reject) }
    let status = current.string(at: 0) ?? ""
    let fields = current.bytes(at: 1).flatMap { RecordFields(text: $0) } ?? RecordFields([])
    guard ["open", "fixed"].contains(status), fields == correction.before else {
      throw Diagnostic.rejectHasChanged(correction.reject)
    }
    let add = try connection.prepare(
      """
      INSERT INTO sohoa_correction (reject, field, before, after, made, maker, export, run)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
      """)
    let changed = correction.changed
    for field in changed {
      try add.bind(correction.reject, at: 1)
      try add.bind(field, at: 2)
      try add.bind(correction.before[field], at: 3)
      try add.bind(correction.after[field], at: 4)
      try add.bind(run.finished, at: 5)
      try add.bind(maker, at: 6)
      try add.bind(export.number, at: 7)
      try add.bind(run.number, at: 8)
      try add.run()
    }
    try LedgerJournal(
      database: connection, run: run.number,
      unit: try connection.integer(
        "SELECT unit FROM sohoa_reject WHERE reject = \(correction.reject)") ?? 0, chunk: 0
    ).keep("sohoa_reject", isDeleted: false, where: "reject = \(correction.reject)")
    let update = try connection.prepare(
      "UPDATE sohoa_reject SET fields = ?1, status = 'fixed', note = '' WHERE reject = ?2")
    let text = correction.after.text
    try update.bind(text: text.span, at: 1)
    try update.bind(correction.reject, at: 2)
    try update.run()
    try note(
      "import", run: run.number, holder: maker,
      detail: "reject \(correction.reject): \(status) → fixed; export \(export.number); "
        + changed.joined(separator: ", "))
  }
}
