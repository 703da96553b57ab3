import Columnar
import Dataflow
import SQLite

/// Brings the lines of rejects up to date whose records were taken through the pipeline again: their
/// outcome, what is wrong with them now, their scans; what was there before goes to the journal.
struct RejectSettling {
  let sink: SQLiteSink
  let session: SQLiteSink.Session
  let stage: String
  let unit: Int64
  let chunk: Int64
  /// Whether several rows share a record's number.
  let isNested: Bool
  /// Whether findings and scans are replaced too; a rerun has done so for all of its records.
  var replacesFindings = true

  private var connection: Connection { sink.connection }
  private var journal: LedgerJournal {
    LedgerJournal(database: connection, run: session.run.number, unit: unit, chunk: chunk)
  }

  /// Brings one reject up to date; nothing is written where nothing has changed.
  func settle(_ entry: RejectEntry, as fate: RecordFate, row: Int, of chunk: Chunk) throws {
    let verdict = RejectVerdict(
      on: entry, as: fate, row: row, of: chunk, by: session.draft.rules)
    guard !verdict.isAsBefore else { return }
    try journal.keep("sohoa_reject", isDeleted: false, where: "reject = \(entry.number)")
    if replacesFindings {
      try replaceFindings(by: verdict, chunk)
      try replacePages(of: entry, by: chunk, row)
    }
    let update = try connection.prepare(
      """
      UPDATE sohoa_reject SET outcome = ?1, status = ?2, note = ?3, rule = coalesce(?4, rule),
        field = coalesce(?5, field), violations = coalesce(?6, violations),
        message = coalesce(?7, message), message_vi = coalesce(?8, message_vi)
      WHERE reject = ?9
      """)
    let refusal = verdict.refusal
    try update.bind(fate.rawValue, at: 1)
    try update.bind(verdict.status, at: 2)
    try update.bind(verdict.note(ofRun: session.run.number), at: 3)
    try update.bind(refusal?.rule.code, at: 4)
    try update.bind(refusal?.field, at: 5)
    try update.bind(refusal?.violations, at: 6)
    try update.bind(refusal?.rule.message, at: 7)
    try update.bind(refusal?.rule.messageVietnamese, at: 8)
    try update.bind(entry.number, at: 9)
    try update.run()
    guard verdict.hasMoved else { return }
    try sink.note(
      session.draft.kind.rawValue, run: session.run.number,
      holder: session.draft.maker ?? session.draft.holder, detail: verdict.detail)
  }

  /// Puts the findings of now in place of those that the reject's line tells.
  private func replaceFindings(by verdict: RejectVerdict, _ chunk: Chunk) throws {
    for finding in verdict.findingsBefore {
      let one = """
        rowid = (SELECT min(rowid) FROM sohoa_finding WHERE unit = \(unit)
          AND stage = \(literal(stage)) AND record = \(verdict.entry.record)
          AND rule = \(literal(finding.rule)) AND field = \(literal(finding.field)))
        """
      try journal.keep("sohoa_finding", isDeleted: true, where: one)
      try connection.execute("DELETE FROM sohoa_finding WHERE \(one)")
    }
    for violation in verdict.violations {
      try sink.keepFinding(
        chunk.findingLine(violation, by: session.draft.rules), stage: stage, unit, session)
    }
  }

  /// Puts the scan that the record has now in place of the one it had.
  private func replacePages(of entry: RejectEntry, by chunk: Chunk, _ row: Int) throws {
    guard !chunk.scans.isEmpty, !isNested else { return }
    let others = """
      unit = \(unit) AND stage = \(literal(stage)) AND record = \(entry.record)
        AND scan <> \(chunk.scans[row])
      """
    try journal.keep("sohoa_page", isDeleted: true, where: others)
    try connection.execute("DELETE FROM sohoa_page WHERE \(others)")
    guard chunk.scans[row] > 0 else { return }
    let statement = session.statements.addPage
    try statement.bind(unit, at: 1)
    try statement.bind(stage, at: 2)
    try statement.bind(entry.record, at: 3)
    try statement.bind(chunk.scans[row], at: 4)
    try statement.bind(session.run.number, at: 5)
    try statement.run()
  }
}
