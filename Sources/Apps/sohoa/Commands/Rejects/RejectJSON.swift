import Dataflow

/// A reject as JSON names it; the record itself only where it was asked for.
struct RejectJSON: Encodable {
  var reject, run, unit, record, line, offset: Int64
  var stage, name, outcome, rule, field, status, message, note: String
  var violations: [String]
  var scan: String?
  var raw: String?
  var fields: [Field]?

  struct Field: Encodable {
    var name: String
    var value: String?
    var typed: Bool
  }

  init(_ entry: RejectEntry, withRecord: Bool) {
    reject = entry.number
    run = entry.run
    unit = entry.unit
    record = entry.record
    line = entry.line
    offset = entry.offset
    stage = entry.stage
    name = entry.unitName
    outcome = entry.outcome
    rule = entry.rule
    field = entry.field
    status = entry.status
    message = entry.message.english
    note = entry.note
    violations = entry.violations
    scan = entry.scan
    raw = withRecord ? String(decoding: entry.raw, as: UTF8.self) : nil
    fields =
      withRecord
      ? entry.fields?.fields.map { Field(name: $0.name, value: $0.value, typed: $0.isTyped) } : nil
  }
}
