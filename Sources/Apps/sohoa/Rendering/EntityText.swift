import Execution

/// The story of a person for people.
struct EntityText {
  let story: EntityStory

  var text: String {
    let speech = Speech.current
    var lines = ["\(story.table) \(story.id)"]
    var table = TextTable(headers: [])
    var last = ""
    for value in story.values {
      let count = "\(Int(value.records).grouped) \(speech.term("bản ghi", "records"))"
      table.add([
        "  " + (value.field == last ? "" : value.field), value.isChosen ? "✓" : "✗",
        value.value.onOneLine, Self.said(value.why), count, Self.place(value.origin),
      ])
      last = value.field
    }
    lines.append(table.body)
    last = ""
    for relation in story.relations {
      if relation.table != last { lines.append(relation.table) }
      last = relation.table
      let values = relation.columns.compactMap { column in
        relation.values[column].map { "\(column) \($0.onOneLine)" }
      }
      lines.append("  " + values.joined(separator: ", "))
      lines += relation.origins.map { "    ← " + Self.place($0) + Self.scans($0) }
    }
    lines.append(speech.term("các bản ghi", "records"))
    lines += story.records.map { "  \($0.source): " + Self.place($0) + Self.scans($0) }
    lines.append(speech.term("các lần biết", "versions"))
    lines += versions
    if !story.changes.isEmpty {
      lines.append(speech.term("nhập và tách", "merges and splits"))
      lines += story.changes.map(Self.change)
    }
    return lines.joined(separator: "\n")
  }

  /// The versions; where there are several, with their days and what each has otherwise than another.
  private var versions: [String] {
    let speech = Speech.current
    let all = story.versions
    let columns = story.values.reduce(into: [String]()) { names, value in
      if names.last != value.field { names.append(value.field) }
    }
    let others = Set(all.flatMap(\.values.keys)).subtracting(columns).sorted()
    let changed = (columns + others).filter { column in
      all.contains { $0.values[column] != all[0].values[column] }
    }
    return all.flatMap { version -> [String] in
      let until = version.knownTo.map { "\($0)" } ?? speech.term("nay", "now")
      var line = "  \(speech.term("lượt", "run")) \(version.knownFrom) – \(until)"
      if all.count > 1, let from = version.fromDay {
        line += ", \(from) – \(version.toDay ?? (version.knownTo == nil ? until : "?"))"
      }
      return [line]
        + changed.map { column in
          let value = version.values[column]
          let origin = story.values.first { $0.field == column && $0.value == value }?.origin
          return "    \(column) \(value?.onOneLine ?? "–")"
            + (origin.map { "  ← " + Self.place($0) } ?? "")
        }
    }
  }

  private static func change(_ change: EntityStory.Change) -> String {
    let speech = Speech.current
    let kinds = ["merge": "nhập", "split": "tách", "join": "chuyển"]
    let kind = speech.term(kinds[change.kind] ?? change.kind, change.kind)
    let count = "\(Int(change.records).grouped) \(speech.term("bản ghi", "records"))"
    let reason = speech.beside(change.reason.onOneLine)
    return "  \(change.at.prefix(10))  \(kind)  \(change.other) → \(change.id), \(count): \(reason)"
  }

  private static func place(_ origin: EntityStory.Origin) -> String {
    let day = origin.said.map { ", \($0)" } ?? ""
    let record = Speech.current.term("bản ghi", "record")
    let line = origin.line.map { ", \(Speech.current.term("dòng", "line")) \($0)" } ?? ""
    return "\(origin.table), \(origin.unit.onOneLine), \(record) \(origin.record)\(line)\(day)"
  }

  private static func scans(_ origin: EntityStory.Origin) -> String {
    origin.scans.map { ", \(Speech.current.term("bản quét", "scan")) \($0.onOneLine)" }.joined()
  }

  private static func said(_ why: String) -> String {
    let vietnamese = [
      "only": "duy nhất", "rank": "nguồn", "recent": "mới nhất", "complete": "đầy đủ",
      "agreement": "nhiều nơi ghi", "order": "thứ tự", "policy": "đối chiếu",
    ]
    return Speech.current.term(vietnamese[why] ?? why, why)
  }
}
