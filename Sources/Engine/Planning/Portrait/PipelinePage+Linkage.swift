import Consolidation
import Linking

extension PipelinePage {
  /// What is found to be of one entity, and how.
  static func section(_ link: LinkSpec) -> [PageBlock] {
    let kinds = Dictionary(
      link.fields.map { ($0.name.value, $0.kind) }, uniquingKeysWith: { $1 })
    func percent(_ value: Double?, _ other: Int) -> String {
      guard let value else { return "\(other)%" }
      return value == value.rounded() ? "\(Int(value))%" : "\(value)%"
    }
    var blocks: [PageBlock] = [
      .heading(2, "Nối · Link `\(link.name)`"),
      .paragraph(
        "Nối từ · joined from \(percent(link.match, 97)), xét từ · reviewed from "
          + "\(percent(link.review, 50))"),
      .table(
        ["vai · role", "bảng · table", "điều kiện · condition"],
        link.records.map {
          ["`\($0.name)`", "`\($0.from)`", $0.condition.map { "`\($0)`" } ?? ""]
        }),
      .heading(3, "Khối · Blocks"),
      .list(
        link.blocks.map { block in
          (block.on.map { "`\($0)`" } + block.order.map { "↓ `\($0)`" }).joined(separator: ", ")
        }),
      .heading(3, "So sánh · Comparisons"),
      .table(
        ["trường · field", "kiểu · kind", "tần suất · frequency", "nhóm · group"],
        link.compare.map {
          [
            "`\($0.field)`", kinds[$0.field.value] ?? "", $0.frequency ? "✓" : "",
            $0.group.map { "`\($0)`" } ?? "",
          ]
        }),
    ]
    var guards: [String] = []
    func add(_ vietnamese: String, _ english: String, _ names: [Located<String>]) {
      if names.isEmpty { return }
      guards.append("\(vietnamese) · \(english): \(listed(names.map(\.value)))")
    }
    add("mỗi đối tượng chỉ có một", "one value each", link.guards.one)
    add("hai bản ghi không trùng", "never the same twice", link.guards.apart)
    for order in link.guards.order { add("không sau", "never after", order) }
    if !guards.isEmpty { blocks += [.heading(3, "Chốt chặn · Guards"), .list(guards)] }
    return blocks
  }

  /// What is made of it, by which rules, and what is doubtful.
  static func section(_ model: ConsolidationPlan) -> [PageBlock] {
    var blocks: [PageBlock] = [.heading(2, "Mô hình hợp nhất · Consolidated model")]
    for table in model.tables {
      blocks.append(.heading(3, "`\(table.name)`"))
      if let title = table.title { blocks.append(.paragraph(title)) }
      blocks.append(
        .paragraph(
          "Khoá · key \(listed(table.key)); nguồn · sources \(listed(table.sources.map(\.name)))"))
      if !table.fields.isEmpty {
        blocks.append(
          .table(
            ["cột · column", "giá trị thắng · what wins"],
            table.fields.map { ["`\($0.name)`", $0.rules.map(\.rawValue).joined(separator: ", ")] }
          ))
      }
    }
    for match in model.matches {
      blocks += [
        .heading(3, "Đối chiếu · Match `\(match.name)`"),
        .paragraph("`\(match.table)` ↔ `\(match.reference)`"),
        .list(match.ways.map(listed)),
      ]
    }
    if !model.flags.isEmpty {
      blocks += [
        .heading(3, "Cờ · Flags"),
        .table(
          ["cờ · flag", "bảng · table", "thông báo", "message"],
          model.flags.map { ["`\($0.name)`", "`\($0.table)`", $0.messageVietnamese, $0.message] }),
      ]
    }
    return blocks
  }
}
