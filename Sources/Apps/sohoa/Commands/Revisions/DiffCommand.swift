import ArgumentParser
import Dataflow

/// Compares what two runs left.
struct DiffCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract:
      "Compares the tables as two runs left them: rows added, removed and changed, field by field.",
    discussion: """
      A row that was delivered again as it was, or not at all, is there as before and is not shown; \
      what later runs made of the rows does not matter. A row that an update changed is met by its \
      number, one that was taken out and loaded again by its unit and record. With one run, what it \
      changed itself is shown. Runs whose earlier states were pruned cannot be compared.
      """)

  @OptionGroup var options: LedgerOptions
  @Argument(help: "The run.", completion: .runs) var first: Int64
  @Argument(help: "The run to compare it with.", completion: .runs) var second: Int64?
  @OptionGroup var differences: DifferenceOptions

  func perform() throws {
    let ledger = try options.openForRevision()
    defer { ledger.close() }
    var names: [Int64: String] = [:]
    for pipeline in Set(try ledger.runs(of: nil).map(\.pipeline)) {
      for unit in try ledger.units(of: pipeline) { names[unit.number] = unit.identity.name }
    }
    var differences = differences
    if options.json { differences.format = .json }
    let output = try DifferenceOutput(differences, names: names)
    do {
      if let second {
        try ledger.differences(between: first, and: second) { try output.add($0) }
      } else {
        try ledger.differences(madeByRun: first, fields: true) { try output.add($0) }
      }
      try output.finish()
    } catch {
      output.discard()
      throw error
    }
  }
}
