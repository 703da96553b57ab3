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
    abstract:
      "Writes the pairs for people as CSV; fill in 'decision': together, apart, or none to withdraw.",
    discussion: """
      Beside the ids stand the fields of both records as the tables have them, which are personal data: \
      the file can be read by its owner only. --ids-only leaves them out.
      """)

  @OptionGroup var options: LinkOptions
  @Option(name: .shortAndLong, help: "The file to write; stdout by default.", completion: .file())
  var output: String?
  @Flag(help: "Leaves out what the records say.") var idsOnly = false

  func perform() throws {
    let (session, link) = try options.session()
    let reviews = try session.reviews(of: link)
    let fields = idsOnly ? [] : link.fields.map(\.name)
    let values =
      idsOnly
      ? [:] : try session.values(of: Set(reviews.flatMap { [$0.left, $0.right] }), in: link)
    let file = try PrivateFile(output)
    var header = ["id_left", "id_right", "probability", "reason"]
    header += fields.flatMap { ["\($0)_left", "\($0)_right"] } + ["decision"]
    try file.write(Self.line(header))
    let speech = Speech.current
    for review in reviews {
      let probability = review.probability.map { String(format: "%.6f", $0) } ?? ""
      var cells = [review.left, review.right, probability, speech.beside(review.reason)]
      for field in fields.indices {
        // Side by side, and so that no spreadsheet computes or changes them.
        cells += [review.left, review.right].map { SheetMark.marked(values[$0]?[field] ?? "") }
      }
      try file.write(Self.line(cells + [review.decision ?? ""]))
    }
    try file.finish()
  }

  private static func line(_ cells: [String]) -> [UInt8] {
    Array((cells.map(csvCell).joined(separator: ",") + "\n").utf8)
  }
}

/// Takes decisions on pairs.
struct LinkReviewImportCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Takes decisions from a CSV; the next 'link run' follows them.",
    discussion: """
      A decision wins over everything: 'apart' parts what was joined, 'together' joins what guards \
      keep apart. Another decision on the same pair replaces the first, and 'none' withdraws it. \
      Decisions that contradict each other are refused, those on unknown records are left out.
      """)

  @OptionGroup var options: LinkOptions
  @Argument(help: "The CSV, as 'review export' writes it.", completion: .file(extensions: ["csv"]))
  var file: String
  @Option(help: "Who decided.") var by: String?

  func perform() throws {
    let (session, link) = try options.session()
    let decisions = try LinkDecisions(path: file)
    let person = by ?? ProcessInfo.processInfo.environment["USER"] ?? "unknown"
    let taken = try session.decide(decisions, by: person, in: link)
    let speech = Speech.current
    if !taken.unknown.isEmpty {
      let lines = taken.unknown.prefix(20).map { "\($0)" }.joined(separator: ", ")
      let more = taken.unknown.count > 20 ? ", …" : ""
      let count = taken.unknown.count
      Console.error(
        speech(
          "bỏ \(count.grouped) quyết định về bản ghi không có trong phép nối (dòng \(lines)\(more))",
          "left out \(count.grouped) \(count == 1 ? "decision" : "decisions") on records that the link does not have (lines \(lines)\(more))"
        ))
    }
    Console.error(
      speech(
        "đã ghi \(taken.noted.grouped) quyết định",
        "\(taken.noted.grouped) \(taken.noted == 1 ? "decision" : "decisions") noted"))
    if taken.withdrawn > 0 {
      Console.error(
        speech(
          "đã rút \(taken.withdrawn.grouped) quyết định",
          "\(taken.withdrawn.grouped) \(taken.withdrawn == 1 ? "decision" : "decisions") withdrawn")
      )
    }
  }
}
