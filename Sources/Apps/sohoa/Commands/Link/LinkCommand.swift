import ArgumentParser
import Dataflow
import Execution
import Linking
import Planning

/// Finds the records of one person, place or thing.
struct LinkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "link",
    abstract: "Finds the records that are of one person, and explains why.",
    subcommands: [
      LinkRunCommand.self, LinkBlocksCommand.self, LinkEvaluateCommand.self,
      LinkExplainCommand.self, LinkReviewCommand.self, LinkLearnCommand.self,
    ])
}

/// Names a link of a pipeline.
struct LinkOptions: ParsableArguments {
  @OptionGroup var pipeline: PipelineOptions

  @Option(help: "The link's name, where the pipeline has several.")
  var link: String?

  @Option(help: "How many threads compare records.")
  var threads: Int?

  @Option(
    help: ArgumentHelp(
      "How much of the records stays in memory; the rest lies in a file beside the database.",
      valueName: "MB"))
  var memory = LinkSession.defaultMemory >> 20

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads takes a number from 1") }
    if memory < 1 { throw ValidationError("--memory takes a number of megabytes from 1") }
  }

  /// The plan, the link that is meant, and what runs it.
  func session(
    in surroundings: Surroundings = .system, line: StepLine? = nil
  ) throws -> (session: LinkSession, link: LinkPlan) {
    let plan = try pipeline.plan()
    let named = plan.links.filter { link == nil || $0.name == link }
    guard let found = named.first, named.count == 1 else {
      let names = plan.links.map(\.name).joined(separator: ", ")
      throw Diagnostic(
        "SH7009",
        plan.links.isEmpty
          ? "\(pipeline.pipeline) links nothing" : "it is not clear which link is meant",
        status: .usage,
        remedy: plan.links.isEmpty ? "add a 'link' to it" : "name one with --link: \(names)")
    }
    let session = LinkSession(
      plan: plan, threads: threads, memory: memory << 20, surroundings: surroundings
    ) { line?.show($0) }
    return (session, found)
  }
}
