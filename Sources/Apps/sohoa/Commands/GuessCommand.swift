import ArgumentParser
import Dataflow
import Execution
import Foundation

/// Writes a first definition for files.
struct GuessCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "guess",
    abstract: "Writes a first definition for files, with the evidence per column.",
    discussion: """
      It tells encoding, delimiter, headers, records of XML, dates and keys from the files' content, and \
      keeps every identifier as text. The definition runs unedited; what was seen stands in comments.
      """)

  @Argument(help: "Files of any format that is read, plain or in archives.", completion: .file())
  var files: [String]

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: "Writes the definition to a file, which must not be there yet.",
    completion: .file(extensions: ["yaml", "yml"]))
  var output: String?

  func perform() throws {
    if let output, FileManager.default.fileExists(atPath: output) {
      throw Diagnostic(
        "SH7011", "\(output) is there already", status: .usage,
        remedy: "name another file with --output")
    }
    let guess = try DefinitionGuess(
      files: files, output: output ?? "guess.yaml", in: Speech.current.wording)
    guess.tellSkipped()
    guard let output else { return try Console.output(guess.text) }
    do {
      try Data(guess.text.utf8).write(
        to: URL(fileURLWithPath: output), options: .withoutOverwriting)
    } catch {
      throw Diagnostic(
        "SH7012", "cannot write \(output)", status: .inputOutput,
        remedy: "name a place that can be written")
    }
    Console.error(
      "\(Speech.current("xem thử", "have a look")): \(Invocation.name) preview \(output)")
  }
}
