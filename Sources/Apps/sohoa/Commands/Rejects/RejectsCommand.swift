import ArgumentParser

/// Looks into what was refused.
struct RejectsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rejects", abstract: "Looks into what was refused.",
    subcommands: [
      RejectsListCommand.self, RejectsShowCommand.self, RejectsExportCommand.self,
    ])
}
