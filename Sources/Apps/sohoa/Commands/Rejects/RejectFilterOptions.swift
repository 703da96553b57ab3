import ArgumentParser
import Dataflow

/// Which rejects are meant.
struct RejectFilterOptions: ParsableArguments {
  /// How far QA has come with a reject.
  enum Status: String, ExpressibleByArgument, CaseIterable {
    case open, fixed, replayed, superseded, discarded
  }

  @Option(help: "Only of this run.", completion: .runs) var run: Int64?
  @Option(help: "Only of this unit: its number, or what its name contains.") var unit: String?
  @Option(help: "Only with this rule, such as E-DATE.", completion: .rules) var rule: String?
  @Option(help: "Only about this field.") var field: String?
  @Option(help: "Only with this status.") var status: Status?
  @Option(help: "Only of runs that began on this day here, such as 2026-05-31.") var day: String?

  func validate() throws {
    if let day, day.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) == nil {
      throw ValidationError("--day takes a day as 2026-05-31, not '\(day)'")
    }
  }

  /// The filter that the ledger understands.
  func filter(in ledger: any Ledger) throws -> RejectFilter {
    var filter = RejectFilter()
    filter.run = run
    filter.rule = rule
    filter.field = field
    filter.status = status?.rawValue
    filter.day = day
    if let unit { filter.unit = try Self.number(of: unit, in: ledger) }
    return filter
  }

  /// The number of the unit that a person names.
  static func number(of unit: String, in ledger: any Ledger) throws -> Int64 {
    if let number = Int64(unit) { return number }
    let pipelines = Set(try ledger.runs(of: nil).map(\.pipeline)).sorted()
    let units = try pipelines.flatMap { try ledger.units(of: $0) }
    let found = units.filter { $0.identity.name.contains(unit) }
    if let only = found.first, found.count == 1 { return only.number }
    let names = (found.isEmpty ? units : found).prefix(10).map {
      "\($0.number) \($0.identity.name)"
    }
    throw Diagnostic(
      "SH7006",
      found.isEmpty ? "no unit is named '\(unit)'" : "'\(unit)' fits \(found.count) units",
      status: .usage, remedy: "give the number of one of: \(names.joined(separator: ", "))")
  }
}
