import ArgumentParser

/// The command; every verb has a file of its own.
@main
struct Sohoa: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sohoa",
    abstract:
      "Số hoá: turns deliveries of digitized paper registers into one consolidated database.",
    discussion: """
      Engineers write a pipeline in YAML and try it with 'check' and 'preview'; operators run it with \
      'run', as often as they like: what is loaded is never loaded twice. QA staff look into rejects \
      with 'rejects'.
      """,
    version: "sohoa 0.1.0",
    groupedSubcommands: [
      CommandGroup(
        name: "Author", subcommands: [CheckCommand.self, PreviewCommand.self, SchemaCommand.self]),
      CommandGroup(
        name: "Operate",
        subcommands: [PlanCommand.self, RunCommand.self, ResumeCommand.self, DoctorCommand.self]),
      CommandGroup(
        name: "Prove",
        subcommands: [
          RunsCommand.self, StatusCommand.self, CheckpointsCommand.self, ReconcileCommand.self,
          RejectsCommand.self,
        ]),
    ])
}
