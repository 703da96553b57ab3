/// Where the scans of a table's rows are, and how they are named.
public struct ScansSpec: Sendable, Equatable {
  /// What a row suffers whose scan is not there or not sound.
  public enum Severity: String, Sendable, CaseIterable {
    /// It is noted.
    case warn
    /// The row is refused.
    case reject
  }

  /// How a scan is named.
  public var name: Located<String>
  /// Paths or patterns; empty for the files of the sources.
  public var files: [Located<String>]
  /// Patterns of what is a scan; empty for what has the ending of one.
  public var members: [Located<String>]
  /// What a row suffers whose scan is not there or not sound; `nil` stands for ``Severity/warn``.
  public var severity: Located<Severity>?
}

extension SpecDecoder {
  /// Builds where scans are; none if their names are missing.
  func scans(_ node: DefinitionNode?) -> ScansSpec? {
    guard let map = MapReader(node, Language.scans), let name = map.text("name") else { return nil }
    return ScansSpec(
      name: name, files: map.texts("files") ?? [], members: map.texts("members") ?? [],
      severity: map.choice("severity"))
  }
}
