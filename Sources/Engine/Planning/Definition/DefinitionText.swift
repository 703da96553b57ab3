/// A definition as text that changes exactly when its rows may: what a checkpoint is bound to.
///
/// Every value stands on a line with its whole path. Left out are comments, the order of the language's keys,
/// what only concerns a run (``Key/isOperational``) and secrets; interpolations are resolved.
public struct DefinitionText: Sendable, Equatable {
  /// A schema or reference table that the definition names.
  public struct Attachment: Sendable, Equatable {
    /// The path as the definition has it.
    public var name: String
    /// The file's content.
    public var content: [UInt8]

    /// Creates an attachment.
    public init(name: String, content: [UInt8]) {
      self.name = name
      self.content = content
    }
  }

  /// The lines, each ending with a line feed.
  public let text: String

  /// Writes a definition and the files it names, sorted by name.
  public init(_ definition: Definition, attachments: [Attachment] = []) {
    var lines: [String] = []
    if let root = definition.root {
      Self.write(root, .object(Language.pipeline), path: "", into: &lines)
    }
    for attachment in attachments.sorted(by: { $0.name < $1.name }) {
      lines.append("--- \(JSON.quoted(attachment.name))")
      let content = attachment.content.split(
        separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      for line in content { lines.append("| " + Self.visible(line)) }
    }
    text = lines.map { $0 + "\n" }.joined()
  }

  private static func write(
    _ node: DefinitionNode, _ shape: Shape, path: String, into lines: inout [String]
  ) {
    switch node.content {
    case .scalar(let scalar):
      let value = node.isNull ? "null" : JSON.quoted(scalar.masked ?? scalar.text)
      lines.append("\(path): \(value)")
    case .list(let items):
      for item in items {
        if item.scalar == nil { lines.append("\(path)[]") }
        write(item, shape.item, path: path + "[]", into: &lines)
      }
    case .map(let entries):
      var entries = entries
      if let table = shape.table(for: node) {
        entries = table.keys.filter { !$0.isOperational || table.name != Language.pipeline.name }
          .compactMap { key in entries.first { $0.key == key.name } }
      }
      for entry in entries {
        let name = NameForm.plain.accepts(entry.key) ? entry.key : JSON.quoted(entry.key)
        let inner = shape.shape(under: entry.key, of: node)
        write(entry.value, inner, path: path.isEmpty ? name : "\(path).\(name)", into: &lines)
      }
    }
  }

  /// A line with what is not UTF-8 written as `\xNN`, so that different bytes stay different.
  private static func visible(_ line: [UInt8].SubSequence) -> String {
    var line = line
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    if let text = String(validating: line, as: UTF8.self) { return text }
    return line.map { byte in
      byte < 0x80 ? String(UnicodeScalar(byte)) : "\\x" + String(byte, radix: 16, uppercase: true)
    }.joined()
  }
}

extension Shape {
  /// The shape of a list's items.
  fileprivate var item: Shape {
    switch self {
    case .list(let item, _): item
    case .anyOf(let shapes):
      shapes.lazy.compactMap { shape -> Shape? in
        if case .list(let item, _) = shape { item } else { nil }
      }.first ?? .value(.text)
    default: .value(.text)
    }
  }

  /// The key table that a map follows; `nil` where its keys are names.
  fileprivate func table(for node: DefinitionNode) -> KeyTable? {
    switch self {
    case .object(let table), .choice(let table): table
    case .marked(let table, let mark, _): node[mark]?.map == nil ? nil : table
    case .anyOf(let shapes): shapes.first { $0.fits(node) }?.table(for: node)
    case .value, .list, .names: nil
    }
  }

  /// The shape under a key of a map.
  fileprivate func shape(under key: String, of node: DefinitionNode) -> Shape {
    if let table = table(for: node) { return table[key]?.shape ?? .value(.text) }
    switch self {
    case .names(_, let value): return value
    case .marked(_, _, let otherwise): return otherwise.shape(under: key, of: node)
    case .anyOf(let shapes):
      return shapes.first { $0.fits(node) }?.shape(under: key, of: node) ?? .value(.text)
    case .value, .list, .object, .choice: return .value(.text)
    }
  }
}
