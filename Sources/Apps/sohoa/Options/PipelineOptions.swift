import ArgumentParser
import Dataflow
import Execution
import Foundation
import Loading
import Planning

/// Names a definition and what this call changes in it.
struct PipelineOptions: ParsableArguments {
  @Argument(help: "The pipeline's definition.", completion: .file(extensions: ["yaml", "yml"]))
  var pipeline: String

  @OptionGroup var parameters: ParameterOptions

  @Option(
    help: "The database to use instead of the definition's, such as sqlite:PATH or postgres:URL.")
  var database: String?

  /// The plan, ready to run; everything wrong is printed with its place.
  func plan() throws -> Plan {
    try DatabaseName.check(database)
    return try parameters.planAndSpec(pipeline, database: database).plan
  }

  /// Opens the ledger of the plan's database for the work of QA while `body` runs.
  func withLedger(of plan: Plan, _ body: (any QualityLedger) throws -> Void) throws {
    if let path = Database.sqlitePath(of: plan.database),
      !FileManager.default.fileExists(atPath: path)
    {
      throw Diagnostic(
        "SH7001", "there is no database \(path)", status: .input,
        remedy: "name one with --database, or make it with: \(Invocation.name) run PIPELINE")
    }
    let ledger = try Database.open(plan.database, creates: false, surroundings: .system)
    defer { ledger.close() }
    try body(ledger)
  }
}

/// The values that a call gives to the parameters of a definition.
struct ParameterOptions: ParsableArguments {
  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("Sets a parameter of the definition.", valueName: "name=value"))
  var settings: [String] = []

  func validate() throws {
    for setting in settings where !setting.contains("=") || setting.hasPrefix("=") {
      throw ValidationError("--set takes name=value, not '\(setting)'")
    }
  }

  /// The plan and what it was made from; everything wrong is printed with its place.
  ///
  /// A `database` replaces the definition's; any name lets a definition without a database pass.
  func planAndSpec(
    _ pipeline: String, database: String? = "sqlite:none"
  ) throws -> (plan: Plan, spec: PipelineSpec) {
    var definition = definition(pipeline)
    let plan = PlanCompiler.compile(&definition, database: database)
    guard let plan, let spec = definition.spec, definition.isRunnable else {
      Console.error(
        Speech.current.diagnostics(
          DiagnosticRenderer(sources: definition.sources).text(
            definition.diagnostics.map(Speech.current.localized))))
      let errors = definition.diagnostics.filter { !$0.isWarning }
      let isMissing = errors.contains { $0.location == nil && $0.status == .input }
      throw ExitCode((isMissing ? ExitStatus.input : .definition).rawValue)
    }
    return (plan, spec)
  }

  /// A definition as read with these values, good or not.
  func definition(_ path: String) -> Definition {
    var values: [String: String] = [:]
    for setting in settings {
      let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      values[String(parts[0])] = String(parts[1])
    }
    return Definition.load(path, options: .process(settings: values))
  }
}
