import Columnar
import Dataflow
import SQLite

extension SQLiteSink {
  /// Keeps what the rules found: refused records whole, and every finding on its own.
  func keepViolations(
    of chunk: Chunk, stage: String, _ checkpoint: CheckpointDraft, _ session: Session
  ) throws {
    guard !chunk.violations.isEmpty else { return }
    let (findings, rejects) = chunk.ledgerLines(by: session.draft.rules)
    for line in findings { try keepFinding(line, stage: stage, checkpoint.unit, session) }
    for line in rejects {
      try addReject(
        line, stage: stage, unit: checkpoint.unit, chunk: checkpoint.chunk, session)
    }
  }

  /// Keeps a refused record whole.
  func addReject(
    _ line: RejectLine, stage: String, unit: Int64, chunk: Int64, _ session: Session
  ) throws {
    try addReject(
      session, stage: stage, unit: unit, chunk: chunk, record: line.record, line: line.line,
      offset: line.offset, outcome: line.isDuplicate ? "duplicate" : "rejected", rule: line.rule,
      field: line.field, violations: line.violations, raw: line.raw, fields: line.fields)
  }

  func keepFinding(
    _ line: FindingLine, stage: String, _ unit: Int64, _ session: Session
  ) throws {
    let statement = session.statements.addFinding
    try statement.bind(unit, at: 1)
    try statement.bind(stage, at: 2)
    try statement.bind(line.record, at: 3)
    try statement.bind(line.rule.code, at: 4)
    try statement.bind(line.field, at: 5)
    try statement.bind(line.rule.severity.rawValue, at: 6)
    try statement.bind(line.value, at: 7)
    try statement.bind(session.run.number, at: 8)
    try statement.run()
  }

  /// Keeps a row that was refused when the keys were built.
  func keepDeferredReject(_ row: TableLoader.Refused, stage: String, _ session: Session) throws {
    var list: [String] = []
    for (number, field) in row.violations {
      let rule = session.draft.rules[number]
      let finding = session.statements.addFinding
      try finding.bind(row.unit, at: 1)
      try finding.bind(stage, at: 2)
      try finding.bind(row.record, at: 3)
      try finding.bind(rule.code, at: 4)
      try finding.bind(rule.field ?? field, at: 5)
      try finding.bind(rule.severity.rawValue, at: 6)
      try finding.bindNull(at: 7)
      try finding.bind(session.run.number, at: 8)
      try finding.run()
      list.append(field.isEmpty ? rule.code : "\(rule.code) \(rule.field ?? field)")
    }
    guard let (number, field) = row.violations.first else { return }
    let rule = session.draft.rules[number]
    try addReject(
      session, stage: stage, unit: row.unit, chunk: 0, record: row.record, line: row.line,
      offset: row.offset, outcome: row.isDuplicate ? "duplicate" : "rejected", rule: rule,
      field: rule.field ?? field, violations: list, raw: row.raw,
      fields: row.fields)
  }

  private func addReject(
    _ session: Session, stage: String, unit: Int64, chunk: Int64, record: Int64, line: Int64,
    offset: Int64, outcome: String, rule: Rule, field: String, violations: [String], raw: [UInt8],
    fields: [UInt8]?
  ) throws {
    let statement = session.statements.addReject
    try statement.bind(session.run.number, at: 1)
    try statement.bind(stage, at: 2)
    try statement.bind(unit, at: 3)
    try statement.bind(chunk, at: 4)
    try statement.bind(record, at: 5)
    try statement.bind(line, at: 6)
    try statement.bind(offset, at: 7)
    try statement.bind(outcome, at: 8)
    try statement.bind(rule.code, at: 9)
    try statement.bind(field, at: 10)
    try statement.bind(violations.joined(separator: ";"), at: 11)
    try statement.bind(rule.message, at: 12)
    try statement.bind(raw, at: 13)
    try statement.bind(rule.messageVietnamese, at: 14)
    if let fields {
      try statement.bind(text: fields.span, at: 15)
    } else {
      try statement.bindNull(at: 15)
    }
    try statement.run()
  }
}
