import ArgumentParser
import Dataflow

/// Lists refused records.
struct RejectsListCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists refused records: where they stand and which rules they break.")

  @OptionGroup var options: LedgerOptions
  @OptionGroup var filter: RejectFilterOptions
  @Option(help: "The most rejects to list.") var limit = 50
  @Option(help: "Only those after this reject, for reading on.") var after: Int64?

  func validate() throws {
    guard limit >= 1 else { throw ValidationError("--limit takes a number from 1") }
  }

  func perform() throws {
    let ledger = try options.open()
    var wanted = try filter.filter(in: ledger)
    wanted.after = after
    // One more than shown tells whether there are more.
    let found = try ledger.rejects(matching: wanted, limit: limit + 1)
    let rejects = found.prefix(limit)
    if options.json {
      return try Console.json(rejects.map { RejectJSON($0, withRecord: false) })
    }
    let speech = Speech.current
    guard let last = rejects.last else {
      return Console.error(speech.term("không có bản ghi loại nào khớp", "no reject matches"))
    }
    var table = TextTable(
      [
        speech.term("số", "reject"), speech.term("kết quả", "outcome"),
        speech.term("lý do", "rule"), speech.term("trường", "field"),
        speech.term("bản ghi", "record"), speech.term("dòng", "line"),
        speech.term("trạng thái", "status"), speech.term("tệp", "unit"),
      ], rightAligned: [0, 4, 5])
    for reject in rejects {
      table.add([
        "\(reject.number)", reject.outcomeSaid, reject.rule, reject.field, "\(reject.record)",
        reject.line > 0 ? "\(reject.line)" : "", reject.statusSaid, reject.unitName,
      ])
    }
    try Console.output(table.text)
    if found.count > limit {
      Console.error("\(speech.term("còn nữa: thêm", "there are more: add")) --after \(last.number)")
    }
    Console.error(
      "\(speech.term("xem đầy đủ một bản ghi", "one in full")):"
        + " \(Invocation.name) rejects show \(last.number)")
  }
}
