import Dataflow

/// Holds the rows of an export that came back against the ledger.
struct CorrectionCheck {
  private let ledger: any QualityLedger
  private(set) var export: ExportEntry?
  private(set) var corrections: [RejectCorrection] = []
  private(set) var problems: [String] = []
  private(set) var rows = 0
  private var seen: Set<Int64> = []
  private var exported: Set<Int64> = []

  init(ledger: any QualityLedger) { self.ledger = ledger }

  /// Looks at the names of a table's columns.
  mutating func take(columns: [String]) throws {
    for name in RejectColumns.Identity.allCases.prefix(2).map(\.rawValue)
    where !columns.contains(name) {
      problems.append("the column \(name) is missing")
    }
    for name in columns where columns.count(where: { $0 == name }) > 1 && !name.isEmpty {
      let problem = "the column \(name) is there more than once"
      if !problems.contains(problem) { problems.append(problem) }
    }
  }

  /// Looks at a row.
  mutating func take(_ row: SheetFile.Row) throws {
    rows += 1
    let place = row.sheet.isEmpty ? "row \(row.number)" : "\(row.sheet), row \(row.number)"
    guard let number = whole(row, .export), let reject = whole(row, .reject) else {
      return problems.append("\(place): it has no number of its export or reject any more")
    }
    guard try belongs(number, place) else { return }
    guard exported.contains(reject) else {
      return problems.append("\(place): reject \(reject) is not in export \(number)")
    }
    guard seen.insert(reject).inserted else {
      return problems.append("\(place): reject \(reject) is there twice")
    }
    var filter = RejectFilter()
    filter.number = reject
    guard let entry = try ledger.rejects(matching: filter, limit: 1).first else {
      return problems.append("\(place): there is no reject \(reject)")
    }
    try compare(row, with: entry, place)
  }

  /// Everything that is wrong, as one diagnostic.
  func failure(_ path: String) -> Diagnostic {
    let most = 20
    var lines = problems.prefix(most).map { "    \($0)" }
    if problems.count > most { lines.append("    … + \(problems.count - most)") }
    if problems.isEmpty { lines = ["it has no rows"] }
    return Diagnostic(
      "SH5511", "\(path) cannot be taken up:\n" + lines.joined(separator: "\n"), status: .input,
      remedy: "nothing has been written; put right what is listed, save, and import again")
  }

  private mutating func belongs(_ number: Int64, _ place: String) throws -> Bool {
    if let export {
      if export.number == number { return true }
      problems.append("\(place): it is of export \(number), not of export \(export.number)")
      return false
    }
    guard let found = try ledger.export(number) else {
      problems.append("\(place): there is no export \(number)")
      return false
    }
    export = found
    exported = Set(found.rejects)
    return true
  }

  private func whole(_ row: SheetFile.Row, _ column: RejectColumns.Identity) -> Int64? {
    let text = row.cells[column.rawValue] ?? ""
    return Int64(text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
  }

  private mutating func compare(
    _ row: SheetFile.Row, with entry: RejectEntry, _ place: String
  ) throws {
    guard let export else { return }
    let before = entry.fields ?? RecordFields([])
    let later = try ledger.corrections(ofReject: entry.number)
      .filter { $0.number > export.correction }
    var after = before
    for (name, text) in row.cells {
      if let field = before.fields.first(where: { $0.name == name }) {
        // What was corrected since stood there as it was before.
        let first = later.first { $0.field == name }
        let shown = first.map(\.before) ?? field.value
        guard !Self.isSame(text, shown ?? "") else { continue }
        after.correct(name, to: text.isEmpty ? nil : text)
      } else if !name.hasPrefix("sohoa_"), !text.isEmpty {
        problems.append("\(place): the record of reject \(entry.number) has no field '\(name)'")
      }
    }
    guard after != before else { return }
    // What the row says of the record is looked at where somebody relied on it.
    for column in RejectColumns.Identity.allCases.dropFirst(2) {
      guard let text = row.cells[column.rawValue] else { continue }
      let wanted = RejectColumns.texts(column, of: entry, export: export.number)
      if !wanted.contains(where: { Self.isSame(text, $0) }) {
        problems.append(
          "\(place): \(column.rawValue) is not that of reject \(entry.number) any more")
      }
    }
    guard [RejectStatus.open.rawValue, RejectStatus.fixed.rawValue].contains(entry.status) else {
      return problems.append("\(place): reject \(entry.number) is \(entry.status) by now")
    }
    if let later = later.last {
      return problems.append(
        "\(place): reject \(entry.number) was corrected since by export \(later.export)"
          + " (\(later.maker), \(later.made))")
    }
    corrections.append(RejectCorrection(reject: entry.number, before: before, after: after))
  }

  /// Whether two texts are the same but for the line ends and blanks that spreadsheets change.
  private static func isSame(_ left: String, _ right: String) -> Bool {
    left == right || plain(left) == plain(right)
  }

  private static func plain(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\r" }))
  }
}
