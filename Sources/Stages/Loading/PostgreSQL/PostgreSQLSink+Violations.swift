import Columnar
import Dataflow
import PostgreSQL

extension PostgreSQLSink {
  /// Keeps what the rules found: refused records whole, and every finding on its own.
  func keepViolations(
    of chunk: Chunk, stage: String, unit: Int64, chunk number: Int64, _ session: Session
  ) throws {
    guard !chunk.violations.isEmpty else { return }
    let (findings, rejects) = chunk.ledgerLines(by: session.draft.rules)
    try keep(findings, rejects, stage: stage, unit: unit, chunk: number)
  }

  /// Keeps findings, and refused records whole.
  func keep(
    _ findings: [FindingLine], _ rejects: [RejectLine], stage: String, unit: Int64,
    chunk number: Int64
  ) throws {
    guard let session else { throw Self.noSession }
    let run = session.run.number
    guard !findings.isEmpty else { return }
    try connection.copy(
      findings.map { line in
        [
          .integer(unit), .text(stage), .integer(line.record), .text(line.rule.code),
          .text(line.field), .text(line.rule.severity.rawValue), .text(line.value), .integer(run),
        ]
      },
      into: """
        COPY sohoa.finding (unit, stage, record, rule, field, severity, value, run)
        FROM STDIN (FORMAT binary)
        """)
    guard !rejects.isEmpty else { return }
    try connection.copy(
      rejects.map { line in
        [
          .integer(run), .text(stage), .integer(unit), .integer(number), .integer(line.record),
          .integer(line.line), .integer(line.offset),
          .text(line.isDuplicate ? "duplicate" : "rejected"), .text(line.rule.code),
          .text(line.field), .text(line.violations.joined(separator: ";")),
          .text(line.rule.message), .bytes(line.raw), .text(line.rule.messageVietnamese),
          line.fields.map { .text(String(decoding: $0, as: UTF8.self)) } ?? .null,
        ]
      },
      into: """
        COPY sohoa.reject (run, stage, unit, chunk, record, line, "offset", outcome, rule, field,
          violations, message, raw, message_vi, fields)
        FROM STDIN (FORMAT binary)
        """)
  }
}
