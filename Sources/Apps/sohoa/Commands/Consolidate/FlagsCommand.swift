import ArgumentParser
import Consolidation
import Dataflow
import Execution

/// Shows what is doubtful in the consolidated model.
struct FlagsCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "flags",
    abstract: "Counts what is doubtful in the consolidated model, by commune; exports it as CSV.",
    discussion: """
      Without options: how many rows each rule of 'flags' finds, by commune. --csv writes the rows \
      themselves: flag, table, id, commune, detail, since which run. --flag and --commune narrow it.
      """)

  @OptionGroup var options: LedgerOptions
  @Option(help: "Only what this rule finds.") var flag: String?
  @Option(help: "Only this commune, by its code.") var commune: String?
  @Option(
    help: "Writes the rows as CSV; - is stdout.", completion: .file(extensions: ["csv"]))
  var csv: String?

  private struct Row: Encodable {
    var flag: String
    var commune: String?
    var count: Int
    var message, message_vi: String
  }

  func perform() throws {
    let flags = try ConsolidatedFlags(options.open())
    if let flag { try flags.check(flag: flag) }
    if let csv {
      let text = try flags.table(flag: flag, commune: commune)
      let file = try PrivateFile(csv == "-" ? nil : csv)
      try file.write(Array(text.utf8))
      return try file.finish()
    }
    let counts = try flags.counts().filter { count in
      (flag == nil || count.flag == flag) && (commune == nil || count.commune == commune)
    }
    if options.json {
      return try Console.json(
        counts.map {
          Row(
            flag: $0.flag, commune: $0.commune, count: $0.count, message: $0.message,
            message_vi: $0.messageVietnamese)
        })
    }
    let speech = Speech.current
    var table = TextTable(
      [speech.term("cờ", "flag"), speech.term("xã", "commune"), speech.term("số", "count"), ""],
      rightAligned: [2])
    var last = ""
    for count in counts {
      let isNew = count.flag != last
      table.add([
        isNew ? count.flag : "", count.commune ?? "–", count.count.grouped,
        isNew ? speech(count.messageVietnamese, count.message) : "",
      ])
      last = count.flag
    }
    try Console.output(table.text)
  }
}
