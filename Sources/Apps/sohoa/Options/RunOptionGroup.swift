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
    var plan = try pipeline.plan()
    if let jobs { plan.jobs = jobs }
    let line = quiet ? nil : ProgressLine()
    defer { line?.clear() }
    let profiles = profile.map { _ in ProfileCollector(plan: plan) }
    let runner = Runner(
      plan: plan,
      options: RunOptions(
        recordLimit: limit, acceptsDefinition: acceptDefinition, profiles: profiles),
      surroundings: dieAt.flatMap { KillPoint($0) }.map(Surroundings.dying) ?? .system
    ) { line?.show($0) }
    let report: RunReport
    do { report = try runner.run() } catch let failure as Diagnostic {
      throw completed(failure, pipeline)
    }
    line?.clear()
    if let path = self.report { try write(report, to: path) }
    if let profile, let profiles { try ProfileOutput(profiles.profile).write(to: profile) }
    if json {
      try Console.json(RunReportJSON(report))
    } else {
      try Console.output(
        RunSummary(
          report: report, pipeline: pipeline.pipeline, database: pipeline.database,
          width: Console.width ?? 80
        ).text)
    }
    if report.exitStatus == .done { try link(plan) }
    if let stop = report.stop { Console.error(completed(stop, pipeline)) }
    guard report.exitStatus == ExitStatus.done else { throw ExitCode(report.exitStatus.rawValue) }
  }

  /// Links and consolidates what is loaded, where something is new.
  private func link(_ plan: Plan) throws {
    for report in try LinkSession(plan: plan).run(always: false) where !json {
      try Console.output(LinkSummary.text(report))
    }
    if let report = try ConsolidationSession(plan: plan).run(), !json {
      try Console.output(ConsolidationSummary.text(report))
    }
  }

  /// The diagnostic with the database in the commands that it suggests, where one was named.
  private func completed(_ diagnostic: Diagnostic, _ pipeline: PipelineOptions) -> Diagnostic {
    guard let database = pipeline.database else { return diagnostic }
    var completed = diagnostic
    let commands = [
      #"(sohoa run \#(NSRegularExpression.escapedPattern(for: pipeline.pipeline)))"#,
      #"(sohoa (?:rejects list --run|reconcile) \d+)"#,
    ]
    for command in commands {
      completed.remedy = completed.remedy?.replacingOccurrences(
        of: command,
        with: "$1 --database "
          + NSRegularExpression.escapedTemplate(for: Invocation.quoted(database)),
        options: .regularExpression)
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
