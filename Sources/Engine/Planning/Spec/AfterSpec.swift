/// What runs before a pipeline, into the same database.
public struct AfterSpec: Sendable, Equatable {
  /// A value that a parameter of what runs before gets.
  public struct Setting: Sendable, Equatable {
    /// The parameter's name.
    public var name: Located<String>
    /// Its value, unless the command line sets another.
    public var value: String
  }

  /// The definitions, in the order in which they run.
  public var pipelines: [Located<String>]
  /// The values of their parameters.
  public var settings: [Setting]
}

extension SpecDecoder {
  /// What stands under `after`.
  func after(_ node: DefinitionNode?) -> AfterSpec? {
    guard let map = MapReader(node, Language.after) else { return nil }
    let settings = map.entries("set").compactMap { entry -> AfterSpec.Setting? in
      guard let scalar = entry.value.scalar else { return nil }
      return AfterSpec.Setting(name: entry.name, value: scalar.text)
    }
    return AfterSpec(pipelines: map.texts("pipelines") ?? [], settings: settings)
  }
}
