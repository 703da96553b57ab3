import ArgumentParser

/// Tells what works here and what does not.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Tells what works here and what does not.")
  func run() throws {}
}
