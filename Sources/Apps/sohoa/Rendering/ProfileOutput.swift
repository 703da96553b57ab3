import Dataflow
import Execution
import Foundation

/// A profile as a table for people, and as a page of HTML.
struct ProfileOutput {
  let summary: ProfileSummary
  private let rules: [Rule]

  init(_ profile: PipelineProfile) {
    summary = ProfileSummary(profile)
    rules = profile.rules
  }

  var text: String {
    let speech = Speech.current
    return summary.stages.filter { $0.read > 0 }.map { stage in
      var table = TextTable(
        [
          speech("cột", "column"), speech("đọc", "read"), speech("sau", "after"),
          speech("khác nhau", "distinct"), speech("khoảng", "range"), speech("dạng", "shape"),
        ], rightAligned: [1, 2, 3])
      let before = Dictionary(
        stage.before.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
      for column in stage.after {
        let read = before[column.name]
        table.add([
          column.name, read.map { share($0.filled, of: $0.rows) } ?? "",
          share(column.filled, of: column.rows), column.distinct.grouped, range(column),
          (read ?? column).shapes.first?.value.onOneLine ?? "",
        ])
      }
      let figures =
        "\(stage.read.grouped) \(speech("đọc", "read")), \(stage.passed.grouped) "
        + "\(speech("đạt", "pass")), \(stage.rejected.grouped) \(speech("loại", "rejected"))"
      return "\(stage.name): \(figures)\n\n\(table.text)"
    }.joined(separator: "\n\n")
  }

  private func range(_ column: ProfileSummary.Column) -> String {
    if let least = column.least, let greatest = column.greatest { return "\(least) … \(greatest)" }
    guard let shortest = column.shortest, let longest = column.longest else { return "–" }
    return shortest == longest ? "\(shortest)" : "\(shortest)–\(longest)"
  }

  private func share(_ part: Int, of whole: Int) -> String {
    whole == 0 ? "–" : "\(Int((Double(part) * 100 / Double(whole)).rounded())) %"
  }

  /// Writes the page.
  func write(to path: String) throws {
    let page = ProfilePage(summary, language: .current) { code in
      let meaning = RuleMeaning(code: code, rules: rules)
      return (meaning.vietnamese, meaning.english)
    }
    do { try Data(page.html.utf8).write(to: URL(fileURLWithPath: path)) } catch {
      throw Diagnostic(
        "SH7107", "cannot write the profile to \(path)", status: .inputOutput,
        remedy: "name a place that can be written")
    }
  }
}
