import Foundation

/// A page of the documentation.
struct Document {
  /// The repository's top folder.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// The pages, as paths from the top folder.
  static let all =
    ["README.md", "Benchmarks/README.md", "SampleData/README.md"]
    + ((try? FileManager.default.contentsOfDirectory(atPath: root + "/Docs")) ?? [])
    .filter { $0.hasSuffix(".md") }.sorted().map { "Docs/" + $0 }

  /// A fenced block.
  struct Block {
    var language: String
    /// The line of the opening fence, from 1.
    var line: Int
    var lines: [String]
  }

  var path: String
  var lines: [String]
  var blocks: [Block] = []
  /// The lines outside fenced blocks.
  var prose: [String] = []

  init(_ path: String) throws {
    self.path = path
    let text = try String(contentsOfFile: Self.root + "/" + path, encoding: .utf8)
    lines = text.components(separatedBy: "\n")
    var open: Block?
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("```") {
        if let block = open {
          blocks.append(block)
          open = nil
        } else {
          open = Block(language: String(line.dropFirst(3)), line: index + 1, lines: [])
        }
      } else if open != nil {
        open?.lines.append(line)
      } else {
        prose.append(line)
      }
    }
    if let open { blocks.append(open) }
  }

  /// The targets of the links to files of the repository.
  var links: [String] {
    prose.flatMap { line in
      line.components(separatedBy: "](").dropFirst().map { $0.components(separatedBy: ")")[0] }
    }.filter { !$0.hasPrefix("http") }
  }

  /// The anchors of the headings, as GitHub makes them.
  var anchors: Set<String> {
    Set(
      prose.filter { $0.hasPrefix("#") }.map { heading in
        heading.drop { $0 == "#" || $0 == " " }.lowercased()
          .filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" }
          .replacingOccurrences(of: " ", with: "-")
      })
  }

  /// The first cells of the table below a heading row that begins with `header`, without backticks.
  func table(_ header: String) -> [[String]] {
    guard let start = prose.firstIndex(where: { $0.hasPrefix("| \(header) |") }) else { return [] }
    return prose[(start + 2)...].prefix { $0.hasPrefix("|") }.map { row in
      row.split(separator: "|").map {
        $0.trimmingCharacters(in: .whitespaces).replacingOccurrences(of: "`", with: "")
      }
    }
  }
}
