import ArgumentParser
import Dataflow

/// Arguments that the parser refuses, as a diagnostic for Vietnamese readers; in English the parser
/// speaks itself.
struct WrongArguments {
  /// What is wrong, and where all options are listed.
  let diagnostic: Diagnostic

  /// Looks at what parsing or a verb has thrown; `nil` where it is no such refusal.
  init?(_ error: any Error) {
    let message = Sohoa.message(for: error)
    guard Sohoa.exitCode(for: error) == .validationFailure, !message.isEmpty else { return nil }
    let path = Sohoa.fullMessage(for: error).firstMatch(of: #/'(sohoa[^']*) --help'/#)?.1 ?? "sohoa"
    diagnostic = Diagnostic(
      "SH7017", message, status: .usage, remedy: "see its options with: \(path) --help")
  }
}
