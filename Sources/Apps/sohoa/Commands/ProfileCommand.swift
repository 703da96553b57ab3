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
      """)

  @Argument(help: "The pipeline's definition.", completion: .file(extensions: ["yaml", "yml"]))
  var pipeline: String

  @OptionGroup var parameters: ParameterOptions

  @Option(
    help: "Writes one page of HTML with pictures to a file.",
    completion: .file(extensions: ["html"]))
  var html: String?

  @Flag(help: "Prints JSON.") var json = false

  func perform() throws {
    let plan = try parameters.planAndSpec(pipeline).plan
    let profile = try Profiler(plan: plan).run { _, problem in
      Console.error(problem)
    }
    let output = ProfileOutput(profile)
    if let html { try output.write(to: html) }
    if json { return try Console.json(output.summary) }
    try Console.output(output.text)
  }
}
