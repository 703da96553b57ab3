import Columnar
import Transformation

/// Builds the steps of a stage.
enum StepDecoder {
  /// Builds a step from a map with one key; none if it cannot be.
  static func step(_ node: DefinitionNode) -> StepSpec? {
    guard let entry = node.map?.first(where: { Language.step[$0.key] != nil }),
      let action = action(entry.key, entry.value)
    else { return nil }
    return StepSpec(location: entry.location, action: action)
  }

  private static func action(_ name: String, _ node: DefinitionNode) -> StepSpec.Action? {
    switch name {
    case "normalize": MapReader(node, Language.normalize).map { .normalize(normalize($0)) }
    case "decode": MapReader(node, Language.decode).map { .decode(decode($0)) }
    case "map": .map(pairs(node))
    case "rename": .rename(pairs(node).map { ColumnPair(to: $0.from, from: $0.to) })
    case "values": .values((node.map ?? []).map(values))
    case "cast": .cast((node.map ?? []).compactMap(cast))
    case "place": .place((node.map ?? []).compactMap(Self.place))
    case "name": .name((node.map ?? []).compactMap(Self.name))
    case "code": .code((node.map ?? []).compactMap(Self.code))
    case "date": .date((node.map ?? []).compactMap(date))
    case "id_number": .idNumber((node.map ?? []).compactMap(idNumber))
    case "lookup": MapReader(node, Language.lookup).flatMap(lookup).map { .lookup($0) }
    case "derive":
      .derive(
        (node.map ?? []).compactMap { entry in
          entry.value.located.map { DeriveSpec(column: entry.name, expression: $0) }
        })
    case "filter": node.located.map { .filter($0) }
    case "check": .check((node.list ?? [node]).compactMap(check))
    case "validate": validate(node).map { .validate($0) }
    case "unique": unique(node).map { .unique($0) }
    default: nil
    }
  }

  private static func pairs(_ node: DefinitionNode?) -> [ColumnPair] {
    (node?.map ?? []).compactMap { entry in
      entry.value.located.map { ColumnPair(to: entry.name, from: $0) }
    }
  }

  private static func normalize(_ map: MapReader) -> NormalizeSpec {
    NormalizeSpec(
      trims: map.boolean("trim")?.value ?? false,
      collapses: map.boolean("collapse")?.value ?? false,
      composes: map.text("unicode")?.value == "nfc",
      letterCase: map.choice("case", NormalizeSpec.Case.self)?.value,
      columns: map["columns"] == nil ? nil : map.texts("columns"))
  }

  private static func decode(_ map: MapReader) -> DecodeSpec {
    DecodeSpec(
      columns: map["columns"] == nil ? nil : map.texts("columns"), from: map.text("from"),
      scope: map.choice("per", Decode.Scope.self)?.value ?? .column,
      entities: map.boolean("entities")?.value ?? false)
  }

  private static func values(_ entry: DefinitionNode.Entry) -> ValuesSpec {
    var table = entry.value
    var long: MapReader?
    if let inner = entry.value["map"], inner.map != nil {
      table = inner
      long = MapReader(entry.value, Language.values)
    }
    let pairs = (table.map ?? []).map { pair in
      ValuesSpec.Pair(from: pair.name, to: pair.value.isNull ? nil : pair.value.scalar?.text)
    }
    return ValuesSpec(
      column: entry.name, pairs: pairs,
      otherwise: long?.choice("else", ValuesSpec.Otherwise.self)?.value ?? .reject,
      code: long?.text("code")?.value ?? "E-VALUE")
  }

  private static func cast(_ entry: DefinitionNode.Entry) -> CastSpec? {
    if let type = entry.value.parsed(columnType) {
      return CastSpec(column: entry.name, type: type, formats: [], severity: .reject, code: nil)
    }
    guard let map = MapReader(entry.value, Language.cast),
      let type = map["type"]?.parsed(columnType)
    else { return nil }
    return CastSpec(
      column: entry.name, type: type, formats: map.texts("formats") ?? [],
      severity: map.choice("else", Severity.self)?.value ?? .reject, code: map.text("code"))
  }

  private static func columnType(_ name: String) -> ColumnType? {
    switch name {
    case "text": .text
    case "integer": .integer
    case "number": .number
    case "decimal": .decimal
    case "boolean": .boolean
    case "date": .date
    case "time": .time
    case "datetime": .dateTime
    default: nil
    }
  }

  private static func lookup(_ map: MapReader) -> LookupSpec? {
    guard let column = map.text("column"), let file = map.text("in"), let key = map.text("key")
    else { return nil }
    return LookupSpec(
      column: column, file: file, key: key, take: pairs(map["take"]), asOf: map.text("as_of"),
      valid: map.texts("valid") ?? [],
      severity: map.choice("else", Severity.self)?.value ?? .reject,
      code: map.text("code")?.value ?? "E-REF")
  }

  private static func check(_ node: DefinitionNode) -> CheckSpec? {
    guard let map = MapReader(node, Language.check), let code = map.text("code"),
      let expression = map.text("expression")
    else { return nil }
    let plain = map["message"]?.scalar?.text
    let both = MapReader(map["message"], Language.message)
    return CheckSpec(
      code: code, expression: expression, field: map.text("field"),
      severity: map.choice("severity", Severity.self)?.value ?? .reject,
      messageVietnamese: both?.text("vi")?.value ?? plain,
      message: both?.text("en")?.value ?? plain)
  }

  private static func validate(_ node: DefinitionNode) -> ValidateSpec? {
    if let schema = node.located { return ValidateSpec(schema: schema, resource: nil) }
    guard let map = MapReader(node, Language.validate), let schema = map.text("schema") else {
      return nil
    }
    return ValidateSpec(schema: schema, resource: map.text("resource"))
  }

  private static func unique(_ node: DefinitionNode) -> UniqueSpec? {
    if node.list != nil {
      return UniqueSpec(key: node.locatedList ?? [], severity: .reject, code: "E-UNIQUE")
    }
    guard let map = MapReader(node, Language.unique) else { return nil }
    return UniqueSpec(
      key: map.texts("key") ?? [],
      severity: map.choice("else", Severity.self)?.value ?? .reject,
      code: map.text("code")?.value ?? "E-UNIQUE")
  }
}
