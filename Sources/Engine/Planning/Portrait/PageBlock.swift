/// A part of a reference page, whatever the page is written in; code stands between backticks.
enum PageBlock {
  case heading(Int, String)
  case paragraph(String)
  /// Numbered.
  case list([String])
  case table([String], [[String]])
  /// The pipeline's graph.
  case graph

  /// The part as Markdown, with a line end.
  func markdown(graph: PipelineGraph) -> String {
    switch self {
    case .heading(let level, let text): "\(String(repeating: "#", count: level)) \(text)\n"
    case .paragraph(let text): text + "\n"
    case .list(let items):
      items.enumerated().map { "\($0 + 1). \($1)\n" }.joined()
    case .table(let headers, let rows):
      ([headers, headers.map { _ in "---" }] + rows).map(Self.row).joined()
    case .graph: "```mermaid\n\(graph.mermaid)```\n"
    }
  }

  private static func row(_ cells: [String]) -> String {
    let escaped = cells.map { $0.replacing("|", with: "\\|").replacing("\n", with: " ") }
    return "| \(escaped.joined(separator: " | ")) |\n"
  }

  /// The part as HTML.
  func html(graph: PipelineGraph) -> String {
    switch self {
    case .heading(let level, let text): return "<h\(level)>\(Self.marked(text))</h\(level)>"
    case .paragraph(let text): return "<p>\(Self.marked(text))</p>"
    case .list(let items):
      return "<ol>\n\(items.map { "<li>\(Self.marked($0))</li>\n" }.joined())</ol>"
    case .table(let headers, let rows):
      let head = headers.map { "<th>\(Self.marked($0))</th>" }.joined()
      let body = rows.map { row in
        "<tr>\(row.map { "<td>\(Self.marked($0))</td>" }.joined())</tr>\n"
      }
      return "<table><thead><tr>\(head)</tr></thead>\n<tbody>\n\(body.joined())</tbody></table>"
    case .graph: return "<figure>\n\(graph.svg)</figure>"
    }
  }

  /// Text with what stands between backticks as code.
  private static func marked(_ text: String) -> String {
    let parts = escaped(text).split(separator: "`", omittingEmptySubsequences: false)
    // A backtick without its fellow stands for itself.
    guard parts.count % 2 == 1 else { return escaped(text) }
    return parts.enumerated().map { $0 % 2 == 1 ? "<code>\($1)</code>" : String($1) }.joined()
  }

  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }

  static let style = """
    :root { color-scheme: light dark; --ink: #1f2328; --page: #f6f8fa; --sheet: #fff; --line: #d8dee4; }
    @media (prefers-color-scheme: dark) {
      :root { --ink: #f0f6fc; --page: #161b22; --sheet: #0d1117; --line: #30363d; }
    }
    body { margin: 0; background: var(--page); color: var(--ink);
      font: 14px/1.5 system-ui, "Segoe UI", "Noto Sans", sans-serif; }
    main { max-width: 1180px; margin: 0 auto; padding: 28px 24px 60px; }
    h1 { font-size: 26px; margin: 0 0 8px; } h2 { font-size: 20px; margin: 36px 0 10px; }
    h3 { font-size: 15px; margin: 24px 0 8px; }
    table { border-collapse: collapse; width: 100%; background: var(--sheet);
      border: 1px solid var(--line); }
    th, td { text-align: left; padding: 6px 10px; border-top: 1px solid var(--line);
      vertical-align: top; } th { background: var(--page); font-weight: 600; }
    code { font: 12.5px ui-monospace, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
    figure { margin: 16px 0; padding: 8px; background: var(--sheet); border: 1px solid var(--line);
      border-radius: 10px; overflow-x: auto; } figure svg { max-width: 100%; height: auto; }
    li { margin: 3px 0; }
    @media print { body { background: none; } main { max-width: none; padding: 0; } }
    """
}
