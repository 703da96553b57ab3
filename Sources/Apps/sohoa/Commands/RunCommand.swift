import ArgumentParser
import Dataflow
import Execution
import Foundation
import Platform

/// Runs a pipeline, or continues what was interrupted.
struct RunCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Runs a pipeline, or continues what was interrupted.",
    discussion: """
      What is loaded already is recognised by its content and not loaded again, so a run can be \
      started as often as you like. After a crash, run the same command again.
      """)

  @OptionGroup var options: PipelineOptions
  @OptionGroup var runOptions: RunOptionGroup

  func perform() throws { try runOptions.run(options) }
}

/// Continues an interrupted run; the same as `run`, for those who look for the word.
struct ResumeCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Continues an interrupted run; 'run' does the same.")

  @OptionGroup var options: PipelineOptions
  @OptionGroup var runOptions: RunOptionGroup

  func perform() throws { try runOptions.run(options) }
}
