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
    for version in story.versions {
      let until = version.knownTo.map { "\($0)" } ?? speech.term("nay", "now")
      lines.append("  \(speech.term("lượt", "run")) \(version.knownFrom) – \(until)")
    }
    return lines.joined(separator: "\n")
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
