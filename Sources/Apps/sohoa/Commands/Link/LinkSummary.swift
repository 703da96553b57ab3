import Execution
import Linking

/// What a link did, for people.
enum LinkSummary {
  static func text(_ report: LinkSession.Report) -> String {
    let speech = Speech.current
    var text = "link.\(report.name): "
    text += speech(
      "\(report.records.grouped) bản ghi → \(report.clusters.grouped) đối tượng",
      "\(report.records.grouped) records → \(report.clusters.grouped) entities")
    text += "\n  "
    text += speech(
      "\(report.pairs.grouped) cặp được so, \(report.waiting.grouped) cặp chờ người xét, \(report.reviews.grouped) của lần này",
      "\(report.pairs.grouped) pairs compared, \(report.waiting.grouped) wait for review, \(report.reviews.grouped) of this run"
    )
    if report.takenUp > 0 {
      text += speech(
        ", \(report.takenUp.grouped) cặp giữ lại từ lần bị ngắt",
        ", \(report.takenUp.grouped) kept from the run that was killed")
    }
    text += "\n  "
    let changes = report.changes
    text += speech(
      "mới \(changes.new.grouped), nhập \(changes.merged.grouped), tách \(changes.split.grouped), mất \(changes.gone.grouped)",
      "new \(changes.new.grouped), merged \(changes.merged.grouped), split \(changes.split.grouped), gone \(changes.gone.grouped)"
    )
    return text + "\n"
  }
}
