import ArgumentParser

/// Shows rows as they leave a stage.
struct PreviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview", abstract: "Shows rows as they leave a stage; never writes.")
  func run() throws {}
}
