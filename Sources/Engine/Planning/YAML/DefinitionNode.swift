import Dataflow

/// A piece of a definition with the place it stands at: a single value, a list or a map.
struct DefinitionNode: Sendable, Equatable {
  /// A single value as it was written, before anybody decided on its type.
  struct Scalar: Sendable, Equatable {
    /// The text, with anchors followed and interpolations replaced.
    var text: String
    /// Whether it stood without quotes, so that `null` and `true` may mean more than text.
    var isPlain: Bool
    /// The text to show where ``text`` holds a secret.
    var masked: String?
    /// Whether an interpolation in it failed, so that nothing more can be said about it.
    var isUnresolved = false
  }

  /// A key and what stands under it.
  struct Entry: Sendable, Equatable {
    var key: String
    var location: Diagnostic.Location
    var value: DefinitionNode
  }

  /// What the node is.
  enum Content: Sendable, Equatable {
    case scalar(Scalar)
    case list([DefinitionNode])
    case map([Entry])
  }

  var content: Content
  var location: Diagnostic.Location

  var scalar: Scalar? {
    guard case .scalar(let scalar) = content else { return nil }
    return scalar
  }

  var list: [DefinitionNode]? {
    guard case .list(let items) = content else { return nil }
    return items
  }

  var map: [Entry]? {
    guard case .map(let entries) = content else { return nil }
    return entries
  }

  /// Whether nothing, `~` or `null` was written.
  var isNull: Bool {
    guard let scalar else { return false }
    return scalar.isPlain && ["", "~", "null", "Null", "NULL"].contains(scalar.text)
  }

  /// The value of a map's key.
  subscript(key: String) -> DefinitionNode? { map?.first { $0.key == key }?.value }

  /// What the node is, for messages.
  var kind: String {
    switch content {
    case .scalar: isNull ? "nothing" : "a single value"
    case .list: "a list"
    case .map: "a map"
    }
  }
}
