import ArgumentParser
import Planning

/// Prints the reference page of a pipeline.
struct DocsCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "docs",
    abstract: "Prints the reference page of a pipeline as Markdown or HTML.",
    discussion: """
      Its sources, the steps in words, the tables with their keys, where each column comes from, and \
      every rule with its code and messages, in Vietnamese and English.
      """)

  /// How the page is written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case markdown, html
  }

  @Argument(help: "The pipeline's definition.", completion: .file(extensions: ["yaml", "yml"]))
  var pipeline: String

  @OptionGroup var parameters: ParameterOptions

  @Option(help: "How the page is written; HTML needs nothing else, the graph stands in it.")
  var format = Format.markdown

  func perform() throws {
    let (plan, spec) = try parameters.planAndSpec(pipeline)
    let page = PipelinePage(plan, of: spec)
    try Console.output(format == .html ? page.html : page.markdown)
  }
}
