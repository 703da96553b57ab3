import Columnar
import Dataflow
import SQLite

extension SQLiteSink {
  /// Keeps what the rules found: refused records whole, and every finding on its own.
  func keepViolations(
    of chunk: Chunk, stage: String, _ checkpoint: CheckpointDraft, _ session: Session
  ) throws {
    guard !chunk.violations.isEmpty else { return }
    let ordered = chunk.violations.sorted {
      ($0.row, $0.column, $0.rule) < ($1.row, $1.column, $1.rule)
    }
    var start = 0
    while start < ordered.count {
      let row = Int(ordered[start].row)
      var end = start + 1
      while end < ordered.count && Int(ordered[end].row) == row { end += 1 }
      let violations = ordered[start..<end]
      for violation in violations {
        try keepFinding(violation, of: chunk, stage: stage, checkpoint.unit, session)
      }
      if chunk.states[row] == .rejected || chunk.states[row] == .duplicate {
        try keepReject(row, violations, of: chunk, stage: stage, checkpoint, session)
      }
      start = end
    }
  }

  func keepFinding(
    _ violation: Violation, of chunk: Chunk, stage: String, _ unit: Int64, _ session: Session
  ) throws {
    let rule = session.draft.rules[violation.rule]
    let statement = session.statements.addFinding
    try statement.bind(unit, at: 1)
    try statement.bind(stage, at: 2)
    try statement.bind(chunk.origins[Int(violation.row)].record, at: 3)
    try statement.bind(rule.code, at: 4)
    try statement.bind(fieldName(violation, rule, chunk), at: 5)
    try statement.bind(rule.severity.rawValue, at: 6)
    try statement.bind(chunk.bytes.string(violation.cell), at: 7)
    try statement.bind(session.run.number, at: 8)
    try statement.run()
  }

  func keepReject(
    _ row: Int, _ violations: some Collection<Violation>, of chunk: Chunk, stage: String,
    _ checkpoint: CheckpointDraft, _ session: Session
  ) throws {
    let broken = broken(violations, chunk, session.draft.rules)
    guard let first = broken.first else { return }
    let origin = chunk.origins[row]
    try addReject(
      session, stage: stage, unit: checkpoint.unit, chunk: checkpoint.chunk, record: origin.record,
      line: origin.line, offset: origin.offset,
      outcome: chunk.states[row] == .duplicate ? "duplicate" : "rejected", rule: first.rule,
      field: first.field, violations: broken.list,
      raw: Array(chunk.bytes.storage[origin.raw.range]), fields: chunk.textAsRead(row: row))
  }

  /// The first rule that refuses a row, with the field it is about, and all that are broken as
  /// `CODE field`.
  func broken(
    _ violations: some Collection<Violation>, _ chunk: Chunk, _ rules: RuleBook
  ) -> (first: (rule: Rule, field: String)?, list: [String]) {
    var first: (rule: Rule, field: String)?
    var list: [String] = []
    for violation in violations {
      let rule = rules[violation.rule]
      let field = fieldName(violation, rule, chunk)
      if first == nil && rule.severity == .reject { first = (rule, field) }
      let text = field.isEmpty ? rule.code : "\(rule.code) \(field)"
      if !list.contains(text) { list.append(text) }
    }
    return (first, list)
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

  func fieldName(_ violation: Violation, _ rule: Rule, _ chunk: Chunk) -> String {
    if let field = rule.field { return field }
    let index = Int(violation.column)
    return chunk.columns.indices.contains(index) ? chunk.columns[index].name : ""
  }
}
