import ArgumentParser
import Dataflow
import Execution
import Foundation
import Planning

/// Shows what a delivery's values look like before and after the steps.
struct ProfileCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "profile",
    abstract: "Shows what the values of every column look like, before and after the steps.",
    discussion: """
      All units are read; nothing is loaded. Per column: how often it is filled, different values, \
      lengths, range, frequent values and shapes, for days a histogram; and why records are refused. \
      Values are shown only where they are categories, never where they may tell a person.

      Files without a definition are read as 'guess' would have them read. Of large columns the \
      frequent values, the shapes and the lengths as read are those of a part of the rows; all other \
      figures are exact, different values to 2 %.
      """)

  @Argument(help: "A pipeline's definition, or files to be read without one.", completion: .file())
  var inputs: [String]

  @OptionGroup var parameters: ParameterOptions

  @Option(
    help: "Writes one page of HTML with pictures to a file.",
    completion: .file(extensions: ["html"]))
  var html: String?

  @Flag(help: "Prints JSON.") var json = false

  func perform() throws {
    let profile = try Profiler(plan: plan()).run { _, problem in
      Console.error(problem)
    }
    let output = ProfileOutput(profile)
    if let html { try output.write(to: html) }
    if json { return try Console.json(output.summary) }
    try Console.output(output.text)
  }

  /// The plan of the definition, or that which is guessed for files.
  private func plan() throws -> Plan {
    let definitions = inputs.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
    guard let definition = definitions.first else {
      let guess = try DefinitionGuess(files: inputs, output: "guess.yaml")
      guess.tellSkipped()
      return try guess.plan(database: "sqlite:none")
    }
    guard inputs.count == 1 else {
      throw Diagnostic(
        "SH7014", "a definition and other inputs cannot be profiled together", status: .usage,
        remedy: "name one definition, or only files")
    }
    return try parameters.planAndSpec(definition).plan
  }
}
