import ArgumentParser
import Dataflow
import Execution
import Foundation

/// Removes what is kept of old runs.
struct PruneCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "prune",
    abstract: "Removes what is kept only to take old runs back.",
    discussion: """
      That is what rows were before the runs changed them, the states of compressed streams, the \
      records of their rejects that are settled, and the records as they were read ('spool: true'). \
      Rows, counts, open rejects and the audit stay. A run that is pruned, and those before it, cannot \
      be undone any more. Files of kept records that nothing names are removed too; for a database on a \
      server --pipeline says where they lie.
      """)

  @OptionGroup var options: LedgerOptions
  @Option(help: "The runs.", completion: .runs) var run: [Int64] = []
  @Option(help: "All runs that ended so many days ago or earlier.") var olderThan: Int?
  @Flag(help: "Removes only the records as they were read; the runs can still be undone.")
  var onlySpool = false
  @Option(
    help: "The pipeline whose kept records lie beside its definition.",
    completion: .file(extensions: ["yaml"]))
  var pipeline: String?
  @OptionGroup var parameters: ParameterOptions
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
    var changes, states, rejects, spooled: Int
    var spool_files: Int
    var spool_bytes: Int64
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
    let url = try options.url()
    let plan = try pipeline.map { try parameters.planAndSpec($0, database: url).plan }
    let part: PrunedPart = onlySpool ? .spool : .all
    let report =
      dryRun
      ? try ledger.forecast(ofPruning: wanted, part)
      : try ledger.prune(wanted, part, by: by ?? NSUserName())
    let swept = try SpoolSweep(ledger, database: url, plan: plan, isTrial: dryRun)
    if options.json {
      return try Console.json(
        Report(
          runs: report.runs, changes: report.changes, states: report.states,
          rejects: report.rejects, spooled: report.spooled, spool_files: swept.files,
          spool_bytes: swept.bytes))
    }
    try say(report)
    try say(swept)
  }

  private func say(_ report: PruneReport) throws {
    let speech = Speech.current
    try Console.output(
      speech.term(
        "\(report.runs.count.grouped) lượt chạy: \(report.changes.grouped) trạng thái trước,"
          + " \(report.states.grouped) trạng thái luồng, \(report.rejects.grouped) bản ghi loại đã xử lý"
          + (report.spooled > 0 ? ", \(report.spooled.grouped) phần bản ghi đã giữ" : "")
          + (dryRun ? " sẽ bị dọn; chưa ghi gì" : " đã dọn"),
        "\(report.runs.count.grouped) runs: \(report.changes.grouped) earlier states,"
          + " \(report.states.grouped) stream states, \(report.rejects.grouped) settled records"
          + (report.spooled > 0 ? ", \(report.spooled.grouped) chunks of kept records" : "")
          + (dryRun ? " would be removed; nothing is written" : " removed")))
  }

  /// Says what becomes of files with records as they were read.
  private func say(_ swept: SpoolSweep) throws {
    guard swept.files > 0 else { return }
    let size = "\((swept.bytes + 1023) / 1024) KiB"
    try Console.output(
      Speech.current.term(
        "tệp bản ghi đã giữ mà không còn dùng: \(swept.files.grouped), \(size)"
          + (dryRun ? " sẽ bị dọn" : " đã dọn"),
        "files of kept records that nothing names: \(swept.files.grouped), \(size)"
          + (dryRun ? " would be removed" : " removed")))
  }
}
