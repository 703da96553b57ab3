import Consolidation
import Execution

/// What a consolidation did, for people.
enum ConsolidationSummary {
  static func text(_ report: ConsolidationSession.Report) -> String {
    let speech = Speech.current
    var table = TextTable(
      [
        speech.term("bảng", "table"), speech.term("dòng", "rows"), speech.term("mới", "opened"),
        speech.term("đóng", "closed"),
      ], rightAligned: [1, 2, 3])
    for outcome in report.tables {
      table.add([
        outcome.table, outcome.rows.grouped, outcome.opened.grouped, outcome.closed.grouped,
      ])
    }
    return
      "\(speech("hợp nhất, lượt \(report.run)", "consolidated by run \(report.run)"))\n\(table.text)\n"
  }
}
