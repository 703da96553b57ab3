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

  /// The page as Markdown, with the graph in Mermaid.
  public var markdown: String {
    blocks.map { $0.markdown(graph: PipelineGraph(plan, of: spec)) + "\n" }.joined()
  }

  /// The page as HTML that needs nothing else, with the graph as a picture in it.
  public var html: String {
    """
    <!doctype html>
    <html lang="vi">
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(PageBlock.escaped(plan.name))</title>
    <style>\(PageBlock.style)</style>
    <main>
    \(blocks.map { $0.html(graph: PipelineGraph(plan, of: spec)) }.joined(separator: "\n"))
    </main>
    </html>

    """
  }

  private var blocks: [PageBlock] {
    var blocks = [PageBlock.heading(1, plan.name)]
    if let description = spec.description { blocks.append(.paragraph(description.value)) }
    blocks.append(.graph)
    if !plan.predecessors.isEmpty {
      blocks += [
        .heading(2, "Chạy trước · Runs before"),
        .table(
          ["luồng · pipeline", "tệp · file", "mục đích · what for"],
          plan.predecessors.map { ["`\($0.name)`", "`\($0.file)`", $0.title ?? ""] }),
      ]
    }
    if !plan.sources.isEmpty { blocks += [.heading(2, "Nguồn · Sources"), sources] }
    for (stage, target) in zip(plan.stages, spec.targets) { blocks += section(stage, target) }
    for link in spec.links { blocks += Self.section(link) }
    if let model = plan.consolidation { blocks += Self.section(model) }
    return blocks
  }

  private var sources: PageBlock {
    let rows = zip(plan.sources, spec.sources).map { source, specified in
      let members = source.members.isEmpty ? "" : " ! " + Self.listed(source.members)
      return [
        "`\(source.name)`", Self.listed(specified.files.map(\.value)) + members,
        source.formatName, "\(source.fields.count)",
      ]
    }
    return .table(
      ["nguồn · source", "tệp · files", "định dạng · format", "trường · fields"], rows)
  }

  private func section(_ stage: StagePlan, _ target: TargetSpec) -> [PageBlock] {
    let (steps, sources) = steps(before: target)
    var blocks = [PageBlock.heading(2, "Bảng · Table `\(stage.table.name)`")]
    let key = stage.table.key.isEmpty ? "–" : Self.listed(stage.table.key)
    let others = stage.table.uniqueKeys.map { ", " + Self.listed($0.columns) }.joined()
    blocks.append(
      .paragraph("Chế độ · mode `\(stage.table.mode.rawValue)`, khoá · key \(key)\(others)"))
    if !steps.isEmpty {
      let sentences = steps.map(StepSentence.init).map { "\($0.vietnamese) · \($0.english)" }
      blocks += [.heading(3, "Các bước · Steps"), .list(sentences)]
    }
    let columns = stage.table.columns.map { column in
      [
        "`\(column.name)`", "\(column.type)", column.isRequired ? "✓" : "",
        origin(of: column.name, steps: steps, from: sources),
      ]
    }
    let rules = stage.rules.map { plan.rules[$0] }.map { rule in
      [
        "`\(rule.code)`", rule.field.map { "`\($0)`" } ?? "", rule.severity.rawValue,
        rule.messageVietnamese, rule.message,
      ]
    }
    return blocks + [
      .heading(3, "Cột · Columns"),
      .table(["cột · column", "kiểu · type", "bắt buộc · required", "lấy từ · origin"], columns),
      .heading(3, "Quy tắc · Rules"),
      .table(
        ["mã · code", "cột · column", "mức · severity", "thông báo", "message"], rules),
    ]
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

  static func listed(_ names: [String]) -> String {
    names.map { "`\($0)`" }.joined(separator: ", ")
  }
}
