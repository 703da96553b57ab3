import ArgumentParser
import Consolidation
import Execution

/// Shows how the consolidated model compares with references.
struct MatchCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "match",
    abstract: "Tells how the consolidated model compares with a reference, by commune.",
    discussion: """
      'consolidate' compares; this shows how many agree, differ, are not found or are not told apart. \
      --csv writes what does not agree, a line for each field.
      """)

  @OptionGroup var options: LedgerOptions
  @Option(
    help: "Writes what does not agree as CSV; - is stdout.", completion: .file(extensions: ["csv"]))
  var csv: String?

  private struct Row: Encodable {
    var match: String
    var commune: String?
    var agree, differ, not_found, ambiguous: Int
  }

  func perform() throws {
    let model = try ConsolidatedFlags(options.open())
    if let csv {
      let file = try PrivateFile(csv == "-" ? nil : csv)
      try file.write(Array(model.matchTable().utf8))
      return try file.finish()
    }
    let counts = try model.matches()
    if options.json {
      return try Console.json(
        counts.map {
          Row(
            match: $0.match, commune: $0.commune, agree: $0.agree, differ: $0.differ,
            not_found: $0.notFound, ambiguous: $0.ambiguous)
        })
    }
    let speech = Speech.current
    var table = TextTable(
      [
        speech.term("đối chiếu", "match"), speech.term("xã", "commune"),
        speech.term("khớp", "agree"), speech.term("khác", "differ"),
        speech.term("không thấy", "not found"), speech.term("không rõ", "ambiguous"),
      ], rightAligned: [2, 3, 4, 5])
    for count in counts {
      table.add([
        count.match, count.commune ?? "–", count.agree.grouped, count.differ.grouped,
        count.notFound.grouped, count.ambiguous.grouped,
      ])
    }
    try Console.output(table.text)
  }
}
