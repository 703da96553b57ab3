import ArgumentParser
import Dataflow
import Planning

/// Finds everything wrong in definitions at once.
struct CheckCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Finds everything wrong in definitions, each with file, line and column.",
    discussion: """
      Schemas, expressions and reference tables that the definitions name are checked with them. \
      Nothing is read of the deliveries, and nothing is written.
      """)

  /// How findings are printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case human, json, sarif
  }

  @Argument(help: "The definitions.", completion: .file(extensions: ["yaml", "yml"]))
  var pipelines: [String]

  @OptionGroup var parameters: ParameterOptions

  @Option(help: "How findings are printed.") var format = Format.human

  func perform() throws {
    var findings: [Diagnostic] = []
    var predecessors = 0
    var sources: [SourceText] = []
    for pipeline in pipelines {
      var definition = parameters.definition(pipeline)
      _ = PlanCompiler.compile(&definition, database: nil)
      predecessors += definition.predecessors.count
      findings += definition.diagnostics.filter { !findings.contains($0) }
      sources += definition.sources.filter { !sources.contains($0) }
    }
    let renderer = DiagnosticRenderer(sources: sources)
    switch format {
    case .human:
      if !findings.isEmpty {
        let speech = Speech.current
        try Console.output(speech.diagnostics(renderer.text(findings.map(speech.localized))))
      }
    case .json: try Console.output(renderer.json(findings))
    case .sarif: try Console.output(renderer.sarif(findings))
    }
    if format == .human { Console.error(conclusion(findings, predecessors)) }
    let errors = findings.filter { !$0.isWarning }
    guard errors.isEmpty else {
      let isMissing = errors.allSatisfy { $0.location == nil && $0.status == .input }
      throw ExitCode((isMissing ? ExitStatus.input : .definition).rawValue)
    }
  }

  private func conclusion(_ findings: [Diagnostic], _ predecessors: Int) -> String {
    var subject =
      pipelines.count == 1
      ? pipelines[0]
      : "\(pipelines.count) \(Speech.current.term("định nghĩa", "definitions"))"
    if predecessors > 0 {
      subject += Speech.current.term(
        " và \(predecessors) quy trình chạy trước", " and \(predecessors) that run before")
    }
    let errors = findings.count { !$0.isWarning }
    let warnings = findings.count - errors
    var parts: [String] = []
    if Speech.current == .vietnamese {
      if errors > 0 { parts.append("\(errors) lỗi") }
      if warnings > 0 { parts.append("\(warnings) cảnh báo") }
      return "\(subject): \(parts.isEmpty ? "tốt" : parts.joined(separator: ", "))"
    }
    if errors > 0 { parts.append("\(errors) error\(errors == 1 ? "" : "s")") }
    if warnings > 0 { parts.append("\(warnings) warning\(warnings == 1 ? "" : "s")") }
    return "\(subject): \(parts.isEmpty ? "good" : parts.joined(separator: ", "))"
  }
}
