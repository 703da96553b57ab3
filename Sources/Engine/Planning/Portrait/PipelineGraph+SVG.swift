extension PipelineGraph {
  private static let boxWidth = 228
  private static let gapWidth = 76
  private static let gapHeight = 18
  private static let margin = 24

  private struct Box {
    var x: Int
    var y: Int
    var height: Int
  }

  /// The graph as a picture that needs nothing else, for light and dark pages.
  public var svg: String {
    let boxes = layout()
    let columnCount = (nodes.map(\.depth).max() ?? 0) + 1
    let width = 2 * Self.margin + columnCount * Self.boxWidth + (columnCount - 1) * Self.gapWidth
    let height = (boxes.map { $0.y + $0.height }.max() ?? 0) + Self.margin
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width) \(height)\""
        + " width=\"\(width)\" height=\"\(height)\" role=\"img\""
        + " font-family=\"system-ui, sans-serif\" font-size=\"14\">",
      "  <title>\(title)</title>", Self.style,
      "  <defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\""
        + " markerHeight=\"7\" orient=\"auto\"><path class=\"tip\" d=\"M0 0 8 4 0 8z\"/></marker>"
        + "</defs>",
    ]
    for arrow in arrows {
      let (from, to) = (boxes[arrow.from], boxes[arrow.to])
      let (x1, y1) = (from.x + Self.boxWidth, from.y + from.height / 2)
      let (x2, y2) = (to.x - 2, to.y + to.height / 2)
      let bend = (x1 + x2) / 2
      lines.append(
        "  <path class=\"line\" d=\"M\(x1) \(y1)C\(bend) \(y1) \(bend) \(y2) \(x2) \(y2)\"/>")
    }
    for (node, box) in zip(nodes, boxes) { lines += draw(node, box) }
    return (lines + ["</svg>"]).joined(separator: "\n") + "\n"
  }

  /// Places the nodes in columns by depth, each column in the middle of the picture's height.
  private func layout() -> [Box] {
    var boxes = nodes.map { Box(x: 0, y: 0, height: 38 + 18 * $0.notes.count) }
    let columns = Dictionary(grouping: nodes.indices) { nodes[$0].depth }
    let heights = columns.mapValues { column in
      column.reduce(-Self.gapHeight) { $0 + boxes[$1].height + Self.gapHeight }
    }
    let tallest = heights.values.max() ?? 0
    for (depth, column) in columns {
      var y = Self.margin + (tallest - (heights[depth] ?? 0)) / 2
      for index in column {
        boxes[index].x = Self.margin + depth * (Self.boxWidth + Self.gapWidth)
        boxes[index].y = y
        y += boxes[index].height + Self.gapHeight
      }
    }
    return boxes
  }

  private func draw(_ node: Node, _ box: Box) -> [String] {
    var lines = [
      "  <rect class=\"\(node.kind.rawValue)\" x=\"\(box.x)\" y=\"\(box.y)\""
        + " width=\"\(Self.boxWidth)\" height=\"\(box.height)\" rx=\"8\"/>",
      "  <text class=\"name\" x=\"\(box.x + 14)\" y=\"\(box.y + 25)\">\(Self.shown(node.name, 26))</text>",
    ]
    for (index, note) in node.notes.enumerated() {
      lines.append(
        "  <text class=\"note\" x=\"\(box.x + 14)\" y=\"\(box.y + 45 + 18 * index)\">"
          + "\(Self.shown(note, 33))</text>")
    }
    return lines
  }

  /// A text that fits its box, as XML.
  private static func shown(_ text: String, _ limit: Int) -> String {
    let fitting = text.count > limit ? text.prefix(limit - 1) + "…" : text
    return fitting.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
  }

  private static let style = """
      <style>
        :root { color-scheme: light dark; }
        rect { stroke-width: 1.2; }
        .source { fill: #f6f8fa; stroke: #57606a; }
        .stage { fill: #fff8e5; stroke: #9a6700; }
        .table { fill: #ddf4ff; stroke: #0969da; }
        .line { fill: none; stroke: #57606a; stroke-width: 1.5; marker-end: url(#tip); }
        .tip { fill: #57606a; }
        .name { fill: #1f2328; font-weight: 600; }
        .note { fill: #57606a; font-size: 12px; }
        @media (prefers-color-scheme: dark) {
          .source { fill: #161b22; stroke: #9198a1; }
          .stage { fill: #272115; stroke: #d29922; }
          .table { fill: #0c2d6b; stroke: #58a6ff; }
          .line { stroke: #9198a1; }
          .tip { fill: #9198a1; }
          .name { fill: #f0f6fc; }
          .note { fill: #b0b8c1; }
        }
      </style>
    """
}
