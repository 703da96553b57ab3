import ArgumentParser
import Dataflow

/// Writes refused records as CSV.
struct RejectsExportCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes refused records as CSV, in which no spreadsheet formula is live.",
    discussion: """
      The file is readable for its owner only. It begins with a byte order mark, so that spreadsheets \
      show Vietnamese letters.
      """)

  @OptionGroup var options: LedgerOptions
  @OptionGroup var filter: RejectFilterOptions
  @Option(name: .shortAndLong, help: "The file to write; stdout by default.", completion: .file())
  var output: String?

  func validate() throws {
    if options.json {
      throw ValidationError("export writes CSV; for JSON use 'rejects list --json'")
    }
  }

  func perform() throws {
    let ledger = try options.open()
    var filter = try filter.filter(in: ledger)
    let export = try RejectExport(path: output)
    try export.write("\u{FEFF}" + RejectExport.header)
    var count = 0
    while true {
      let rejects = try ledger.rejects(matching: filter, limit: 1000)
      guard let last = rejects.last else { break }
      try export.write(rejects.map(RejectExport.line).joined())
      count += rejects.count
      filter.after = last.number
    }
    Console.error("\(count.grouped) rejects" + (output.map { " → \($0)" } ?? ""))
  }
}
