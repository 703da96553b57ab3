import ArgumentParser
import Dataflow
import Execution
import Foundation
import Linking

/// The pairs that people decide.
struct LinkReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Hands out the pairs for people, and takes their decisions.",
    subcommands: [LinkReviewExportCommand.self, LinkReviewImportCommand.self])
}

/// Writes the pairs for people.
struct LinkReviewExportCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes the pairs for people as CSV; fill in 'decision': together or apart.")

  @OptionGroup var options: LinkOptions
  @Option(name: .shortAndLong, help: "The file to write; stdout by default.", completion: .file())
  var output: String?

  func perform() throws {
    let (session, link) = try options.session()
    var text = "id_left,id_right,probability,reason,decision\n"
    for review in try session.reviews(of: link) {
      let probability = review.probability.map { String(format: "%.6f", $0) } ?? ""
      let cells = [
        review.left, review.right, probability, review.reason, review.decision ?? "",
      ]
      text += cells.map(Self.quoted).joined(separator: ",") + "\n"
    }
    if let output { try LinkFile(output).write(text) } else { try Console.output(text) }
  }

  private static func quoted(_ cell: String) -> String {
    guard cell.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return cell }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }
}

/// Takes decisions on pairs.
struct LinkReviewImportCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Takes decisions from a CSV; the next 'link run' follows them.",
    discussion: """
      A decision wins over everything: 'apart' parts what was joined, 'together' joins what guards \
      keep apart. Another decision on the same pair replaces the first.
      """)

  @OptionGroup var options: LinkOptions
  @Argument(help: "The CSV, as 'review export' writes it.", completion: .file(extensions: ["csv"]))
  var file: String
  @Option(help: "Who decided.") var by: String?

  func perform() throws {
    let (session, link) = try options.session()
    let decisions = try LinkDecisions(path: file).decisions
    let person = by ?? ProcessInfo.processInfo.environment["USER"] ?? "unknown"
    try session.decide(decisions, by: person, in: link)
    Console.error(
      Speech.current(
        "đã ghi \(decisions.count.grouped) quyết định",
        "\(decisions.count.grouped) decisions noted"))
  }
}
