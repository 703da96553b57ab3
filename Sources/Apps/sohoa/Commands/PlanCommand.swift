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
    var pipeline, source, path, member, state, why: String
    var unit: Int64?
    var scans: Int?
    var new_scans: Int?
  }

  func perform() throws {
    let plan = try options.plan()
    let found = try (plan.predecessors + [plan]).map { plan in
      let runner = Runner(plan: plan)
      return (name: plan.name, units: try runner.findUnits(), scans: try runner.findScans())
    }
    if json {
      return try Console.json(
        found.flatMap { found in
          found.units.map { row($0, of: found.name) } + found.scans.map { row($0, of: found.name) }
        })
    }
    let speech = Speech.current
    let isSequence = found.count > 1
    var table = TextTable(
      (isSequence ? [speech.term("quy trình", "pipeline")] : []) + [
        speech.term("trạng thái", "state"), speech.term("tệp", "unit"),
        speech.term("vì sao", "why"),
      ])
    for found in found {
      let name = isSequence ? [found.name] : []
      for unit in found.units {
        let row = row(unit, of: found.name)
        table.add(
          name
            + (speech == .vietnamese
              ? vietnamese(row, of: unit) : [row.state, unit.identity.name, row.why]))
      }
      for scan in found.scans {
        let row = row(scan, of: found.name)
        table.add(
          name
            + (speech == .vietnamese ? vietnamese(scan) : [row.state, scan.path, row.why]))
      }
    }
    try Console.output(table.text)
    let units = found.flatMap(\.units)
    let work = units.count { $0.state == .new || $0.state == .resumable }
    Console.error(
      work == 0
        ? speech.term("không có gì mới", "nothing new")
        : speech.term(
          "cần đọc \(work)/\(units.count) tệp", "\(work) of \(units.count) units to read")
          + ": \(Invocation.name) run \(options.pipeline)")
  }

  private func vietnamese(_ row: Row, of unit: FoundUnit) -> [String] {
    let (state, why): (String, String) =
      switch unit.state {
      case .new:
        unit.entry.problem.map { ("bị từ chối", Phrase.vietnamese($0.message)) }
          ?? ("mới", "chưa có trong sổ nạp")
      case .done: ("đã xong", "đã xử lý trước đây, tệp không đổi")
      case .resumable: ("nạp dở", "bị gián đoạn; nạp tiếp từ điểm lưu cuối")
      case .duplicate(let other): ("trùng", "nội dung giống hệt \(other)")
      }
    return [state, unit.identity.name, why]
  }

  private func vietnamese(_ scan: ScanForecast) -> [String] {
    let why =
      scan.problem.map { "bị từ chối: \(Phrase.vietnamese($0))" }
      ?? "\(scan.scans.grouped) ảnh quét, cần đọc \(scan.new.grouped)"
    return ["ảnh quét", scan.path, why]
  }

  private func row(_ unit: FoundUnit, of pipeline: String) -> Row {
    let (state, why): (String, String) =
      switch unit.state {
      case .new:
        unit.entry.problem.map { ("refused", $0.message) } ?? ("new", "not in the ledger")
      case .done: ("done", "loaded or settled before, file unchanged")
      case .resumable: ("resumable", "interrupted; goes on after its last checkpoint")
      case .duplicate(let other): ("duplicate", "the same content as \(other)")
      }
    return Row(
      pipeline: pipeline, source: unit.identity.source, path: unit.identity.path,
      member: unit.identity.member,
      state: state, why: why, unit: unit.number == 0 ? nil : unit.number)
  }

  private func row(_ scan: ScanForecast, of pipeline: String) -> Row {
    let why = "\(scan.scans.grouped) scans, \(scan.new.grouped) of them to read"
    return Row(
      pipeline: pipeline, source: scan.stage, path: scan.path, member: "", state: "scans",
      why: scan.problem.map { "refused: \($0)" } ?? why, scans: scan.scans, new_scans: scan.new)
  }
}
