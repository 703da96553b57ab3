import ArgumentParser
import Dataflow
import Planning

/// Names a definition and what this call changes in it.
struct PipelineOptions: ParsableArguments {
  @Argument(help: "The pipeline's definition.", completion: .file(extensions: ["yaml", "yml"]))
  var pipeline: String

  @Option(name: .customLong("set"), help: "Sets a parameter of the definition: name=value.")
  var settings: [String] = []

  @Option(help: "The database to use instead of the definition's, such as sqlite:PATH.")
  var database: String?

  @Option(help: "The most units read at the same time.")
  var jobs: Int?

  mutating func validate() throws {
    for setting in settings where !setting.contains("=") || setting.hasPrefix("=") {
      throw ValidationError("--set takes name=value, not '\(setting)'")
    }
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1") }
  }

  /// The definition as read, good or not.
  func definition() -> Definition {
    var values: [String: String] = [:]
    for setting in settings {
      let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      values[String(parts[0])] = String(parts[1])
    }
    return Definition.load(pipeline, options: .process(settings: values))
  }

  /// The plan, ready to run; everything wrong is printed with its place.
  func plan() throws -> Plan {
    var definition = definition()
    let plan = PlanCompiler.compile(&definition, database: database)
    guard var plan, definition.isRunnable else {
      Console.error(DiagnosticRenderer(sources: definition.sources).text(definition.diagnostics))
      throw ExitCode(ExitStatus.definition.rawValue)
    }
    if let jobs { plan.jobs = jobs }
    return plan
  }
}
