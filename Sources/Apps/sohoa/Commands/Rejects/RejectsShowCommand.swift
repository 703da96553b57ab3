import ArgumentParser
import Dataflow

/// Shows one refused record whole.
struct RejectsShowCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Shows a refused record as it was read, with every rule it breaks.")

  @OptionGroup var options: LedgerOptions
  @Argument(help: "The reject's number.") var reject: Int64

  func perform() throws {
    var filter = RejectFilter()
    filter.number = reject
    guard let entry = try options.open().rejects(matching: filter, limit: 1).first else {
      throw Diagnostic(
        "SH7005", "there is no reject \(reject)", status: .usage,
        remedy: "see them with: \(Invocation.name) rejects list")
    }
    if options.json { return try Console.json(RejectJSON(entry, withRecord: true)) }
    let speech = Speech.current
    var place = "\(speech.term("bản ghi", "record")) \(entry.record)"
    if entry.line > 0 { place += ", \(speech.term("dòng", "line")) \(entry.line)" }
    place += ", byte \(entry.offset)"
    if let scan = entry.scan {
      place += "\n\(speech.term("bản quét", "scan")): \(scan.onOneLine)"
    }
    try Console.output(
      """
      \(speech.term("bản ghi loại", "reject")) \(entry.number): \(entry.outcomeSaid), \
      \(entry.statusSaid), \(speech.term("lần chạy", "run")) \(entry.run), \
      \(speech.term("bảng", "table")) \(entry.stage)
      \(speech.term("tệp", "unit")) \(entry.unit): \(entry.unitName)
      \(place)
      \(speech.term("sai", "breaks")):
      \(entry.violations.map(said).joined(separator: "\n"))
      \(speech.term("nguyên văn", "as read")):
      \(RawRecord(entry).text)
      """)
  }

  /// A broken rule, which is kept as its code and its field; in Vietnamese with what the code means.
  private func said(_ violation: String) -> String {
    let code = String(violation.prefix { $0 != " " })
    guard Speech.current == .vietnamese, let meaning = RuleMeaning.general[code] else {
      return "  \(violation)"
    }
    return "  \(violation): \(meaning.vietnamese)"
  }
}
