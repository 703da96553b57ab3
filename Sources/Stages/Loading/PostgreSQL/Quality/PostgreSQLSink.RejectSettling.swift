import Columnar
import Dataflow
import PostgreSQL

extension PostgreSQLSink {
  /// Brings the lines of rejects up to date whose records were taken through the pipeline again, as
  /// ``RejectVerdict`` says; what was there before goes to the journal.
  ///
  /// All of it goes to the server together with the commit.
  struct RejectSettling {
    let sink: PostgreSQLSink
    let session: Session
    let stage: String
    let unit: Int64
    let chunk: Int64
    /// Whether several rows share a record's number.
    let isNested: Bool
    /// Whether findings and scans are replaced too; a rerun has done so for all of its records.
    var replacesFindings = true

    /// Brings one reject up to date; nothing is written where nothing has changed.
    func settle(_ entry: RejectEntry, as fate: RecordFate, row: Int, of chunk: Chunk) {
      let verdict = RejectVerdict(
        on: entry, as: fate, row: row, of: chunk, by: session.draft.rules)
      guard !verdict.isAsBefore else { return }
      keep("sohoa_reject", isDeleted: false, where: "reject = \(entry.number)")
      if replacesFindings {
        replaceFindings(by: verdict, chunk)
        replacePages(of: entry, by: chunk, row)
      }
      let refusal = verdict.refusal
      sink.later(
        """
        UPDATE sohoa.reject SET outcome = $1, status = $2, note = $3, rule = coalesce($4, rule),
          field = coalesce($5, field), violations = coalesce($6, violations),
          message = coalesce($7, message), message_vi = coalesce($8, message_vi)
        WHERE reject = $9
        """,
        [
          .text(fate.rawValue), .text(verdict.status),
          .text(verdict.note(ofRun: session.run.number)), .text(refusal?.rule.code),
          .text(refusal?.field), .text(refusal?.violations), .text(refusal?.rule.message),
          .text(refusal?.rule.messageVietnamese), .integer(entry.number),
        ])
      guard verdict.hasMoved else { return }
      sink.note(
        session.draft.kind.rawValue, run: session.run.number,
        holder: session.draft.maker ?? session.draft.holder, detail: verdict.detail)
    }

    /// Keeps lines of the ledger that `condition` finds, which are removed then, or else changed.
    private func keep(_ table: String, isDeleted: Bool, where condition: String) {
      let row = ["sohoa_reject": "reject", "sohoa_finding": "finding"][table] ?? "0"
      sink.later(
        """
        INSERT INTO sohoa.change (run, unit, chunk, "table", "row", before, deleted)
        SELECT \(session.run.number), \(unit), \(chunk), \(literal(table)), \(row),
          (SELECT row_to_json(l) FROM (
            SELECT \(LedgerLine.of(table).columns.map { "t.\($0)" }.joined(separator: ", "))) l)::text,
          \(isDeleted ? 1 : 0)
        FROM sohoa.\(table.dropFirst("sohoa_".count)) t WHERE \(condition)
        """)
    }

    /// Puts the findings of now in place of those that the reject's line tells.
    private func replaceFindings(by verdict: RejectVerdict, _ chunk: Chunk) {
      for finding in verdict.findingsBefore {
        let one = """
          finding = (SELECT min(finding) FROM sohoa.finding WHERE unit = \(unit)
            AND stage = \(literal(stage)) AND record = \(verdict.entry.record)
            AND rule = \(literal(finding.rule)) AND field = \(literal(finding.field)))
          """
        keep("sohoa_finding", isDeleted: true, where: one)
        sink.later("DELETE FROM sohoa.finding WHERE \(one)")
      }
      for line in verdict.violations.map({ chunk.findingLine($0, by: session.draft.rules) }) {
        sink.later(
          """
          INSERT INTO sohoa.finding (unit, stage, record, rule, field, severity, value, run)
          VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
          """,
          [
            .integer(unit), .text(stage), .integer(line.record), .text(line.rule.code),
            .text(line.field), .text(line.rule.severity.rawValue), .text(line.value),
            .integer(session.run.number),
          ])
      }
    }

    /// Puts the scan that the record has now in place of the one it had.
    private func replacePages(of entry: RejectEntry, by chunk: Chunk, _ row: Int) {
      guard !chunk.scans.isEmpty, !isNested else { return }
      let others = """
        unit = \(unit) AND stage = \(literal(stage)) AND record = \(entry.record)
          AND scan <> \(chunk.scans[row])
        """
      keep("sohoa_page", isDeleted: true, where: others)
      sink.later("DELETE FROM sohoa.page WHERE \(others)")
      guard chunk.scans[row] > 0 else { return }
      sink.later(
        """
        INSERT INTO sohoa.page (unit, stage, record, scan, run) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT DO NOTHING
        """,
        [
          .integer(unit), .text(stage), .integer(entry.record), .integer(chunk.scans[row]),
          .integer(session.run.number),
        ])
    }
  }
}
