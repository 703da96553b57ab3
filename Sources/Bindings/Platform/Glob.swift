/// A pattern over `/`-separated names, as a shell understands it.
///
/// `*` stands for any characters of one component, `?` for one character, `[a-z]` and `[!a-z]` for
/// one character in or out of a set, `**` as a whole component for any number of components, and
/// `\` takes the next character as it is. As in a shell, a wildcard does not match the dot that a
/// component begins with. Names are compared byte by byte: two spellings of one letter differ.
public struct Glob: Sendable {
  /// The pattern as given.
  public let pattern: String
  let components: [Component]

  /// Creates a pattern; every text is one.
  public init(_ pattern: String) {
    self.pattern = pattern
    var parsed = Self.split(pattern).map { Component($0) }
    // `a/**` stands for whatever is below `a`, not for `a` itself.
    if parsed.last?.isAnyDepth == true { parsed.append(Component([UInt8(ascii: "*")])) }
    components = parsed
  }

  /// Whether some character of the pattern stands for others.
  public var hasWildcards: Bool { components.contains { !$0.isLiteral } }

  /// Whether the whole name fits the pattern.
  public func matches(_ name: String) -> Bool {
    let parts = Self.split(name)
    var (next, part) = (0, 0)
    // Going back to the latest `**` alone is enough, as with `*` inside a component.
    var retry: (next: Int, part: Int)?
    while part < parts.count {
      if next < components.count, components[next].isAnyDepth {
        retry = (next + 1, part)
        next += 1
      } else if next < components.count, components[next].matches(parts[part]) {
        next += 1
        part += 1
      } else if let (star, from) = retry, !Self.isHidden(parts[from]) {
        retry = (star, from + 1)
        (next, part) = (star, from + 1)
      } else {
        return false
      }
    }
    return next == components.count
  }

  private static func split(_ name: String) -> [[UInt8]] {
    Array(name.utf8).split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .map { Array($0) }
  }

  static func isHidden(_ name: [UInt8]) -> Bool { name.first == UInt8(ascii: ".") }
}
