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
    let ledger = try options.open()
    var filter = RejectFilter()
    filter.number = reject
    guard let entry = try ledger.rejects(matching: filter, limit: 1).first else {
      throw Diagnostic(
        "SH7005", "there is no reject \(reject)", status: .usage,
        remedy: "see them with: \(Invocation.name) rejects list")
    }
    if options.json { return try Console.json(RejectJSON(entry, withRecord: true)) }
    let corrections = try ledger.corrections(ofReject: reject)
    try Console.output(RejectPage(entry, corrections).text)
  }
}
