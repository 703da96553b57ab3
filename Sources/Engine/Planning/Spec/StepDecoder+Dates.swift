import Columnar

extension StepDecoder {
  static func date(_ entry: DefinitionNode.Entry) -> DateSpec? {
    guard let map = MapReader(entry.value, Language.date) else { return nil }
    return DateSpec(
      column: entry.name, into: outputs(map["into"], Language.dateInto), words: map.text("words"),
      calendar: map.choice("calendar", DateSpec.Calendar.self)?.value ?? .solar,
      pivot: map.integer("pivot")?.value, reference: map.text("reference"),
      partial: map.choice("partial", DateSpec.Partial.self)?.value ?? .accept,
      severity: map.choice("else", Severity.self)?.value ?? .reject)
  }

  static func idNumber(_ entry: DefinitionNode.Entry) -> IDNumberSpec? {
    guard let map = MapReader(entry.value, Language.idNumber) else { return nil }
    return IDNumberSpec(
      column: entry.name, into: outputs(map["into"], Language.idNumberInto), sex: map.text("sex"),
      birth: map.text("birth"), province: map.text("province"),
      severity: map.choice("else", Severity.self)?.value ?? .reject)
  }

  /// The names of the columns to make, by their key.
  private static func outputs(
    _ node: DefinitionNode?, _ table: KeyTable
  ) -> [String: Located<String>] {
    guard let map = MapReader(node, table) else { return [:] }
    var names: [String: Located<String>] = [:]
    for key in table.names { names[key] = map.text(key) }
    return names
  }
}
