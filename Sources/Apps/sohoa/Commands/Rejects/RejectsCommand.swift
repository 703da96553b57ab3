import ArgumentParser

/// Looks into what was refused, and takes it in corrected.
struct RejectsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rejects", abstract: "Looks into what was refused, and takes it in corrected.",
    subcommands: [
      RejectsListCommand.self, RejectsShowCommand.self, RejectsExportCommand.self,
      RejectsImportCommand.self, RejectsReplayCommand.self, RejectsDiscardCommand.self,
      RejectsReopenCommand.self,
    ])
}
