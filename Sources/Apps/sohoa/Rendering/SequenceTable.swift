import Dataflow
import Execution

/// The pipelines that ran before another, a line each, for people.
struct SequenceTable {
  private let reports: [RunReport]
  /// How verbs of the ledger are told its database.
  private let ledger: String
  private let speech = Speech.current

  init(_ reports: [RunReport], ledger: String) {
    self.reports = reports
    self.ledger = ledger
  }

  var text: String {
    var table = TextTable(
      [
        speech.term("chạy trước", "before"), speech.term("lượt", "run"),
        speech.term("kết quả", "status"), speech.term("đọc", "read"),
        speech.term("nạp", "loaded"), speech.term("trùng", "repeated"),
        speech.term("loại", "rejected"),
      ], rightAligned: [1, 3, 4, 5, 6])
    for report in reports {
      let counts = report.totals
      table.add(
        [report.pipeline, report.run.map { "\($0.number)" } ?? "–", status(of: report)]
          + [counts.read, counts.loaded, counts.duplicate, counts.rejected].map(\.grouped))
    }
    guard reports.contains(where: { $0.totals.rejected > 0 }) else { return table.text }
    return table.text
      + "\n  # \(speech("xem các dòng bị loại", "see what was rejected"))"
      + "\n  \(Invocation.name) rejects list\(ledger)"
  }

  private func status(of report: RunReport) -> String {
    switch report.status {
    case "done": speech.term("xong", "done")
    case "nothing new": speech.term("không có gì mới", "nothing new")
    case "paused": speech.term("tạm dừng", "paused")
    default: speech.term("dừng", "stopped")
    }
  }
}
