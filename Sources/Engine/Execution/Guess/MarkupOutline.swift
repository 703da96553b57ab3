/// Which element of a document is a record, and the fields in it, told from the document's beginning.
struct MarkupOutline {
  /// The record's path from the root, such as `/danhSach/hoSo`.
  private(set) var record = ""
  /// The fields' paths inside a record, in their order: elements with text, and attributes `@name`.
  private(set) var fields: [String] = []

  /// Looks at the beginning of a document; `nil` when no element of it repeats.
  init?(_ text: String) {
    var counts: [String: Int] = [:]
    var withChildren: Set<String> = []
    var leaves: [(path: String, name: String)] = []
    var path: [String] = []
    for tag in Self.tags(in: text) {
      if tag.isEnd {
        if path.last == tag.name { path.removeLast() }
        continue
      }
      if !path.isEmpty { withChildren.insert("/" + path.joined(separator: "/")) }
      let own = "/" + (path + [tag.name]).joined(separator: "/")
      counts[own, default: 0] += 1
      leaves.append((own, tag.name))
      for attribute in tag.attributes { leaves.append((own + "/@" + attribute, "@" + attribute)) }
      if !tag.isEmpty { path.append(tag.name) }
    }
    // The highest element that repeats and holds others; else the first below the root.
    let candidates = leaves.map { $0.path }.filter { withChildren.contains($0) }
    let repeated = candidates.filter { counts[$0, default: 0] > 1 }
    guard
      let found = repeated.min(by: { Self.depth($0) < Self.depth($1) })
        ?? candidates.first(where: { Self.depth($0) == 2 })
    else { return nil }
    record = found
    for leaf in leaves where leaf.path.hasPrefix(found + "/") && !withChildren.contains(leaf.path) {
      let inner = String(leaf.path.dropFirst(found.count + 1))
      if !fields.contains(inner) { fields.append(inner) }
    }
    guard !fields.isEmpty else { return nil }
  }

  private static func depth(_ path: String) -> Int { path.count { $0 == "/" } }

  private struct Tag {
    var name: String
    var isEnd: Bool
    var isEmpty: Bool
    var attributes: [String]
  }

  /// The tags, without comments, declarations and what follows the last `>`.
  private static func tags(in text: String) -> [Tag] {
    var tags: [Tag] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "<") {
      rest = rest[open...]
      if rest.hasPrefix("<!--") || rest.hasPrefix("<![CDATA[") {
        let end = rest.hasPrefix("<!--") ? "-->" : "]]>"
        guard let close = rest.firstRange(of: end) else { break }
        rest = rest[close.upperBound...]
        continue
      }
      guard let close = rest.firstIndex(of: ">") else { break }
      let inner = rest[rest.index(after: open)..<close]
      rest = rest[rest.index(after: close)...]
      guard let first = inner.first, first != "?", first != "!" else { continue }
      let isEnd = first == "/"
      let words = inner.drop { $0 == "/" }
      let name = String(words.prefix { !$0.isWhitespace && $0 != "/" })
      let attributes = words.matches(of: #/\s([\w:.-]+)\s*=/#).map { String($0.1) }
        .filter { !$0.hasPrefix("xmlns") }
      tags.append(
        Tag(name: name, isEnd: isEnd, isEmpty: inner.last == "/", attributes: attributes))
    }
    return tags
  }
}
