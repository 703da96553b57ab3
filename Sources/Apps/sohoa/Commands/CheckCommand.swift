import ArgumentParser
import Dataflow
import Planning

/// Finds everything wrong in definitions at once.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Finds everything wrong in definitions, each with file, line and column.")

  /// How findings are printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case human, json, sarif
  }

  @Argument(help: "The definitions.", completion: .file(extensions: ["yaml", "yml"]))
  var pipelines: [String]

  @Option(name: .customLong("set"), help: "Sets a parameter of the definitions: name=value.")
  var settings: [String] = []

  @Option(help: "How findings are printed.") var format = Format.human

  func run() throws {
    var findings: [Diagnostic] = []
    var sources: [SourceText] = []
    for pipeline in pipelines {
      let options = try PipelineOptions.parse(
        [pipeline] + settings.flatMap { ["--set", $0] })
      var definition = options.definition()
      _ = PlanCompiler.compile(&definition, database: nil)
      findings += definition.diagnostics
      sources += definition.sources
    }
    let renderer = DiagnosticRenderer(sources: sources)
    switch format {
    case .human: if !findings.isEmpty { Console.output(renderer.text(findings)) }
    case .json: Console.output(renderer.json(findings))
    case .sarif: Console.output(renderer.sarif(findings))
    }
    let errors = findings.count { !$0.isWarning }
    guard errors == 0 else {
      if format == .human { Console.error("\(errors) error\(errors == 1 ? "" : "s")") }
      throw ExitCode(ExitStatus.definition.rawValue)
    }
    if format == .human {
      Console.error(
        "\(pipelines.count == 1 ? pipelines[0] : "\(pipelines.count) definitions"): good")
    }
  }
}
