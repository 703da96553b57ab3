import Dataflow

/// A reject as JSON names it; the record itself only where it was asked for.
struct RejectJSON: Encodable {
  var reject, run, unit, record, line, offset: Int64
  var stage, name, outcome, rule, field, status: String
  var violations: [String]
  var scan: String?
  var raw: String?

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
    violations = entry.violations
    scan = entry.scan
    raw = withRecord ? String(decoding: entry.raw, as: UTF8.self) : nil
  }
}
