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
    guard let command = verbs.first(where: { Self.name(of: $0) == first }) else {
      verb = first
      known = verbs.map { Self.name(of: $0) }
      path = "sohoa"
      return
    }
    let inner = command.configuration.subcommands.map { Self.name(of: $0) }
    guard !inner.isEmpty, arguments.count > 1, !arguments[1].hasPrefix("-"),
      !inner.contains(arguments[1])
    else { return nil }
    verb = arguments[1]
    known = inner
    path = "sohoa \(first)"
  }

  private static func name(of command: any ParsableCommand.Type) -> String {
    command.configuration.commandName ?? ""
  }

  /// What is wrong, and the verb that may have been meant, or those that there are.
  var diagnostic: Diagnostic {
    Diagnostic(
      "SH7007", "'\(path)' has no verb '\(verb)'", status: .usage,
      remedy: nearest(to: verb, among: known).map { "did you mean '\(path) \($0)'?" }
        ?? "it has \(known.joined(separator: ", ")); see '\(path) --help'")
  }
}
