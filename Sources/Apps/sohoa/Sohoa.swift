import ArgumentParser
import Dataflow
import Platform

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

      Messages are in Vietnamese or English as the locale (LC_ALL, LC_MESSAGES, LANG) or --lang vi, \
      en or both, before or behind any verb, says; the codes are the same.

      Exit status: 0 done or nothing new, 11 another run is at work, 64 wrong command line, \
      65 reject limit hit, 66 input missing or changed, 70 internal error, 74 input/output error, \
      75 database unavailable, 78 definition invalid, 130/143 stopped by a signal. After 65, 74, 75, \
      130 and 143 the same command goes on where it stopped.
      """,
    version: "sohoa 0.1.0",
    groupedSubcommands: [
      CommandGroup(
        name: "Author",
        subcommands: [
          InitCommand.self, GuessCommand.self, CheckCommand.self, PreviewCommand.self,
          TestCommand.self,
          GraphCommand.self,
          DocsCommand.self, ProfileCommand.self,
          SchemaCommand.self,
        ]),
      CommandGroup(
        name: "Operate",
        subcommands: [
          PlanCommand.self, RunCommand.self, ResumeCommand.self, LinkCommand.self,
          ConsolidateCommand.self, RerunCommand.self, UndoCommand.self, PruneCommand.self,
          DrillCommand.self,
          DoctorCommand.self,
        ]),
      CommandGroup(
        name: "Prove",
        subcommands: [
          RunsCommand.self, StatusCommand.self, CheckpointsCommand.self, ReconcileCommand.self,
          RejectsCommand.self, TraceCommand.self, DiffCommand.self, FlagsCommand.self,
          MatchCommand.self,
        ]),
      CommandGroup(name: "Shell", subcommands: [CompletionCommand.self]),
    ])

  static func main() {
    LargeBlocks.giveBackAtOnce()
    StandardStream.surviveClosedPipes()
    let (language, arguments) = Speech.option(in: Array(CommandLine.arguments.dropFirst()))
    if let language, Speech(rawValue: language) == nil {
      Console.error(
        Diagnostic(
          "SH7008", "'\(language)' is no language of messages", status: .usage,
          remedy: "write --lang vi, --lang en or --lang both"))
      exit(withError: ExitCode(ExitStatus.usage.rawValue))
    }
    if let unknown = UnknownVerb(arguments) {
      Console.error(unknown.diagnostic)
      exit(withError: ExitCode(ExitStatus.usage.rawValue))
    }
    guard Speech.current == .vietnamese else { return main(arguments) }
    do {
      var command = try parseAsRoot(arguments)
      try command.run()
    } catch {
      if let help = VietnameseHelp(error, width: Console.width ?? 80) {
        try? Console.output(help.text)
        exit(withError: ExitCode.success)
      }
      guard let wrong = WrongArguments(error) else { exit(withError: error) }
      Console.error(wrong.diagnostic)
      exit(withError: ExitCode(ExitStatus.usage.rawValue))
    }
  }
}
