import Columnar
import Dataflow
import Extraction

/// The reference page of a pipeline: what it reads, does and loads, in both languages.
public struct PipelinePage {
  private let plan: Plan
  private let spec: PipelineSpec

  /// Describes a plan and the definition it was made from.
  public init(_ plan: Plan, of spec: PipelineSpec) {
    self.plan = plan
    self.spec = spec
  }

  /// The page as Markdown.
  public var markdown: String {
    var page = "# \(plan.name)\n\n"
    if let description = spec.description { page += "\(description)\n\n" }
    page += "```mermaid\n\(PipelineGraph(plan, of: spec).mermaid)```\n\n"
    page += sources
    for (stage, target) in zip(plan.stages, spec.targets) { page += section(stage, target) }
    return page
  }

  private var sources: String {
    var text = "## Nguồn · Sources\n\n"
    text += Self.row(["nguồn · source", "tệp · files", "định dạng · format", "trường · fields"])
    text += Self.row(Array(repeating: "---", count: 4))
    for (source, specified) in zip(plan.sources, spec.sources) {
      let members = source.members.isEmpty ? "" : " ! " + Self.listed(source.members)
      text += Self.row([
        "`\(source.name)`", Self.listed(specified.files.map(\.value)) + members,
        source.formatName, "\(source.fields.count)",
      ])
    }
    return text + "\n"
  }

  private func section(_ stage: StagePlan, _ target: TargetSpec) -> String {
    let (steps, sources) = steps(before: target)
    var text = "## Bảng · Table `\(stage.table.name)`\n\n"
    let key = stage.table.key.isEmpty ? "–" : Self.listed(stage.table.key)
    text += "Chế độ · mode `\(stage.table.mode.rawValue)`, khoá · key \(key)"
    for other in stage.table.uniqueKeys { text += ", \(Self.listed(other.columns))" }
    text += "\n\n"
    if !steps.isEmpty {
      text += "### Các bước · Steps\n\n"
      for (index, step) in steps.enumerated() {
        let sentence = StepSentence(step)
        text += "\(index + 1). \(sentence.vietnamese) · \(sentence.english)\n"
      }
      text += "\n"
    }
    text += "### Cột · Columns\n\n"
    text += Self.row(["cột · column", "kiểu · type", "bắt buộc · required", "lấy từ · origin"])
    text += Self.row(Array(repeating: "---", count: 4))
    for column in stage.table.columns {
      text += Self.row([
        "`\(column.name)`", "\(column.type)", column.isRequired ? "✓" : "",
        origin(of: column.name, steps: steps, from: sources),
      ])
    }
    text += "\n### Quy tắc · Rules\n\n"
    text += Self.row(["mã · code", "cột · column", "mức · severity", "thông báo", "message"])
    text += Self.row(Array(repeating: "---", count: 5))
    for rule in stage.rules.map({ plan.rules[$0] }) {
      text += Self.row([
        "`\(rule.code)`", rule.field.map { "`\($0)`" } ?? "", rule.severity.rawValue,
        rule.messageVietnamese, rule.message,
      ])
    }
    return text + "\n"
  }

  /// The steps that rows take on their way to a table, and the sources they come from.
  private func steps(before target: TargetSpec) -> (steps: [StepSpec], sources: [String]) {
    var steps: [StepSpec] = []
    var inputs = target.inputs
    while case .stage(let name)? = inputs.first,
      let stage = spec.stages.first(where: { $0.name.value == name })
    {
      steps = stage.steps + steps
      inputs = stage.inputs
    }
    let sources = inputs.compactMap { input -> String? in
      switch input {
      case .source(let name), .child(let name, _): name
      case .stage: nil
      }
    }
    return (steps, sources)
  }

  /// Follows a column back to the step that made it, or to the headers that carry it.
  private func origin(
    of column: String, steps: [StepSpec], from sources: [String]
  ) -> String {
    var name = column
    for (index, step) in steps.enumerated().reversed() {
      switch step.action {
      case .map(let pairs), .rename(let pairs):
        if let pair = pairs.first(where: { $0.to.value == name }) { name = pair.from.value }
      case .derive(let specs):
        if specs.contains(where: { $0.column.value == name }) {
          return "bước \(index + 1) · step \(index + 1)"
        }
      case .lookup(let lookup):
        if let pair = lookup.take.first(where: { $0.to.value == name }) {
          return "`\(lookup.file)`: `\(pair.from)`"
        }
      default: break
      }
    }
    var origins: [String] = []
    for source in plan.sources where sources.contains(source.name) {
      guard let field = source.fields.first(where: { $0.name == name }) else { continue }
      let text = Self.listed(field.headers)
      if !origins.contains(text) { origins.append(text) }
    }
    return origins.joined(separator: "; ")
  }

  private static func listed(_ names: [String]) -> String {
    names.map { "`\($0)`" }.joined(separator: ", ")
  }

  private static func row(_ cells: [String]) -> String {
    let escaped = cells.map { $0.replacing("|", with: "\\|").replacing("\n", with: " ") }
    return "| \(escaped.joined(separator: " | ")) |\n"
  }
}
