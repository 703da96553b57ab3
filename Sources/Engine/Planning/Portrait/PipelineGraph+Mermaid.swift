extension PipelineGraph {
  /// The graph as a Mermaid flowchart, as Markdown pages show it.
  public var mermaid: String {
    var lines = ["flowchart LR"]
    for (index, node) in nodes.enumerated() {
      let text = ([node.name] + node.notes).map(Self.escaped).joined(separator: "<br/>")
      let (open, close) =
        switch node.kind {
        case .source: ("[/", "/]")
        case .stage: ("[", "]")
        case .table: ("[(", ")]")
        }
      lines.append("  \(node.kind.rawValue)\(index)\(open)\"\(text)\"\(close)")
    }
    for arrow in arrows {
      lines.append(
        "  \(nodes[arrow.from].kind.rawValue)\(arrow.from) --> "
          + "\(nodes[arrow.to].kind.rawValue)\(arrow.to)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("\"", with: "&quot;").replacing("<", with: "&lt;")
      .replacing("*", with: "&ast;")
  }
}
