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
    var place = "record \(entry.record)"
    if entry.line > 0 { place += ", line \(entry.line)" }
    place += ", byte \(entry.offset)"
    if let scan = entry.scan { place += "\nscan: \(scan.onOneLine)" }
    try Console.output(
      """
      reject \(entry.number): \(entry.outcome), \(entry.status), run \(entry.run), table \(entry.stage)
      unit \(entry.unit): \(entry.unitName)
      \(place)
      breaks:
      \(entry.violations.map { "  \($0)" }.joined(separator: "\n"))
      as read:
      \(RawRecord(entry).text)
      """)
  }
}
