import ArgumentParser
import Planning

/// Draws a pipeline.
struct GraphCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "graph",
    abstract: "Draws a pipeline: sources, stages and tables.",
    discussion: "Mermaid is shown by Markdown pages; an SVG is a picture that needs nothing else.")

  /// How the picture is written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case mermaid, svg
  }

  @Argument(help: "The pipeline's definition.", completion: .file(extensions: ["yaml", "yml"]))
  var pipeline: String

  @OptionGroup var parameters: ParameterOptions

  @Option(help: "How the picture is written.") var format = Format.mermaid

  func perform() throws {
    let (plan, spec) = try parameters.planAndSpec(pipeline)
    let graph = PipelineGraph(plan, of: spec, in: Speech.current.wording)
    try Console.output(format == .svg ? graph.svg : graph.mermaid)
  }
}
