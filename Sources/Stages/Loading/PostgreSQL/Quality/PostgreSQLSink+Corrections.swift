public import Dataflow
import PostgreSQL

extension PostgreSQLSink {
  /// Takes corrections up, all in one transaction.
  public func apply(
    _ corrections: [RejectCorrection], of export: ExportEntry, file: String, by maker: String
  ) throws -> RunEntry {
    try transaction("take corrections up in", isUnderLease: false) { isRepeated in
      try connection.execute(Self.turnstile)
      try prepareLedger()
      if isRepeated, let run = try run(thatTookUp: export, file: file) { return run }
      guard try self.export(export.number)?.applied.isEmpty == true else {
        throw Diagnostic.exportIsApplied(export.number)
      }
      try checkNobodyRevises()
      let lines = try lockRejects(corrections.map(\.reject))
      guard let first = corrections.first, let line = lines[first.reject],
        let last = try runs(of: line.pipeline).first
      else { throw Diagnostic.noSuchReject(corrections.first?.reject ?? 0) }
      let run = try addImport(like: last, scope: "export \(export.number)")
      for correction in corrections {
        guard let line = lines[correction.reject] else {
          throw Diagnostic.noSuchReject(correction.reject)
        }
        guard ["open", "fixed"].contains(line.status),
          line.fields ?? RecordFields([]) == correction.before
        else { throw Diagnostic.rejectHasChanged(correction.reject) }
        take(correction, of: line.status, export, run, by: maker)
      }
      later(
        """
        UPDATE sohoa.export SET applied = $1, applier = $2, file = $3, run = $4 WHERE export = $5
        """,
        [
          .text(run.finished), .text(maker), .text(file), .integer(run.number),
          .integer(export.number),
        ])
      return run
    }
  }

  /// Gives rejects up, or takes that back, for a reason.
  public func setStatus(
    of rejects: [Int64], from: [RejectStatus], to status: RejectStatus, reason: String,
    by maker: String
  ) throws {
    try transaction("settle rejects in", isUnderLease: false) { isRepeated in
      try connection.execute(Self.turnstile)
      try prepareLedger()
      try checkNobodyRevises()
      let lines = try lockRejects(rejects)
      // An attempt whose answer was lost has done all or nothing.
      if isRepeated, let first = rejects.first, let line = lines[first],
        line.status == status.rawValue, line.note == reason
      {
        return
      }
      for reject in rejects {
        guard let line = lines[reject] else { throw Diagnostic.noSuchReject(reject) }
        guard from.map(\.rawValue).contains(line.status) else {
          throw Diagnostic.rejectIsSettled(reject, as: line.status)
        }
        later(
          "UPDATE sohoa.reject SET status = $1, note = $2 WHERE reject = $3",
          [.text(status.rawValue), .text(reason), .integer(reject)])
        note(
          status == .discarded ? "discard" : "reopen", run: 0, holder: maker,
          detail: "reject \(reject): \(line.status) → \(status.rawValue): \(reason)")
      }
    }
  }

  /// A reject as it stands in a transaction that keeps others from changing it.
  struct RejectState {
    var status: String
    var note: String
    var fields: RecordFields?
    var pipeline: String
  }

  /// Locks rejects until the transaction ends, in the order of their numbers.
  func lockRejects(_ rejects: [Int64]) throws -> [Int64: RejectState] {
    let result = try connection.query(
      """
      SELECT r.reject, r.status, r.note, r.fields, u.pipeline
      FROM sohoa.reject r JOIN sohoa.unit u ON u.unit = r.unit
      WHERE r.reject = ANY ($1::bigint[]) ORDER BY r.reject FOR UPDATE OF r
      """, .integers(rejects))
    var states: [Int64: RejectState] = [:]
    for row in result.rows {
      states[row.int64(at: 0)] = RejectState(
        status: row.string(at: 1) ?? "", note: row.string(at: 2) ?? "",
        fields: row.textBytes(at: 3).flatMap { RecordFields(text: $0) },
        pipeline: row.string(at: 4) ?? "")
    }
    return states
  }

  /// Makes sure that no process replays, reruns or undoes at the moment.
  private func checkNobodyRevises() throws { try checkNobodyWorks(where: "r.kind <> 'load'") }

  /// Makes sure that nobody holds a lease of those that a condition finds.
  func checkNobodyWorks(where condition: String) throws {
    let result = try connection.query(
      """
      SELECT l.holder, r.kind FROM sohoa.lease l JOIN sohoa.run r ON r.run = l.run
      WHERE l.holder <> '' AND l.expires > $1 AND \(condition)
      """, .integer(surroundings.now()))
    for row in result.rows where !surroundings.isGone(row.string(at: 0) ?? "") {
      throw Diagnostic.isRevised(by: row.string(at: 1) ?? "", row.string(at: 0) ?? "")
    }
  }

  /// The run by which an attempt whose answer was lost has taken an export up, or `nil`.
  private func run(thatTookUp export: ExportEntry, file: String) throws -> RunEntry? {
    guard
      let number = try connection.integer(
        "SELECT run FROM sohoa.export WHERE export = $1 AND applied <> '' AND file = $2",
        .integer(export.number), .text(file))
    else { return nil }
    return try runs(of: nil).first { $0.number == number }
  }

  private func addImport(like last: RunEntry, scope: String) throws -> RunEntry {
    let now = surroundings.timestamp()
    let number = try connection.integer(
      """
      INSERT INTO sohoa.run (run, pipeline, definition, status, started, finished, attempts, kind,
        scope)
      SELECT coalesce(max(run), 0) + 1, $1, $2, 'done', $3, $3, 1, 'import', $4
      FROM sohoa.run RETURNING run
      """, .text(last.pipeline), .text(last.definition), .text(now), .text(scope))
    var run = RunEntry(
      number: number ?? 0, pipeline: last.pipeline, definition: last.definition,
      status: .done, started: now, finished: now, attempts: 1)
    (run.kind, run.scope) = (.import, scope)
    return run
  }

  private func take(
    _ correction: RejectCorrection, of status: String, _ export: ExportEntry, _ run: RunEntry,
    by maker: String
  ) {
    let changed = correction.changed
    for field in changed {
      later(
        """
        INSERT INTO sohoa.correction (reject, field, before, after, made, maker, export, run)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        """,
        [
          .integer(correction.reject), .text(field), .text(correction.before[field]),
          .text(correction.after[field]), .text(run.finished), .text(maker),
          .integer(export.number), .integer(run.number),
        ])
    }
    later(
      Self.keepingLines(
        of: "sohoa_reject", run: run.number, unit: "t.unit",
        where: "t.reject = \(correction.reject)"))
    later(
      "UPDATE sohoa.reject SET fields = $1, status = 'fixed', note = '' WHERE reject = $2",
      [
        .text(String(decoding: correction.after.text, as: UTF8.self)),
        .integer(correction.reject),
      ])
    note(
      "import", run: run.number, holder: maker,
      detail: "reject \(correction.reject): \(status) → fixed; export \(export.number); "
        + changed.joined(separator: ", "))
  }
}
