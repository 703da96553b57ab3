import ArgumentParser
import Planning

/// Prints the reference page of a pipeline.
struct DocsCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "docs",
    abstract: "Prints the reference page of a pipeline as Markdown.",
    discussion: """
      Its sources, the steps in words, the tables with their keys, where each column comes from, and \
      every rule with its code and messages, in Vietnamese and English.
      """)

  @Argument(help: "The pipeline's definition.", completion: .file(extensions: ["yaml", "yml"]))
  var pipeline: String

  @OptionGroup var parameters: ParameterOptions

  func perform() throws {
    let (plan, spec) = try parameters.planAndSpec(pipeline)
    try Console.output(PipelinePage(plan, of: spec).markdown)
  }
}
