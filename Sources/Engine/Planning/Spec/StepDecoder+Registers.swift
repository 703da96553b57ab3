import Columnar

extension StepDecoder {
  static func place(_ entry: DefinitionNode.Entry) -> PlaceSpec? {
    guard let map = MapReader(entry.value, Language.place), let asOf = map.text("as_of") else {
      return nil
    }
    return PlaceSpec(
      column: entry.name, asOf: asOf, into: parts(map["into"]),
      threshold: map.integer("threshold")?.value ?? 60,
      severity: map.choice("else", Severity.self)?.value ?? .warn)
  }

  static func name(_ entry: DefinitionNode.Entry) -> NameSpec? {
    guard let map = MapReader(entry.value, Language.personName) else { return nil }
    return NameSpec(
      column: entry.name, letterCase: map.choice("case", NameSpec.Case.self)?.value,
      into: parts(map["into"]), severity: map.choice("else", Severity.self)?.value ?? .warn)
  }

  static func code(_ entry: DefinitionNode.Entry) -> CodeSpec? {
    guard let map = MapReader(entry.value, Language.code), let table = map.text("table"),
      let into = map.text("into")
    else { return nil }
    return CodeSpec(
      column: entry.name, table: table, into: into,
      severity: map.choice("else", Severity.self)?.value ?? .reject)
  }

  /// The columns of an `into` map: `to` is the column, `from` the part.
  private static func parts(_ node: DefinitionNode?) -> [ColumnPair] {
    (node?.map ?? []).compactMap { entry in
      entry.value.located.map { ColumnPair(to: $0, from: entry.name) }
    }
  }
}
