import ArgumentParser
import Dataflow
import Foundation

/// Where output goes: data to stdout, everything else to stderr.
enum Console {
  /// Prints data.
  static func output(_ text: String) { write(text + "\n", to: FileHandle.standardOutput) }

  /// Prints a message.
  static func error(_ text: String) {
    write(text.hasSuffix("\n") ? text : text + "\n", to: FileHandle.standardError)
  }

  /// Writes to stderr without a line end, for a line that is overwritten.
  static func live(_ text: String) { write(text, to: FileHandle.standardError) }

  /// Whether stderr is a terminal.
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Prints a value as JSON with sorted keys.
  static func json(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    output(String(decoding: try encoder.encode(value), as: UTF8.self))
  }

  /// Runs a command's body; a diagnostic is printed and becomes the exit status.
  static func reporting(_ body: () throws -> Void) throws {
    do { try body() } catch let diagnostic as Diagnostic {
      error(diagnostic.description)
      throw ExitCode(diagnostic.status.rawValue)
    }
  }

  private static func write(_ text: String, to handle: FileHandle) {
    // A reader that has gone away is no reason to stop.
    try? handle.write(contentsOf: Data(text.utf8))
  }
}

/// How the user started the command, for the commands that messages suggest.
enum Invocation {
  /// `sohoa`, or how to reach it from the package's folder.
  static var name: String {
    let path = CommandLine.arguments.first ?? "sohoa"
    guard path.contains(".build/") else { return "sohoa" }
    return path.contains("release") ? "swift run -c release sohoa" : "swift run sohoa"
  }
}
