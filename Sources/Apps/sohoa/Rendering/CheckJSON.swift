import Dataflow

/// How a check over many rows came out, as JSON names it.
struct CheckJSON: Encodable {
  var stage, code, measure, field, over, severity: String
  var groups, missed, unjudged: Int
  var least, greatest: Double?
  var message, message_vi: String

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
    message = entry.message
    message_vi = entry.messageVietnamese
  }
}

extension CheckEntry {
  /// The check in one line: whether it is met, its code, and the range of what was measured.
  var line: String {
    let speech = Speech.current
    let mark =
      missed == 0
      ? speech("đạt", "met") : stops ? speech("KHÔNG ĐẠT", "MISSED") : speech("cảnh báo", "missed")
    let values = [least, greatest].compactMap { $0.map(Self.text) }
    let range =
      values.isEmpty ? "–" : Set(values).count == 1 ? values[0] : "\(values[0]) … \(values[1])"
    let share = groups == 1 ? "" : ", \(missed)/\(groups)"
    let what = column.isEmpty ? measure : "\(measure)(\(column))"
    return "  \(mark)  \(code)  \(stage): \(what) = \(range)\(share)"
      + (missed == 0 ? "" : "\n      \(speech(messageVietnamese, message))")
  }

  /// A measured number, a whole one without a point.
  private static func text(_ value: Double) -> String {
    Int(exactly: value).map { "\($0)" } ?? "\(value)"
  }
}
