extension SchemaReader {
  /// Compiles what the constraint `jsonSchema` says.
  mutating func jsonConstraint(_ value: JSONValue) -> JSONConstraint {
    var compiler = JSONSchemaCompiler(reader: self, document: value)
    _ = compiler.node(value)
    compiler.resolveReferences()
    self = compiler.reader
    return JSONConstraint(nodes: compiler.nodes)
  }
}

/// Turns a JSON Schema into nodes; every keyword is taken, or an error.
private struct JSONSchemaCompiler {
  var reader: SchemaReader
  let document: JSONValue
  var nodes: [JSONConstraint.Node] = []
  private var marks: [JSONValue.Mark] = []
  private var definitions: [String: Int] = [:]
  private var references: [(node: Int, target: String, mark: JSONValue.Mark)] = []

  init(reader: SchemaReader, document: JSONValue) {
    self.reader = reader
    self.document = document
  }

  /// Those that say nothing about a value.
  private static let annotations = [
    "$schema", "$comment", "title", "description", "default", "examples",
  ]
  private static let keywords = [
    "type", "enum", "const", "properties", "required", "additionalProperties", "minProperties",
    "maxProperties", "items", "minItems", "maxItems", "uniqueItems", "minimum", "maximum",
    "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern",
    "anyOf", "oneOf", "allOf", "not", "$ref", "$defs",
  ]

  /// Compiles a schema and returns its position.
  mutating func node(_ value: JSONValue) -> Int {
    let index = nodes.count
    nodes.append(JSONConstraint.Node())
    marks.append(value.mark)
    switch value.content {
    case .boolean(let flag): nodes[index].isNever = !flag
    case .object(let members):
      var node = JSONConstraint.Node()
      for member in members { take(member, into: &node, at: index) }
      nodes[index] = node
    default: reader.wrongKind(value, "a JSON schema", "an object, true or false")
    }
    return index
  }

  private mutating func take(
    _ member: JSONValue.Member, into node: inout JSONConstraint.Node, at index: Int
  ) {
    let value = member.value
    let what = "'\(member.name)'"
    switch member.name {
    case "type": node.kinds = kinds(value)
    case "enum": node.values = values(reader.array(value, what) ?? [], node.values)
    case "const": node.values = values([value], node.values)
    case "minLength": node.length.least = reader.count(value, what) ?? 0
    case "maxLength": node.length.most = reader.count(value, what) ?? .max
    case "minItems": node.itemCount.least = reader.count(value, what) ?? 0
    case "maxItems": node.itemCount.most = reader.count(value, what) ?? .max
    case "minProperties": node.memberCount.least = reader.count(value, what) ?? 0
    case "maxProperties": node.memberCount.most = reader.count(value, what) ?? .max
    case "pattern": node.pattern = pattern(value)
    case "minimum": node.minimum = number(value, what)
    case "maximum": node.maximum = number(value, what)
    case "exclusiveMinimum": node.exclusiveMinimum = number(value, what)
    case "exclusiveMaximum": node.exclusiveMaximum = number(value, what)
    case "multipleOf": node.multipleOf = divisor(value)
    case "uniqueItems": node.hasUniqueItems = reader.boolean(value, what) ?? false
    case "required":
      node.required = Set((reader.strings(value, what) ?? []).map { Array($0.utf8) })
    case "items": node.items = self.node(value)
    case "additionalProperties": node.additionalProperties = self.node(value)
    case "properties":
      for (name, schema) in schemas(value, what) { node.properties[Array(name.utf8)] = schema }
    case "$defs":
      if value.mark != document["$defs"]?.mark {
        reader.report("SH2009", "'$defs' belongs to the outermost schema", at: member.mark)
      }
      for (name, schema) in schemas(value, what) { definitions[name] = schema }
    case "allOf": node.all += list(value, what)
    case "anyOf": node.any = list(value, what)
    case "oneOf": node.one = list(value, what)
    case "not": node.not = self.node(value)
    case "$ref":
      guard let target = reader.string(value, what) else { return }
      references.append((index, target, value.mark))
    case let name where Self.annotations.contains(name): break
    default:
      reader.report(
        "SH2009", "the JSON Schema keyword '\(member.name)' is not supported", at: member.mark,
        remedy: reader.suggestion(member.name, Self.keywords))
    }
  }

