import ArgumentParser
import Dataflow

/// Lists the runs.
struct RunsCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "runs", abstract: "Lists the runs of a database, newest first.")

  @OptionGroup var options: LedgerOptions

  func perform() throws {
    let runs = try options.open().runs(of: nil)
    if options.json { return try Console.json(runs.map(RunJSON.init)) }
    let speech = Speech.current
    guard !runs.isEmpty else {
      return Console.error(speech.term("chưa có lượt chạy nào", "no run yet"))
    }
    var table = TextTable(
      [
        speech.term("lần", "run"), speech.term("việc", "kind"),
        speech.term("quy trình", "pipeline"),
        speech.term("trạng thái", "status"), speech.term("bắt đầu", "started"),
        speech.term("kết thúc", "finished"), speech.term("số lần thử", "attempts"),
        speech.term("đọc", "read"), speech.term("nạp", "loaded"), speech.term("loại", "rejected"),
      ],
      rightAligned: [0, 6, 7, 8, 9])
    for run in runs {
      table.add([
        "\(run.number)", run.kind.said, run.pipeline, run.status.said, run.started, run.finished,
        "\(run.attempts)", run.counts.read.grouped, run.counts.loaded.grouped,
        run.counts.rejected.grouped,
      ])
    }
    try Console.output(table.text)
  }
}

/// A run as JSON names it.
struct RunJSON: Encodable {
  var run: Int64
  var kind, scope, pipeline, status, started, finished: String
  var attempts: Int
  var counts: CountsJSON

  init(_ run: RunEntry) {
    self.run = run.number
    kind = run.kind.rawValue
    scope = run.scope
    pipeline = run.pipeline
    status = run.status.rawValue
    started = run.started
    finished = run.finished
    attempts = run.attempts
    counts = CountsJSON(run.counts)
  }
}
