import Columnar
import Dataflow

/// A finding as it is kept.
struct FindingLine {
  var record: Int64
  var rule: Rule
  var field: String
  /// The offending text, or `nil`.
  var value: String?
}

/// A refused record as it is kept.
struct RejectLine {
  var record: Int64
  var line: Int64
  var offset: Int64
  var isDuplicate: Bool
  /// The first rule that refuses it.
  var rule: Rule
  /// The field that rule is about; empty for the whole record.
  var field: String
  /// All rules it breaks, as `CODE field`.
  var violations: [String]
  var raw: [UInt8]
  /// The record field by field, as JSON, or `nil`.
  var fields: [UInt8]?
}

/// The rules that a row breaks.
struct BrokenRules {
  /// The first that refuses the row, with the field it is about; empty for the whole record.
  var first: (rule: Rule, field: String)?
  /// All, each once, as `CODE field`.
  var list: [String] = []
}

extension Chunk {
  /// What the rules found, as it is kept: every finding, and refused records whole.
  func ledgerLines(by rules: RuleBook) -> (findings: [FindingLine], rejects: [RejectLine]) {
    var findings: [FindingLine] = []
    var rejects: [RejectLine] = []
    let ordered = violations.sorted { ($0.row, $0.column, $0.rule) < ($1.row, $1.column, $1.rule) }
    var start = 0
    while start < ordered.count {
      let row = Int(ordered[start].row)
      let end = ordered[start...].firstIndex { Int($0.row) != row } ?? ordered.count
      let broken = ordered[start..<end]
      for violation in broken {
        findings.append(findingLine(violation, by: rules))
      }
      if states[row] == .rejected || states[row] == .duplicate {
        if let line = rejectLine(row, broken, rules) { rejects.append(line) }
      }
      start = end
    }
    return (findings, rejects)
  }

  /// A finding as it is kept.
  func findingLine(_ violation: Violation, by rules: RuleBook) -> FindingLine {
    let rule = rules[violation.rule]
    return FindingLine(
      record: origins[Int(violation.row)].record, rule: rule, field: fieldName(violation, rule),
      value: bytes.string(violation.cell))
  }

  /// The rules that violations of one row break.
  func broken(_ violations: some Collection<Violation>, by rules: RuleBook) -> BrokenRules {
    var broken = BrokenRules()
    for violation in violations {
      let rule = rules[violation.rule]
      let field = fieldName(violation, rule)
      if broken.first == nil && rule.severity == .reject { broken.first = (rule, field) }
      let text = field.isEmpty ? rule.code : "\(rule.code) \(field)"
      if !broken.list.contains(text) { broken.list.append(text) }
    }
    return broken
  }

  private func rejectLine(
    _ row: Int, _ violations: ArraySlice<Violation>, _ rules: RuleBook
  ) -> RejectLine? {
    let broken = broken(violations, by: rules)
    guard let first = broken.first else { return nil }
    let origin = origins[row]
    return RejectLine(
      record: origin.record, line: origin.line, offset: origin.offset,
      isDuplicate: states[row] == .duplicate, rule: first.rule, field: first.field,
      violations: broken.list, raw: Array(bytes.storage[origin.raw.range]),
      fields: fieldsAsRead(row))
  }

  /// The column that a record's fields as read wait in while its row waits for the keys.
  static let fieldsColumn = "sohoa fields"

  private func fieldsAsRead(_ row: Int) -> [UInt8]? {
    guard let index = columnIndex(Self.fieldsColumn) else { return textAsRead(row: row) }
    let cell = columns[index].cells[row]
    return cell.isNull ? nil : Array(bytes.storage[cell.range])
  }

  /// The chunk with the fields of some rows as read in a column of their own, the last one.
  func withFieldsAsRead(of rows: [UInt32]) -> Chunk {
    var chunk = self
    var column = Column(name: Self.fieldsColumn)
    column.cells = Array(repeating: .null, count: rowCount)
    for row in rows.map(Int.init) {
      if let text = textAsRead(row: row) { column.cells[row] = chunk.bytes.append(text) }
    }
    chunk.columns.append(column)
    return chunk
  }

  private func fieldName(_ violation: Violation, _ rule: Rule) -> String {
    if let field = rule.field { return field }
    let index = Int(violation.column)
    return columns.indices.contains(index) ? columns[index].name : ""
  }
}
