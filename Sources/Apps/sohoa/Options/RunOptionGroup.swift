import ArgumentParser
import Dataflow
import Execution
import Foundation
import Loading
import Planning
import Platform

/// What `run` and `resume` take besides the pipeline, and what both do.
struct RunOptionGroup: ParsableArguments {
  @Option(help: "The most units read at the same time.")
  var jobs: Int?

  @Option(help: "Pauses after so many records of each unit; the next run goes on from there.")
  var limit: Int?

  @Option(
    help:
      "Writes the report to a file: as JSON, or as a page with pictures where it ends in .html.",
    completion: .file(extensions: ["json", "html"]))
  var report: String?

  @Flag(help: "Prints the report as JSON.")
  var json = false

  @Option(
    help: "Profiles the rows and writes one page of HTML with pictures to a file.",
    completion: .file(extensions: ["html"]))
  var profile: String?

  @Flag(help: "Shows no progress.")
  var quiet = false

  @Flag(help: "Goes on although units were loaded with an older definition; they stay as they are.")
  var acceptDefinition = false

  @Option(help: .private)
  var dieAt: String?

  @Flag(help: .private)
  var alone = false

  func validate() throws {
    if let dieAt, KillPoint(dieAt) == nil {
      throw ValidationError(
        "--die-at takes a window and a transaction's number, such as written:17")
    }
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1") }
    if let limit, limit < 1 { throw ValidationError("--limit takes a number from 1") }
  }

  func run(_ pipeline: PipelineOptions) throws {
    StopSignal.install()
    Directory.keepPrivate()
    let plan = try pipeline.plan()
    let profiles = profile.map { _ in ProfileCollector(plan: plan) }
    let predecessors = try alone ? [] : runPredecessors(of: plan, pipeline)
    var report: RunReport
    if let last = predecessors.last, !last.letsGoOn {
      report = .failed(plan, status: "not run", because: halt(of: plan, after: last, pipeline))
    } else {
      do { report = try load(plan, profiles) } catch let failure as Diagnostic {
        let failure = completed(failure, plan, pipeline)
        guard !predecessors.isEmpty else { throw failure }
        report = .failed(plan, status: "failed", because: failure)
      }
    }
    report.predecessors = predecessors
    try show(report, pipeline)
    if let profile, let profiles { try ProfileOutput(profiles.profile).write(to: profile) }
    if report.exitStatus == .done { try link(plan) }
    if let stop = report.stop { Console.error(completed(stop, plan, pipeline)) }
    let status = report.overallExitStatus
    guard status == ExitStatus.done else { throw ExitCode(status.rawValue) }
  }

  /// Runs what comes before a plan, until one stops for another reason than its rows.
  private func runPredecessors(
    of plan: Plan, _ pipeline: PipelineOptions
  ) throws -> [RunReport] {
    var reports: [RunReport] = []
    for predecessor in plan.predecessors {
      var report: RunReport
      do {
        report = try load(predecessor, nil)
        if report.exitStatus == .done { try link(predecessor) }
      } catch let failure as Diagnostic {
        report = .failed(predecessor, status: "failed", because: failure)
      }
      report.stop = report.stop.map { completed($0, predecessor, pipeline) }
      if let stop = report.stop { Console.error(stop) }
      reports.append(report)
      guard report.letsGoOn else { break }
    }
    return reports
  }

  /// Loads what a plan reads.
  private func load(_ plan: Plan, _ profiles: ProfileCollector?) throws -> RunReport {
    var plan = plan
    if let jobs { plan.jobs = jobs }
    let line = quiet ? nil : ProgressLine()
    defer { line?.clear() }
    return try Runner(
      plan: plan,
      options: RunOptions(
        recordLimit: limit, acceptsDefinition: acceptDefinition, profiles: profiles),
      surroundings: dieAt.flatMap { KillPoint($0) }.map(Surroundings.dying) ?? .system
    ) { line?.show($0) }.run()
  }

  private func show(_ report: RunReport, _ pipeline: PipelineOptions) throws {
    if let path = self.report { try write(report, to: path) }
    if json { return try Console.json(RunReportJSON(report)) }
    try Console.output(
      RunSummary(
        report: report, pipeline: pipeline.pipeline, database: pipeline.database,
        width: Console.width ?? 80
      ).text)
  }

  private func halt(
    of plan: Plan, after last: RunReport, _ pipeline: PipelineOptions
  ) -> Diagnostic {
    Diagnostic(
      "SH7023", "\(plan.name) was not run, because \(last.pipeline) stopped",
      status: last.exitStatus,
      remedy: "see why above, then run the same command again: sohoa run \(pipeline.pipeline)")
  }

  /// Links and consolidates what is loaded, where something is new.
  private func link(_ plan: Plan) throws {
    let line = quiet ? nil : StepLine()
    defer { line?.clear() }
    let links = try LinkSession(plan: plan) { line?.show($0) }.run(always: false)
    line?.clear()
    if !json { for report in links { try Console.output(LinkSummary.text(report)) } }
    let model = try ConsolidationSession(plan: plan) { line?.show($0) }.run()
    line?.clear()
    if json { return }
    if let model { try Console.output(ConsolidationSummary.text(model)) }
    if plan.sources.isEmpty, links.isEmpty, model == nil {
      try Console.output(Speech.current("không có gì mới", "nothing new"))
    }
  }

  /// The diagnostic with the pipeline and the database of this call in the commands that it suggests.
  private func completed(
    _ diagnostic: Diagnostic, _ plan: Plan, _ pipeline: PipelineOptions
  ) -> Diagnostic {
    var completed = diagnostic
    let database = pipeline.database.map { " --database " + Invocation.quoted($0) } ?? ""
    let commands = [
      (
        #"sohoa run \#(NSRegularExpression.escapedPattern(for: plan.file))(?! --database)"#,
        "sohoa run " + NSRegularExpression.escapedTemplate(for: pipeline.pipeline + database)
      ),
      (
        #"(sohoa (?:rejects list --run|reconcile) \d+)(?! --database)"#,
        "$1" + NSRegularExpression.escapedTemplate(for: database)
      ),
    ]
    for (command, complete) in commands {
      completed.remedy = completed.remedy?.replacingOccurrences(
        of: command, with: complete, options: .regularExpression)
    }
    return completed
  }

  private func write(_ report: RunReport, to path: String) throws {
    if path.hasSuffix(".html") {
      let ledger = try Database.open(report.database, creates: false, surroundings: .system)
      let run = try report.run ?? ledger.runs(of: report.pipeline).first
      guard let run else { return }
      return try RunPageOutput(run, in: ledger, rules: report.rules).write(to: path)
    }
    do {
      let data = try JSONOutput.encoder.encode(RunReportJSON(report))
      try data.write(to: URL(fileURLWithPath: path))
    } catch {
      throw Diagnostic(
        "SH7104", "cannot write the report to \(path)", status: .inputOutput,
        remedy: "the run itself is over and its result stays; name a place that can be written with"
          + " --report")
    }
  }
}

extension RunReport {
  /// Whether what comes after it may run: rows that were refused are no reason against it.
  fileprivate var letsGoOn: Bool { exitStatus == .done || exitStatus == .limit }
}
