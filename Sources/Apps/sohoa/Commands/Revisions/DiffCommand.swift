import ArgumentParser
import Dataflow

/// Compares what two runs left.
struct DiffCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Compares the rows that two runs left: added, removed and changed, field by field.",
    discussion: """
      Rows are matched by their table's key, or by unit and record where it has none; what later runs \
      made of them does not matter. With one run, what it changed itself is shown.
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
        try ledger.differences(madeByRun: first) { try output.add($0) }
      }
      try output.finish()
    } catch {
      output.discard()
      throw error
    }
  }
}
