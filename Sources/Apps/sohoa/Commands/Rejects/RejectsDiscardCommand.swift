import ArgumentParser
import Dataflow

/// Gives rejects up.
struct RejectsDiscardCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "discard", abstract: "Gives rejects up, for a reason that is kept.",
    discussion: "They stay in the ledger, counted as rejected; no replay takes them up.")

  @OptionGroup var options: LedgerOptions
  @Argument(help: "The rejects' numbers.") var rejects: [Int64]
  @Option(help: "Why.") var reason: String
  @Option(help: "Who decided.") var by: String

  func validate() throws {
    if reason.allSatisfy(\.isWhitespace) { throw ValidationError("--reason takes a sentence") }
  }

  func perform() throws {
    try options.openForQuality().setStatus(
      of: rejects, from: [.open, .fixed], to: .discarded, reason: reason, by: by)
    Console.error(
      Speech.current.term("đã bỏ \(rejects.count)", "\(rejects.count) discarded"))
  }
}

/// Takes a discarding back.
struct RejectsReopenCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "reopen", abstract: "Opens discarded rejects again.")

  @OptionGroup var options: LedgerOptions
  @Argument(help: "The rejects' numbers.") var rejects: [Int64]
  @Option(help: "Why.") var reason: String
  @Option(help: "Who decided.") var by: String

  func perform() throws {
    try options.openForQuality().setStatus(
      of: rejects, from: [.discarded], to: .open, reason: reason, by: by)
    Console.error(
      Speech.current.term("đã mở lại \(rejects.count)", "\(rejects.count) open again"))
  }
}
