import Dataflow

/// A reject as people read it: where it stands, what it breaks, the record field by field with the
/// failing ones marked, and the record as it was read.
struct RejectPage {
  private let entry: RejectEntry
  private let corrections: [CorrectionEntry]
  private let speech = Speech.current

  init(_ entry: RejectEntry, _ corrections: [CorrectionEntry]) {
    self.entry = entry
    self.corrections = corrections
  }

  var text: String {
    var lines = [
      "\(speech.term("bản ghi loại", "reject")) \(entry.number): \(entry.outcomeSaid),"
        + " \(entry.statusSaid), \(speech.term("lượt chạy", "run")) \(entry.run),"
        + " \(speech.term("bảng", "table")) \(entry.stage)",
      "\(speech.term("tệp", "unit")) \(entry.unit): \(entry.unitName)", place,
    ]
    if let scan = entry.scan {
      lines.append("\(speech.term("bản quét", "scan")): \(scan.onOneLine)")
    }
    if !entry.note.isEmpty {
      lines.append("\(speech.term("ghi chú", "note")): \(entry.note.onOneLine)")
    }
    lines.append("\(speech.term("sai", "breaks")):")
    lines += entry.violations.enumerated().map(said)
    if let fields = entry.fields?.fields, fields.contains(where: { $0.value != nil }) {
      lines.append("\(speech.term("từng trường", "field by field")):")
      lines.append(table(fields))
    }
    lines += ["\(speech.term("nguyên văn", "as read")):", RawRecord(entry).text]
    return lines.joined(separator: "\n")
  }

  private var place: String {
    var place = "\(speech.term("bản ghi", "record")) \(entry.record)"
    if entry.line > 0 { place += ", \(speech.term("dòng", "line")) \(entry.line)" }
    return place + ", byte \(entry.offset)"
  }

  /// A broken rule, which is kept as its code and its field, with what it means.
  private func said(_ index: Int, _ violation: String) -> String {
    let code = String(violation.prefix { $0 != " " })
    let own = speech.term(entry.message.vietnamese, entry.message.english)
    let general = RuleMeaning.general[code].map { speech.term($0.vietnamese, $0.english) }
    let isFirst = violation == entry.rule + (entry.field.isEmpty ? "" : " " + entry.field)
    let meaning = isFirst && !own.isEmpty ? own : general
    return "  \(violation)" + (meaning.map { ": \($0)" } ?? "")
  }

  /// The fields that have a value or are blamed: `>` marks the blamed ones, and what a person typed
  /// stands beside what was read.
  private func table(_ fields: [RecordFields.Field]) -> String {
    let blamed = Set(
      entry.violations.compactMap {
        $0.split(separator: " ", maxSplits: 1).dropFirst().first.map(String.init)
      })
    var table = TextTable(headers: [])
    for field in fields {
      let isBlamed = blamed.contains(field.name)
      guard isBlamed || field.value != nil && field.value != "" || field.isTyped else { continue }
      var cells = [isBlamed ? ">" : " ", field.name]
      let value = (field.value ?? "").onOneLine
      if let first = corrections.first(where: { $0.field == field.name }),
        let last = corrections.last(where: { $0.field == field.name })
      {
        let read = (first.before ?? "").onOneLine
        cells.append("\(read) → \(value) (\(last.maker), \(last.made))")
      } else {
        cells.append(value)
      }
      table.add(cells)
    }
    return table.text
  }
}
