import Dataflow

extension Definition {
  /// Reads the definition's tree with the shared parts of the included files merged under it.
  mutating func readTree(_ path: String, options: Options) -> DefinitionNode? {
    guard var node = readFile(path, options: options, at: nil) else { return nil }
    guard node.map != nil else {
      diagnostics.append(
        DefinitionCode.wrongKind.diagnostic(
          "a definition must be a map, not \(node.kind)", at: node.location,
          remedy: "begin with 'sohoa: 1'"))
      return nil
    }
    let shared = includes(
      of: node, options: options, chain: [DefinitionPath.normalized(path)])
    merge(shared, under: &node)
    return node
  }

  /// Reads one file into nodes.
  private mutating func readFile(
    _ path: String, options: Options, at location: Diagnostic.Location?
  ) -> DefinitionNode? {
    let bytes: [UInt8]
    do {
      bytes = try options.read(path)
    } catch {
      diagnostics.append(
        DefinitionCode.unreadable.diagnostic(
          "the file '\(path)' cannot be read", at: location,
          remedy: "check the path and its permissions",
          status: location == nil ? .input : .definition))
      return nil
    }
    guard bytes.count <= Self.maximumByteCount else {
      diagnostics.append(
        DefinitionCode.tooLarge.diagnostic(
          "the file is larger than \(Self.maximumByteCount >> 20) MiB", at: .init(file: path),
          remedy: "move code tables to a reference CSV and use 'lookup'"))
      return nil
    }
    guard var text = String(validating: bytes, as: UTF8.self) else {
      let line = 1 + (bytes.firstInvalidLine ?? 0)
      diagnostics.append(
        DefinitionCode.encoding.diagnostic(
          "the file is not UTF-8 text", at: .init(file: path, line: line),
          remedy: "save it as UTF-8"))
      return nil
    }
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    let source = SourceText(file: path, text: text)
    if !sources.contains(where: { $0.file == path }) { sources.append(source) }
    let (node, found) = YAMLReader.read(source)
    diagnostics += found
    return node
  }

  /// The merged shared parts of the files that `node` includes.
  private mutating func includes(
    of node: DefinitionNode, options: Options, chain: [String]
  ) -> [DefinitionNode.Entry] {
    var shared: [DefinitionNode.Entry] = []
    for name in node["include"]?.locatedList ?? [] {
      let path = name.path
      if chain.contains(DefinitionPath.normalized(path)) {
        diagnostics.append(
          DefinitionCode.includeCycle.diagnostic(
            "'\(name)' includes itself, directly or by way of others", at: name.location,
            remedy: "move what both need to a third file"))
        continue
      }
      guard chain.count <= 16, let included = readFile(path, options: options, at: name.location)
      else { continue }
      checkIncluded(included)
      let inner = includes(
        of: included, options: options, chain: chain + [DefinitionPath.normalized(path)])
      var merged = included
      merge(inner, under: &merged)
      for block in merged.map ?? [] where Self.sharedKeys.contains(block.key) {
        mergeBlock(block, into: &shared, clashes: true)
      }
    }
    return shared
  }

  private static let sharedKeys = ["extract", "transform", "load"]

  private mutating func checkIncluded(_ node: DefinitionNode) {
    let allowed = ["sohoa", "include"] + Self.sharedKeys
    guard let entries = node.map else {
      diagnostics.append(
        DefinitionCode.wrongKind.diagnostic(
          "an included file must be a map, not \(node.kind)", at: node.location))
      return
    }
    for entry in entries {
      if !allowed.contains(entry.key) {
        let known = Language.pipeline[entry.key] != nil
        let near = nearest(to: entry.key, among: allowed)
        diagnostics.append(
          DefinitionCode.includeContent.diagnostic(
            "'\(entry.key)' cannot stand in an included file", at: entry.location,
            remedy: known
              ? "move it to the definition itself"
              : near.map { "did you mean '\($0)'?" }
                ?? "it may have \(allowed.joined(separator: ", "))"))
      } else if entry.key == "transform", entry.value.list != nil {
        diagnostics.append(
          DefinitionCode.includeContent.diagnostic(
            "'transform' in an included file must be a map of named stages", at: entry.location,
            remedy: "write 'transform: { <name>: { steps: [...] } }'"))
      }
    }
  }

  /// Adds what `node` does not have itself.
  private mutating func merge(_ shared: [DefinitionNode.Entry], under node: inout DefinitionNode) {
    guard var entries = node.map else { return }
    for block in shared { mergeBlock(block, into: &entries, clashes: false) }
    node.content = .map(entries)
  }

  private mutating func mergeBlock(
    _ block: DefinitionNode.Entry, into entries: inout [DefinitionNode.Entry], clashes: Bool
  ) {
    guard let added = block.value.map else { return }
    guard let index = entries.firstIndex(where: { $0.key == block.key }) else {
      entries.append(block)
      return
    }
    guard var own = entries[index].value.map else { return }
    for entry in added {
      guard let other = own.first(where: { $0.key == entry.key }) else {
        own.append(entry)
        continue
      }
      guard clashes, other.location != entry.location else { continue }
      diagnostics.append(
        DefinitionCode.includeClash.diagnostic(
          "\(block.key).\(entry.key) is defined in '\(other.location.file)' too",
          at: entry.location, remedy: "keep one, or define it in the definition itself"))
    }
    entries[index].value.content = .map(own)
  }
}

extension [UInt8] {
  /// The number of line feeds before the first byte that is not UTF-8.
  fileprivate var firstInvalidLine: Int? {
    var line = 0
    for part in split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if String(validating: part, as: UTF8.self) == nil { return line }
      line += 1
    }
    return nil
  }
}
