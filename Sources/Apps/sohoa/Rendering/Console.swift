import ArgumentParser
import Dataflow
import Foundation
import Platform

/// Where output goes: data to stdout, everything else to stderr.
enum Console {
  /// Prints data; when nobody reads it any more, the command ends without a word.
  static func output(_ text: String) throws {
    do { try StandardStream.output.write(text.hasSuffix("\n") ? text : text + "\n") } catch {
      guard !error.isClosedPipe else { throw ExitCode(ExitStatus.done.rawValue) }
      throw Diagnostic(
        "SH7101", error.description, status: .inputOutput, remedy: "check the disk behind stdout")
    }
  }

  /// Prints a message; there is nobody to tell when that fails.
  static func error(_ text: String) {
    try? StandardStream.error.write(text.hasSuffix("\n") ? text : text + "\n")
  }

  /// Prints what is wrong, with commands as the user can type them.
  static func error(_ diagnostic: Diagnostic) {
    error(
      Speech.current.text(of: diagnostic)
        .replacingOccurrences(of: ": sohoa ", with: ": \(Invocation.name) "))
  }

  /// Writes to stderr without a line end, for a line that is overwritten.
  static func live(_ text: String) { try? StandardStream.error.write(text) }

  /// Whether a person watches stderr.
  static var isTerminal: Bool { StandardStream.error.isTerminal }

  /// Whether stdout shows colours: a terminal, unless `NO_COLOR` is set (no-color.org).
  static var isColored: Bool {
    StandardStream.output.isTerminal
      && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
  }

  /// The columns of the terminal that shows stdout, or `nil` where output is not shown.
  static var width: Int? { StandardStream.output.columns }

  /// Prints a value as JSON with sorted keys.
  static func json(_ value: some Encodable) throws {
    try output(String(decoding: try JSONOutput.encoder.encode(value), as: UTF8.self))
  }
}

/// How values become JSON, on stdout and in report files.
enum JSONOutput {
  static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}
