import Foundation

/// The repository as it lies on the disk.
enum SourceTree {
  /// The repository's top folder.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// The layers, lowest first.
  static let layers = ["Core", "Bindings", "Stages", "Engine", "Apps"]

  /// A Swift file of a target.
  struct File {
    /// The path from the top folder.
    var path: String
    var lines: [Substring]

    /// The part of the path at an index: `Sources`, layer, target, ….
    func part(_ index: Int) -> String {
      let parts = path.split(separator: "/")
      return parts.indices.contains(index) ? String(parts[index]) : ""
    }

    /// The modules that the file imports.
    var imports: [String] {
      lines.compactMap { line in
        var words = line.split(separator: " ")
        while let first = words.first,
          ["public", "package", "internal", "@testable"].contains(first)
        {
          words.removeFirst()
        }
        return words.count == 2 && words[0] == "import" ? String(words[1]) : nil
      }
    }

    /// The lines without comments and without what stands in quotes, numbered from 1.
    var code: [(number: Int, text: String)] {
      lines.enumerated().compactMap { index, line in
        let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
        let bare = stride(from: 0, to: parts.count, by: 2).map { parts[$0] }.joined(separator: "_")
        let text = bare.components(separatedBy: "//")[0]
        return text.isEmpty ? nil : (index + 1, text)
      }
    }
  }

  /// The text of a file.
  static func text(_ path: String) throws -> String {
    try String(contentsOfFile: root + "/" + path, encoding: .utf8)
  }

  /// All Swift files below a folder.
  static func swiftFiles(in folder: String) throws -> [File] {
    let paths = FileManager.default.enumerator(atPath: root + "/" + folder)?.compactMap {
      $0 as? String
    }
    return try (paths ?? []).filter { $0.hasSuffix(".swift") }.sorted().map { path in
      let lines = try text(folder + "/" + path).split(
        separator: "\n", omittingEmptySubsequences: false)
      return File(path: folder + "/" + path, lines: lines)
    }
  }

  /// The folders and files inside a folder.
  static func entries(of folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root + "/" + folder)
  }
}
