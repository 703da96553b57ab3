import ArgumentParser
import Dataflow
import Execution
import Foundation
import Planning
import Platform

/// Runs a pipeline, or continues what was interrupted.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Runs a pipeline, or continues what was interrupted.",
    discussion: """
      What is loaded already is recognised by its content and not loaded again, so a run can be \
      started as often as you like. After a crash, run the same command again.
      """)

  @OptionGroup var options: PipelineOptions
  @OptionGroup var runOptions: RunCommandOptions

  func run() throws {
    try Console.reporting { try runOptions.run(options) }
  }
}

/// Continues an interrupted run; the same as `run`, for those who look for the word.
struct ResumeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Continues an interrupted run; 'run' does the same.")

  @OptionGroup var options: PipelineOptions
  @OptionGroup var runOptions: RunCommandOptions

  func run() throws {
    try Console.reporting { try runOptions.run(options) }
  }
}

/// What `run` and `resume` take besides the pipeline.
struct RunCommandOptions: ParsableArguments {
  @Option(help: "Reads at most so many records of each unit, into a database of its own.")
  var limit: Int?

  @Option(help: "Writes the report as JSON to a file.", completion: .file())
  var report: String?

  @Flag(help: "Prints the report as JSON.")
  var json = false

  @Flag(help: "Shows no progress.")
  var quiet = false

  @Flag(help: "Goes on although units were loaded with an older definition; they stay as they are.")
  var acceptDefinition = false

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit takes a number from 1") }
  }

  func run(_ pipeline: PipelineOptions) throws {
    StopSignal.install()
    Directory.keepPrivate()
    let plan = try pipeline.plan()
    let line = ProgressLine()
    let quiet = quiet
    let runner = Runner(
      plan: plan,
      options: RunOptions(recordLimit: limit, acceptsDefinition: acceptDefinition)
    ) { progress in
      if !quiet { line.show(progress) }
    }
    defer { line.clear() }
    let report = try runner.run()
    line.clear()
    if let path = self.report { try write(report, to: path) }
    if json {
      try Console.json(RunReportJSON(report))
    } else {
      Console.output(RunSummary(report: report, pipeline: pipeline.pipeline).text)
    }
    if let stop = report.stop { Console.error(stop.description) }
    guard report.exitStatus == ExitStatus.done else { throw ExitCode(report.exitStatus.rawValue) }
  }

  private func write(_ report: RunReport, to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      try encoder.encode(RunReportJSON(report)).write(to: URL(fileURLWithPath: path))
    } catch {
      throw Diagnostic(
        "SH7101", "cannot write the report to \(path)", status: .inputOutput,
        remedy: "the run itself is complete; name a place that can be written with --report")
    }
  }
}
