extension Glob {
  /// Finds the files whose paths fit a pattern.
  ///
  /// `**` does not enter directories through symbolic links, so a loop of links ends. A path that
  /// exists exactly as the pattern is written is found even if it contains wildcards.
  ///
  /// - Parameter pattern: absolute, or relative to the working directory.
  /// - Returns: the paths of everything but directories, sorted by their bytes.
  /// - Throws: ``SystemError`` when a directory cannot be read; one that is missing holds nothing.
  public static func expand(_ pattern: String) throws(SystemError) -> [String] {
    if exists(pattern) { return [pattern] }
    let glob = Glob(pattern)
    guard glob.hasWildcards else { return [] }
    var found: [String] = []
    try glob.expand(from: 0, under: "", into: &found)
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Follows the pattern from one component on, under a path that is empty or ends in a slash.
  private func expand(
    from index: Int, under prefix: String, into found: inout [String]
  ) throws(SystemError) {
    let component = components[index]
    let isLast = index == components.count - 1
    if let literal = component.literal {
      let path = prefix + String(decoding: literal, as: UTF8.self)
      if !isLast {
        try expand(from: index + 1, under: path + "/", into: &found)
      } else if Self.exists(path) {
        found.append(path)
      }
      return
    }
    // With `**/**` every file would be found once per way to reach it.
    if component.isAnyDepth, components[index + 1].isAnyDepth {
      return try expand(from: index + 1, under: prefix, into: &found)
    }
    if component.isAnyDepth { try expand(from: index + 1, under: prefix, into: &found) }
    for entry in try Self.entries(under: prefix) {
      let path = prefix + entry.name
      if component.isAnyDepth {
        guard entry.kind == .directory, !Self.isHidden(Array(entry.name.utf8)) else { continue }
        try expand(from: index, under: path + "/", into: &found)
      } else if component.matches(Array(entry.name.utf8)) {
        if isLast {
          if !Self.isDirectory(path, entry.kind) { found.append(path) }
        } else if Self.isDirectory(path, entry.kind) {
          try expand(from: index + 1, under: path + "/", into: &found)
        }
      }
    }
  }

  private static func entries(under prefix: String) throws(SystemError) -> [FileListing.Entry] {
    do {
      return try FileListing(of: prefix.isEmpty ? "." : prefix).entries
    } catch  where error.isMissing {
      return []
    }
  }

  private static func exists(_ path: String) -> Bool { FileListing.Kind(of: path) != nil }

  private static func isDirectory(_ path: String, _ kind: FileListing.Kind) -> Bool {
    switch kind {
    case .directory: true
    case .file, .other: false
    case .link: FileListing.Kind(of: path + "/.") == .directory
    }
  }
}
