import Dataflow
import Foundation

/// How a check over many rows came out, as JSON names it.
struct CheckJSON: Encodable {
  var stage, code, measure, field, over, severity: String
  var groups, missed, unjudged: Int
  var least, greatest: Double?
  var gaps: [Gap]?
  var message, message_vi: String

  /// The numbers missing from a book.
  struct Gap: Encodable {
    var book: [String?]
    var missing: Int
    var numbers: String

    init(_ gap: CheckEntry.Gap) {
      book = gap.values
      missing = gap.count
      numbers = gap.numbers
    }
  }

  init(_ entry: CheckEntry) {
    stage = entry.stage
    code = entry.code
    measure = entry.measure
    field = entry.column
    over = entry.scope
    severity = entry.severity
    groups = entry.groups
    missed = entry.missed
    unjudged = entry.unjudged
    least = entry.least
    greatest = entry.greatest
    gaps = entry.gaps.isEmpty ? nil : entry.gaps.map(Gap.init)
    message = entry.message
    message_vi = entry.messageVietnamese
  }
}

extension CheckEntry {
  /// The check in one line: whether it is met, its code, and the range of what was measured.
  var line: String {
    let mark = missed == 0 ? "đạt · met" : stops ? "KHÔNG ĐẠT · MISSED" : "cảnh báo · missed"
    let values = [least, greatest].compactMap { $0.map(Self.text) }
    let range =
      values.isEmpty ? "–" : Set(values).count == 1 ? values[0] : "\(values[0]) … \(values[1])"
    let share = groups == 1 ? "" : ", \(missed)/\(groups)"
    let what = column.isEmpty ? measure : "\(measure)(\(column))"
    return "  \(mark)  \(code)  \(stage): \(what) = \(range)\(share)"
      + (missed == 0 ? "" : "\n      \(messageVietnamese) · \(message)")
      + gapLines
  }

  /// The first books with gaps; all of them stand in the ledger.
  private var gapLines: String {
    let shown = gaps.prefix(5).map { gap in
      let book = gap.values.map { $0 ?? "–" }.joined(separator: ", ")
      return "\n      " + Self.cut(book, 73) + "\n        \(gap.count.grouped): "
        + Self.cut(gap.numbers, 64)
    }
    let rest = missed - shown.count
    let more = gaps.isEmpty || rest == 0 ? "" : "\n      … + \(rest.grouped)"
    return shown.joined() + more
  }

  private static func cut(_ text: String, _ length: Int) -> String {
    text.count <= length ? text : text.prefix(length - 1) + "…"
  }

  /// A measured number, a whole one without a point.
  private static func text(_ value: Double) -> String {
    Int(exactly: value).map { "\($0)" } ?? "\(value)"
  }
}

extension CheckEntry.Gap {
  /// The values that the rows have in common, as texts.
  var values: [String?] {
    guard let list = try? JSONSerialization.jsonObject(with: Data(group.utf8)) as? [Any] else {
      return []
    }
    return list.map { $0 is NSNull ? nil : "\($0)" }
  }
}
