import Dataflow
import Extraction

/// The way of the records from the sources by the stages to the tables.
public struct PipelineGraph: Sendable {
  /// What a node stands for.
  enum Kind: String {
    case source, stage, table
  }

  /// A source, a stage or a table.
  struct Node {
    var kind: Kind
    var name: String
    /// What is told below the name, a line each.
    var notes: [String]
    /// How many nodes lie before it on the longest way.
    var depth: Int
  }

  var nodes: [Node] = []
  /// The nodes that each arrow leads from and to.
  var arrows: [(from: Int, to: Int)] = []

  /// What the picture is called.
  private(set) var title = "sources → stages → tables"

  /// Draws a plan and the definition it was made from, in a language.
  public init(_ plan: Plan, of spec: PipelineSpec, in wording: Wording = .english) {
    draw(plan, of: spec)
    title = wording(title)
    for index in nodes.indices { nodes[index].notes = nodes[index].notes.map { wording($0) } }
  }

  private mutating func draw(_ plan: Plan, of spec: PipelineSpec) {
    for (source, specified) in zip(plan.sources, spec.sources) {
      nodes.append(
        Node(kind: .source, name: source.name, notes: Self.notes(of: source), depth: 0))
      for child in specified.children {
        nodes.append(
          Node(
            kind: .source, name: "\(source.name).\(child.name)",
            notes: ["\(child.parentFields.count + child.fields.count) fields"], depth: 0))
      }
    }
    for stage in spec.stages {
      add(
        Node(kind: .stage, name: stage.name.value, notes: Self.notes(of: stage), depth: 1),
        after: stage.inputs)
    }
    for (stage, target) in zip(plan.stages, spec.targets) {
      add(
        Node(kind: .table, name: target.table.value, notes: Self.notes(of: stage), depth: 1),
        after: target.inputs)
    }
    let deepest = nodes.map(\.depth).max() ?? 0
    for index in nodes.indices where nodes[index].kind == .table { nodes[index].depth = deepest }
    addLinkage(plan, of: spec)
  }

  private mutating func add(_ node: Node, after inputs: [InputSpec]) {
    var node = node
    let to = nodes.count
    for input in inputs {
      let (kind, name): (Kind, String) =
        switch input {
        case .source(let name): (.source, name)
        case .child(let source, let child): (.source, "\(source).\(child)")
        case .stage(let name): (.stage, name)
        }
      guard let from = nodes.firstIndex(where: { $0.kind == kind && $0.name == name }) else {
        continue
      }
      arrows.append((from, to))
      node.depth = max(node.depth, nodes[from].depth + 1)
    }
    nodes.append(node)
  }

  private static func notes(of source: SourcePlan) -> [String] {
    let files = source.files.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
    return [
      (files + source.members).joined(separator: " "),
      "\(source.formatName), \(source.fields.count) fields",
    ]
  }

  private static func notes(of stage: StageSpec) -> [String] {
    var notes: [String] = []
    for step in stage.steps {
      let verb = step.verb
      if let last = notes.last, (last + verb).count < 24 {
        notes[notes.count - 1] = "\(last) → \(verb)"
      } else {
        notes.append(verb)
      }
    }
    return notes
  }

  private static func notes(of stage: StagePlan) -> [String] {
    let table = stage.table
    var notes = [
      "\(table.columns.count) columns, \(stage.rules.count) rules", "mode \(table.mode.rawValue)",
    ]
    for (index, column) in table.key.enumerated() {
      let text = index == 0 ? "key \(column)" : "+ \(column)"
      if index > 0, let last = notes.last, (last + text).count < 32 {
        notes[notes.count - 1] = "\(last) \(text)"
      } else {
        notes.append(text)
      }
    }
    return notes
  }
}

extension SourcePlan {
  /// The format in capital letters.
  var formatName: String {
    switch format {
    case .csv: "CSV"
    case .xml: "XML"
    case .ocr: "OCR"
    case .xlsx: "XLSX"
    case .dbf: "DBF"
    case .fixed: "fixed columns"
    case .json: "JSON"
    }
  }
}
