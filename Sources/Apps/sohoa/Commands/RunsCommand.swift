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
    guard !runs.isEmpty else { return Console.error("no run yet") }
    var table = TextTable(
      [
        "run", "pipeline", "status", "started", "finished", "attempts", "read", "loaded",
        "rejected",
      ],
      rightAligned: [0, 5, 6, 7, 8])
    for run in runs {
      table.add([
        "\(run.number)", run.pipeline, run.status.rawValue, run.started, run.finished,
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
  var pipeline, status, started, finished: String
  var attempts: Int
  var counts: CountsJSON

  init(_ run: RunEntry) {
    self.run = run.number
    pipeline = run.pipeline
    status = run.status.rawValue
    started = run.started
    finished = run.finished
    attempts = run.attempts
    counts = CountsJSON(run.counts)
  }
}
