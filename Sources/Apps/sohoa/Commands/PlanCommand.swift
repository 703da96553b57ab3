import Archives
import ArgumentParser
import Dataflow
import Execution
import Planning

/// Tells what a run would do, and why.
struct PlanCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Lists the units of a pipeline: new, done, resumable, and why; never writes.")

  @OptionGroup var options: PipelineOptions
  @Flag(help: "Prints JSON.") var json = false

  private struct Row: Encodable {
    var source, path, member, state, why: String
    var unit: Int64?
    var scans: Int?
    var new_scans: Int?
  }

  func perform() throws {
    let plan = try options.plan()
    let units = try Runner(plan: plan).findUnits()
    let scans = try Runner(plan: plan).findScans()
    if json { return try Console.json(units.map(row) + scans.map(row)) }
    var table = TextTable(["state", "unit", "why"])
    for unit in units {
      let row = row(unit)
      table.add([row.state, unit.identity.name, row.why])
    }
    for scan in scans { table.add([row(scan).state, scan.path, row(scan).why]) }
    try Console.output(table.text)
    let work = units.count { $0.state == .new || $0.state == .resumable }
    Console.error(
      work == 0
        ? "nothing new"
        : "\(work) of \(units.count) units to read: \(Invocation.name) run \(options.pipeline)")
  }

  private func row(_ unit: FoundUnit) -> Row {
    let (state, why): (String, String) =
      switch unit.state {
      case .new:
        unit.entry.problem.map { ("refused", $0.message) } ?? ("new", "not in the ledger")
      case .done: ("done", "loaded or settled before, file unchanged")
      case .resumable: ("resumable", "interrupted; goes on after its last checkpoint")
      case .duplicate(let other): ("duplicate", "the same content as \(other)")
      }
    return Row(
      source: unit.identity.source, path: unit.identity.path, member: unit.identity.member,
      state: state, why: why, unit: unit.number == 0 ? nil : unit.number)
  }

  private func row(_ scan: ScanForecast) -> Row {
    let why = "\(scan.scans.grouped) scans, \(scan.new.grouped) of them to read"
    return Row(
      source: scan.stage, path: scan.path, member: "", state: "scans",
      why: scan.problem.map { "refused: \($0)" } ?? why, scans: scan.scans, new_scans: scan.new)
  }
}
