import Dataflow

/// Takes typed values out of a checked map; what does not fit was reported by the check and is nil.
struct MapReader {
  let node: DefinitionNode
  let table: KeyTable

  /// Creates a reader, or none if the node is no map.
  init?(_ node: DefinitionNode?, _ table: KeyTable) {
    guard let node, node.map != nil else { return nil }
    self.node = node
    self.table = table
  }

  /// The node under a key that the table must have.
  subscript(key: String) -> DefinitionNode? {
    precondition(table[key] != nil, "the key table of the language has no key '\(key)'")
    return node[key]
  }

  func text(_ key: String) -> Located<String>? { self[key]?.located }

  func texts(_ key: String) -> [Located<String>]? { self[key]?.locatedList }

  func integer(_ key: String) -> Located<Int>? { self[key]?.parsed(ScalarSyntax.integer) }

  func size(_ key: String) -> Located<Int>? { self[key]?.parsed(ScalarSyntax.size) }

  func boolean(_ key: String) -> Located<Bool>? { self[key]?.parsed(ScalarSyntax.boolean) }

  func character(_ key: String) -> Located<UInt8>? {
    self[key]?.parsed { $0.utf8.count == 1 ? $0.utf8.first : nil }
  }

  func choice<Choice: RawRepresentable & Sendable>(
    _ key: String, _ type: Choice.Type = Choice.self
  ) -> Located<Choice>? where Choice.RawValue == String {
    self[key]?.parsed { Choice(rawValue: $0) }
  }

  /// The names and values of a map that the person names.
  func entries(_ key: String) -> [DefinitionNode.Entry] { self[key]?.map ?? [] }
}

extension DefinitionNode {
  /// The text of a single value that is not empty.
  var located: Located<String>? {
    guard let scalar, !scalar.text.isEmpty else { return nil }
    return Located(scalar.text, at: location, masked: scalar.masked)
  }

  /// The texts of a list, or of a single value.
  var locatedList: [Located<String>]? {
    if let items = list { return items.compactMap(\.located) }
    return located.map { [$0] }
  }

  /// The single value, parsed.
  func parsed<Value: Sendable>(_ parse: (String) -> Value?) -> Located<Value>? {
    guard let scalar, let value = parse(scalar.text) else { return nil }
    return Located(value, at: location, masked: scalar.masked)
  }
}

extension DefinitionNode.Entry {
  /// The key as a located name.
  var name: Located<String> { Located(key, at: location) }
}
