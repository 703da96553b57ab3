import ArgumentParser
import Dataflow

/// A verb that the command does not have, where the argument parser would only call it unexpected.
struct UnknownVerb {
  private let verb: String
  private let known: [String]
  private let path: String

  /// Looks at the arguments behind the command's name; `nil` when they begin with a known verb.
  init?(_ arguments: [String]) {
    guard let first = arguments.first, !first.hasPrefix("-"), first != "help" else { return nil }
    let verbs = Sohoa.configuration.groupedSubcommands.flatMap(\.subcommands)
    guard let command = verbs.first(where: { $0._commandName == first }) else {
      (verb, known, path) = (first, verbs.map(\._commandName), "sohoa")
      return
    }
    let inner = command.configuration.subcommands
    guard !inner.isEmpty, arguments.count > 1, !arguments[1].hasPrefix("-"),
      !inner.contains(where: { $0._commandName == arguments[1] })
    else { return nil }
    (verb, known, path) = (arguments[1], inner.map(\._commandName), "sohoa \(first)")
  }

  /// What is wrong, and the verb that may have been meant, or those that there are.
  var diagnostic: Diagnostic {
    Diagnostic(
      "SH7007", "'\(path)' has no verb '\(verb)'", status: .usage,
      remedy: nearest(to: verb, among: known).map { "did you mean '\(path) \($0)'?" }
        ?? "it has \(known.joined(separator: ", ")); see '\(path) --help'")
  }
}