  /// Leads each `$ref` to its schema, and finds those that lead in a circle without going deeper.
  mutating func resolveReferences() {
    for reference in references {
      if let index = position(of: reference.target) {
        nodes[reference.node].all.append(index)
      } else {
        reader.report(
          "SH2009", "'$ref' leads to '\(reference.target)', which is not here",
          at: reference.mark,
          remedy: reader.suggestion(
            reference.target, ["#"] + definitions.keys.sorted().map { "#/$defs/\($0)" }))
      }
    }
    // 0: not seen, 1: on the way, 2: ends.
    var states = [UInt8](repeating: 0, count: nodes.count)
    for index in nodes.indices where circles(index, &states) {
      reader.report(
        "SH2004", "the JSON schema refers to itself for the same value", at: marks[index],
        remedy: "let '$ref' lead back below 'properties' or 'items' only")
      // Nothing is ever held against these nodes; yet no caller may run in the circle.
      nodes = [JSONConstraint.Node()]
      return
    }
  }

  /// Whether a schema leads back to itself at the same value.
  private func circles(_ start: Int, _ states: inout [UInt8]) -> Bool {
    if states[start] != 0 { return states[start] == 1 }
    states[start] = 1
    // A chain without a circle may be as long as there are schemas, so it is walked without recursion.
    var path: [(node: Int, next: [Int])] = [(start, nodes[start].inPlace)]
    while let (node, next) = path.last {
      guard let child = next.last else {
        states[node] = 2
        path.removeLast()
        continue
      }
      path[path.count - 1].next.removeLast()
      if states[child] == 1 { return true }
      if states[child] == 2 { continue }
      states[child] = 1
      path.append((child, nodes[child].inPlace))
    }
    return false
  }

  private func position(of target: String) -> Int? {
    if target == "#" { return 0 }
    let prefix = "#/$defs/"
    guard target.hasPrefix(prefix) else { return nil }
    let parts = target.dropFirst(prefix.count).split(
      separator: "~1", omittingEmptySubsequences: false)
    let name = parts.map {
      $0.split(separator: "~0", omittingEmptySubsequences: false).joined(separator: "~")
    }
    return definitions[name.joined(separator: "/")]
  }

  // MARK: Values of keywords

  private mutating func kinds(_ value: JSONValue) -> [JSONConstraint.Kind] {
    let words: [JSONValue] =
      if case .array(let entries) = value.content { entries } else { [value] }
    return words.compactMap { reader.choice($0, "'type'", of: JSONConstraint.Kind.self) }
  }

  private func values(_ values: [JSONValue], _ others: Set<JSONKey>?) -> Set<JSONKey> {
    let keys = Set(values.map(JSONKey.init))
    return others?.intersection(keys) ?? keys
  }

  private mutating func number(_ value: JSONValue, _ what: String) -> JSONNumber? {
    if case .number(let text) = value.content { return JSONNumber(text) }
    reader.wrongKind(value, what, "a number")
    return nil
  }

  private mutating func divisor(_ value: JSONValue) -> JSONNumber? {
    guard let number = number(value, "'multipleOf'") else { return nil }
    if number.isPositive && !number.isTooLongForDivisor { return number }
    reader.report(
      "SH2003", "'multipleOf' must be greater than 0 and have at most 18 digits", at: value.mark)
    return nil
  }

  private mutating func pattern(_ value: JSONValue) -> Pattern? {
    guard let text = reader.string(value, "'pattern'") else { return nil }
    do { return try Pattern(searching: text) } catch {
      reader.report(
        "SH2011", "the pattern cannot be used: \(error.message) (character \(error.offset + 1))",
        at: value.mark)
      return nil
    }
  }

  private mutating func schemas(_ value: JSONValue, _ what: String) -> [(String, Int)] {
    guard case .object(let members) = value.content else {
      reader.wrongKind(value, what, "an object")
      return []
    }
    return members.map { ($0.name, node($0.value)) }
  }

  private mutating func list(_ value: JSONValue, _ what: String) -> [Int] {
    let entries = reader.array(value, what) ?? []
    if case .array([]) = value.content {
      reader.report("SH2004", "\(what) must not be empty", at: value.mark)
    }
    return entries.map { node($0) }
  }
}
