import ArgumentParser
import Dataflow
import Execution
import Foundation
import Planning
import Platform

/// Reads committed chunks again and replaces what they wrote.
struct RerunCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "rerun",
    abstract:
      "Reads units, chunks or a table's records again and replaces exactly what they wrote.",
    discussion: """
      With the definition as it is now: what changed in it since is shown, then done. Rows and updates \
      of each chunk are taken back and loaded again in one transaction, its rejects are settled as by a \
      replay, and what people corrected stays. With --dry-run nothing is written, and every row that \
      would be added, removed or changed is shown. After a crash, type the same command again; take it \
      back with 'undo'.
      """)

  @OptionGroup var options: PipelineOptions
  @Option(
    help: ArgumentHelp(
      "The unit, by its number or what its name contains, and its chunks: U, U@3 or U@3..5.",
      valueName: "unit[@chunk[..chunk]]"))
  var unit: String?
  @Option(help: "The table whose rows are replaced; of all units where none is named.")
  var stage: String?
  @Flag(
    help:
      "Loads the records as they were kept ('spool: true') and leaves the source alone; done anyway where it is gone."
  )
  var fromSpool = false
  @Flag(help: "Shows what would differ, row by row, and writes nothing.") var dryRun = false
  @OptionGroup var differences: DifferenceOptions
  @Option(help: "Who wants it; otherwise the name of the account.") var by: String?
  @Flag(help: "Prints the report as JSON.") var json = false
  @Option(help: .private) var dieAt: String?

  func validate() throws {
    guard unit != nil || stage != nil else { throw ValidationError("say what: --unit or --stage") }
    if let unit, case nil = Part(unit) {
      throw ValidationError("--unit takes U, U@CHUNK or U@CHUNK..CHUNK, not '\(unit)'")
    }
    if dryRun && json { throw ValidationError("--dry-run shows rows: --format json") }
  }

  /// A unit as a person names it, with its chunks.
  private struct Part {
    var unit: String
    var chunks: ClosedRange<Int64>?

    init?(_ text: String) {
      guard let at = text.lastIndex(of: "@") else {
        unit = text
        return
      }
      unit = String(text[..<at])
      let ends = text[text.index(after: at)...].split(
        separator: "..", omittingEmptySubsequences: false)
      let numbers = ends.compactMap { Int64($0) }
      guard numbers.count == ends.count, let first = numbers.first, let last = numbers.last,
        numbers.count <= 2, first >= 1, first <= last, !unit.isEmpty
      else { return nil }
      chunks = first...last
    }
  }

  private struct Report: Encodable {
    struct Rows: Encodable { var added, removed, changed: Int }

    var run: Int64
    var pipeline: String
    var units, chunks, from_spool: Int
    var tables: [String: Rows]
    var definition_changes: String?
    var checks: [CheckJSON]
    var exit_code: Int32
    var message: String?
  }

  func perform() throws {
    StopSignal.install()
    Directory.keepPrivate()
    let plan = try options.plan()
    let part = unit.flatMap { Part($0) }
    var number: Int64?
    var names: [Int64: String] = [:]
    try options.withLedger(of: plan) { ledger in
      number = try part.map { try RejectFilterOptions.number(of: $0.unit, in: ledger) }
      for unit in try ledger.units(of: plan.name) { names[unit.number] = unit.identity.name }
    }
    let rerun = Rerun(
      plan: plan, scope: .init(unit: number, chunks: part?.chunks, stage: stage),
      isFromSpool: fromSpool, maker: by ?? NSUserName(),
      surroundings: dieAt.flatMap { KillPoint($0) }.map(Surroundings.dying) ?? .system)
    guard !dryRun else { return try show(rerun, names) }
    let report = try rerun.run()
    if json {
      try Console.json(json(of: report))
    } else {
      say(report)
      try Console.output(text(of: report))
    }
    guard let stop = report.stop else { return }
    Console.error(stop)
    throw ExitCode(stop.status.rawValue)
  }

  /// Shows what would differ.
  private func show(_ rerun: Rerun, _ names: [Int64: String]) throws {
    let output = try DifferenceOutput(differences, names: names)
    do {
      let report = try rerun.rehearse { try output.add($0) }
      try output.finish()
      say(report)
      let rows = report.differences.values
      Console.error(
        Speech.current.term(
          "thêm \(rows.map(\.added).total), bỏ \(rows.map(\.removed).total), đổi"
            + " \(rows.map(\.changed).total) dòng; chưa ghi gì",
          "rows: \(rows.map(\.added).total) added, \(rows.map(\.removed).total) removed,"
            + " \(rows.map(\.changed).total) changed; nothing is written"))
    } catch {
      output.discard()
      throw error
    }
  }

  /// Says what changed in the definition.
  private func say(_ report: Rerun.Report) {
    guard !report.definitionChanges.isEmpty else { return }
    Console.error(
      Speech.current.term("định nghĩa đã thay đổi:", "the definition has changed:") + "\n"
        + report.definitionChanges.split(separator: "\n").map { "    \($0)" }
        .joined(separator: "\n"))
  }

  private func json(of report: Rerun.Report) -> Report {
    Report(
      run: report.run.number, pipeline: report.pipeline, units: report.units,
      chunks: report.chunks, from_spool: report.spooled,
      tables: report.differences.mapValues {
        Report.Rows(added: $0.added, removed: $0.removed, changed: $0.changed)
      },
      definition_changes: report.definitionChanges.isEmpty ? nil : report.definitionChanges,
      checks: report.checks.map { CheckJSON($0) },
      exit_code: report.stop?.status.rawValue ?? ExitStatus.done.rawValue,
      message: report.stop?.message)
  }

  private func text(of report: Rerun.Report) -> String {
    let speech = Speech.current
    var lines = [
      speech.term(
        "\(report.pipeline), lượt chạy \(report.run.number): chạy lại \(report.chunks.grouped) phần"
          + " của \(report.units.grouped) tệp",
        "\(report.pipeline), run \(report.run.number): read again: chunks"
          + " \(report.chunks.grouped), units \(report.units.grouped)")
    ]
    if report.spooled > 0 {
      lines.append(
        speech.term(
          "không đọc nguồn mà lấy bản ghi đã giữ: \(report.spooled.grouped) phần",
          "as they were kept, without the source: chunks \(report.spooled.grouped)"))
    }
    var table = TextTable(
      [
        speech.term("bảng", "table"), speech.term("thêm", "added"), speech.term("bỏ", "removed"),
        speech.term("đổi", "changed"),
      ], rightAligned: [1, 2, 3])
    for (name, rows) in report.differences.sorted(by: { $0.key < $1.key }) {
      table.add([name, rows.added.grouped, rows.removed.grouped, rows.changed.grouped])
    }
    if !report.differences.isEmpty { lines.append(table.text) }
    lines += report.checks.filter { $0.missed > 0 }.map(\.line)
    return lines.joined(separator: "\n")
  }
}

extension [Int] {
  /// The sum as people read it.
  fileprivate var total: String { reduce(0, +).grouped }
}
