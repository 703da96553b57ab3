import ArgumentParser
import Dataflow
import Foundation

/// Removes what is kept of old runs.
struct PruneCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "prune",
    abstract: "Removes what is kept only to take old runs back.",
    discussion: """
      That is what rows were before the runs changed them, the states of compressed streams, and the \
      records of their rejects that are settled. Rows, counts, open rejects and the audit stay. A run \
      that is pruned, and those before it, cannot be undone any more.
      """)

  @OptionGroup var options: LedgerOptions
  @Option(help: "The runs.", completion: .runs) var run: [Int64] = []
  @Option(help: "All runs that ended so many days ago or earlier.") var olderThan: Int?
  @Flag(help: "Tells what would be removed, and writes nothing.") var dryRun = false
  @Option(help: "Who wants it; otherwise the name of the account.") var by: String?

  func validate() throws {
    guard !run.isEmpty || olderThan != nil else {
      throw ValidationError("say which runs: --run N or --older-than DAYS")
    }
    if let olderThan, olderThan < 0 {
      throw ValidationError("--older-than takes a number of days from 0")
    }
  }

  private struct Report: Encodable {
    var runs: [Int64]
    var changes, states, rejects: Int
  }

  func perform() throws {
    let ledger = try options.openForRevision()
    defer { ledger.close() }
    var wanted = run
    if let olderThan {
      let last = Date().addingTimeInterval(-86_400 * Double(olderThan))
      let text = ISO8601DateFormatter().string(from: last)
      wanted += try ledger.runs(of: nil).filter {
        $0.status.isOver && !$0.finished.isEmpty && $0.finished <= text
      }.map(\.number)
    }
    let report =
      dryRun
      ? try ledger.forecast(ofPruning: wanted)
      : try ledger.prune(wanted, by: by ?? NSUserName())
    if options.json {
      return try Console.json(
        Report(
          runs: report.runs, changes: report.changes, states: report.states,
          rejects: report.rejects))
    }
    let speech = Speech.current
    try Console.output(
      speech.term(
        "\(report.runs.count.grouped) lượt chạy: \(report.changes.grouped) trạng thái trước,"
          + " \(report.states.grouped) trạng thái luồng, \(report.rejects.grouped) bản ghi loại đã xử lý"
          + (dryRun ? " sẽ bị dọn; chưa ghi gì" : " đã dọn"),
        "\(report.runs.count.grouped) runs: \(report.changes.grouped) earlier states,"
          + " \(report.states.grouped) stream states, \(report.rejects.grouped) settled records"
          + (dryRun ? " would be removed; nothing is written" : " removed")))
  }
}
