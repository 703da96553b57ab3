import ArgumentParser
import Dataflow
import Execution
import Planning

/// Runs the test cases of definitions.
struct TestCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Runs the test cases of definitions, comparing all that comes out.",
    discussion: """
      The cases of NAME.yaml stand in tests/NAME.yaml beside it. Each runs through the whole engine into \
      a database that is thrown away; nothing else is written. Rows, rejects, warnings and counts that a \
      case does not expect make it fail. Exit status: 0 all pass, 65 a case fails, 78 a definition or \
      case is invalid.
      """)

  @Argument(help: "The definitions.", completion: .file(extensions: ["yaml", "yml"]))
  var pipelines: [String]

  @OptionGroup var parameters: ParameterOptions

  @Option(
    name: .customLong("case"),
    help: ArgumentHelp("Runs only cases whose names contain this.", valueName: "text"))
  var only: String?

  @Flag(help: "Prints JSON.") var json = false

  func perform() throws {
    var reports: [CaseReport] = []
    for pipeline in pipelines {
      let plan = try parameters.planAndSpec(pipeline).plan
      let file = CaseFile(for: plan)
      guard file.diagnostics.isEmpty else {
        Console.error(
          Speech.current.diagnostics(
            DiagnosticRenderer(sources: file.sources).text(
              file.diagnostics.map(Speech.current.localized))))
        throw ExitCode(file.diagnostics.map(\.status.rawValue).max() ?? 0)
      }
      let cases = file.cases.filter { only.map($0.name.value.contains) ?? true }
      var report = CaseReport(pipeline: pipeline)
      for spec in cases { report.results.append(try CaseRun(plan: plan).run(spec)) }
      if !json { try Console.output(report.text(isColored: Console.isColored)) }
      reports.append(report)
    }
    if json { try Console.json(reports.map(CaseReportJSON.init)) }
    let count = reports.reduce(0) { $0 + $1.results.count }
    guard count > 0 else {
      throw Diagnostic(
        "SH7010", "no case has '\(only ?? "")' in its name", status: .usage,
        remedy: "see the names with: sohoa test \(pipelines.joined(separator: " "))")
    }
    let failed = reports.reduce(0) { $0 + $1.results.count { !$0.passed } }
    if !json {
      Console.error(
        Speech.current.term(
          "\(count) trường hợp: \(count - failed) đạt, \(failed) hỏng",
          "\(count) case\(count == 1 ? "" : "s"): \(count - failed) pass, \(failed) fail"))
    }
    guard failed == 0 else { throw ExitCode(ExitStatus.limit.rawValue) }
  }
}
