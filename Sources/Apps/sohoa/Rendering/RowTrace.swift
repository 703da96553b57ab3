import Dataflow
import Execution
import Planning

/// A row and all that leads to it and from it.
struct RowTrace {
  let row: TracedRow
  let unit: UnitEntry?
  let scans: [ScanEntry]
  let touches: [RowTouch]
  let history: RowHistory?
  let reject: RejectEntry?

  init(_ row: TracedRow, in ledger: any LineageLedger, by plan: Plan?) throws {
    self.row = row
    unit = try ledger.unit(row.unit)
    scans = try ledger.scans(ofRecord: row.record, unit: row.unit, stage: row.table)
    touches = try ledger.touches(of: row)
    reject = try ledger.reject(ofRecord: row.record, unit: row.unit, stage: row.table)
    history = try plan.map { try RowHistory(of: row, in: ledger, by: $0) }
  }

  /// The trace for people.
  var text: String {
    let speech = Speech.current
    var lines = [
      "\(row.table) \(speech.term("dòng", "row")) \(row.row)",
      "\(speech.term("tệp", "unit")) \(row.unit): \(unit?.identity.name ?? "–")",
      "sha256 \(unit?.identity.sha256 ?? "")", place,
    ]
    for scan in scans {
      lines.append("\(speech.term("bản quét", "scan")): \(scan.identity.name.onOneLine)")
    }
    if let reject {
      lines.append(
        "\(speech.term("bản ghi loại", "reject")) \(reject.number): \(reject.statusSaid)")
    }
    lines.append("\(speech.term("các lượt chạy", "runs")):")
    for touch in touches {
      lines.append(
        "  \(touch.run) \(touch.kind.said) \(touch.started): \(Self.said(touch.what))"
          + " (\(speech.term("tệp", "unit")) \(touch.unit), \(speech.term("bản ghi", "record"))"
          + " \(touch.record))")
    }
    lines.append("\(speech.term("từng trường", "field by field")):")
    lines.append(fields)
    return lines.joined(separator: "\n")
  }

  private var place: String {
    let speech = Speech.current
    let record = "\(speech.term("bản ghi", "record")) \(row.record)"
    switch history?.source {
    case .unit(let line, let offset):
      return record + (line > 0 ? ", \(speech.term("dòng", "line")) \(line)" : "")
        + ", byte \(offset)"
    case .correction:
      return record + ", " + speech.term("theo giá trị đã sửa", "as it was corrected")
    case .gone:
      return record + ", "
        + speech.term("không còn tệp nguồn", "its source is not there any more")
    case nil: return record
    }
  }

  static func said(_ what: String) -> String {
    let vietnamese = [
      "loaded": "nạp", "updated": "cập nhật", "refused": "loại", "corrected": "sửa",
    ]
    return Speech.current.term(vietnamese[what] ?? what, what)
  }

  /// Each field: as read, what each step made of it, as it is in the table.
  private var fields: String {
    var table = TextTable(headers: [])
    let known = history?.fields ?? []
    for value in row.values {
      let field = known.first { $0.name == value.column }
      let stored = value.text ?? "NULL"
      guard let field else {
        table.add(["  \(value.column)", stored.onOneLine])
        continue
      }
      var path = (field.read ?? "NULL").onOneLine
      for change in field.steps {
        path += " → [\(change.step)] \((change.text ?? "NULL").onOneLine)"
      }
      let last = field.steps.last.map(\.text) ?? field.read
      if last != value.text { path += " → \(stored.onOneLine)" }
      table.add(["  \(value.column)", path])
    }
    return table.text
  }
}

/// A trace as JSON names it.
struct RowTraceJSON: Encodable {
  struct Touch: Encodable {
    var run, unit, record: Int64
    var kind, started, what: String
  }

  struct Field: Encodable {
    struct Change: Encodable {
      var step: String
      var value: String?
    }

    var name: String
    var read, loaded: String?
    var steps: [Change]
  }

  var table, path, member, sha256: String
  var row, unit, record, run: Int64
  var line, offset: Int64?
  var source: String?
  var scans: [String]
  var runs: [Touch]
  var fields: [Field]

  init(_ trace: RowTrace) {
    table = trace.row.table
    path = trace.unit?.identity.path ?? ""
    member = trace.unit?.identity.member ?? ""
    sha256 = trace.unit?.identity.sha256 ?? ""
    row = trace.row.row
    unit = trace.row.unit
    record = trace.row.record
    run = trace.row.run
    switch trace.history?.source {
    case .unit(let line, let offset):
      (self.line, self.offset, source) = (line, offset, "unit")
    case .correction: source = "correction"
    case .gone: source = "gone"
    case nil: break
    }
    scans = trace.scans.map(\.identity.name)
    runs = trace.touches.map {
      Touch(
        run: $0.run, unit: $0.unit, record: $0.record, kind: $0.kind.rawValue, started: $0.started,
        what: $0.what)
    }
    fields = trace.row.values.map { value in
      let field = trace.history?.fields.first { $0.name == value.column }
      return Field(
        name: value.column, read: field?.read, loaded: value.text,
        steps: (field?.steps ?? []).map { .init(step: $0.step, value: $0.text) })
    }
  }
}
