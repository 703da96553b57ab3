import ArgumentParser
import Dataflow
import Execution
import Foundation
import Platform

/// Takes rejects through the pipeline again.
struct RejectsReplayCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Takes open and corrected rejects through the pipeline again.",
    discussion: """
      Corrected ones go as they were typed, the others as they were read. What passes is loaded; what \
      does not stays a reject, with what is wrong with it now. The balance stays true. After a crash, \
      type the same command again.
      """)

  @OptionGroup var options: PipelineOptions
  @OptionGroup var filter: RejectFilterOptions
  @Option(help: "Who wants it; otherwise the name of the account.") var by: String?
  @Flag(help: "Goes on although the definition has changed since the records were refused.")
  var acceptDefinition = false
  @Flag(
    help: """
      A reject that has the key of a row is its correction and takes its place; the row stays in its \
      history.
      """)
  var replace = false
  @Flag(help: "Prints JSON.") var json = false

  func validate() throws {
    if replace, filter.rule == nil && filter.unit == nil && filter.run == nil {
      throw ValidationError(
        "--replace needs --rule, --unit or --run: say which rejects are corrections")
    }
    if let status = filter.status, ![.open, .fixed].contains(status) {
      throw ValidationError("only open and fixed rejects are replayed, not \(status.rawValue)")
    }
  }

  private struct Report: Encodable {
    struct Outcome: Encodable {
      var replayed, fixed, rejected, superseded, filtered: Int

      init(_ outcome: ReplayOutcome) {
        replayed = outcome.count
        fixed = outcome.fixed
        rejected = outcome.rejected
        superseded = outcome.superseded
        filtered = outcome.filtered
      }
    }

    var run: Int64?
    var pipeline: String
    var stages: [String: Outcome]
    var total: Outcome
    var checks: [CheckJSON]
    var exit_code: Int32
    var message: String?
  }

  func perform() throws {
    StopSignal.install()
    Directory.keepPrivate()
    let plan = try options.plan()
    var wanted = RejectFilter()
    try options.withLedger(of: plan) { wanted = try filter.filter(in: $0) }
    let report = try Replay(
      plan: plan, filter: wanted, maker: by ?? NSUserName(), acceptsDefinition: acceptDefinition,
      replaces: replace
    ).run()
    if json {
      try Console.json(
        Report(
          run: report.run?.number, pipeline: report.pipeline,
          stages: Dictionary(
            uniqueKeysWithValues: report.stages.map { ($0.name, Report.Outcome($0.outcome)) }),
          total: Report.Outcome(report.total), checks: report.checks.map { CheckJSON($0) },
          exit_code: report.exitStatus.rawValue, message: report.stop?.message))
    } else {
      try show(report)
    }
    if let stop = report.stop { Console.error(stop) }
    guard report.exitStatus == .done else { throw ExitCode(report.exitStatus.rawValue) }
  }

  private func show(_ report: Replay.Report) throws {
    let speech = Speech.current
    guard let run = report.run else {
      return try Console.output(
        "\(report.pipeline): " + speech.term("không có gì để nạp lại", "nothing to replay"))
    }
    try Console.output(
      speech.term(
        "\(report.pipeline), lượt chạy \(run.number): nạp lại \(report.total.count.grouped) bản ghi loại",
        "\(report.pipeline), run \(run.number): \(report.total.count.grouped) rejects replayed"))
    var table = TextTable(
      [
        speech.term("bảng", "table"), speech.term("nay đã nạp", "fixed"),
        speech.term("vẫn bị loại", "still rejected"), speech.term("đã có sẵn", "superseded"),
        speech.term("được lọc bỏ", "filtered"),
      ], rightAligned: [1, 2, 3, 4])
    for (name, outcome) in report.stages {
      table.add([
        name, outcome.fixed.grouped, outcome.rejected.grouped, outcome.superseded.grouped,
        outcome.filtered.grouped,
      ])
    }
    try Console.output(table.text)
    for check in report.checks where check.missed > 0 { try Console.output(check.line) }
  }
}
