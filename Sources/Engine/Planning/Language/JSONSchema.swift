/// The language as a JSON Schema, for editors.
public enum JSONSchema {
  /// The schema of definitions, of draft 2020-12, as text.
  public static var text: String {
    text(of: Language.pipeline, title: "SoHoa pipeline, version \(Language.version)")
  }

  /// The schema of files of test cases.
  public static var cases: String {
    text(of: Language.caseFile, title: "SoHoa test cases, version \(Language.version)")
  }

  private static func text(of root: KeyTable, title: String) -> String {
    var tables: [KeyTable] = []
    collect(root, into: &tables)
    let definitions = tables.dropFirst().map { (key: $0.name, value: schema(of: $0)) }
    var entries: [(key: String, value: JSON)] = [
      ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
      ("title", .string(title)),
    ]
    if case .object(let keys) = schema(of: root) { entries += keys }
    let interpolated = JSON.object([
      ("type", .string("string")), ("pattern", .string("\\$\\{(param|env|secret):[^}]+\\}")),
    ])
    entries.append(("$defs", .object(definitions + [("interpolated", interpolated)])))
    return JSON.object(entries).text() + "\n"
  }

  /// Gathers the tables that a table leads to, each once, in reading order.
  static func collect(_ table: KeyTable, into tables: inout [KeyTable]) {
    guard !tables.contains(where: { $0.name == table.name }) else { return }
    tables.append(table)
    for key in table.keys { collect(key.shape, into: &tables) }
  }

  private static func collect(_ shape: Shape, into tables: inout [KeyTable]) {
    switch shape {
    case .value: break
    case .list(let item, _): collect(item, into: &tables)
    case .names(_, let value): collect(value, into: &tables)
    case .object(let table), .choice(let table): collect(table, into: &tables)
    case .marked(let table, _, let otherwise):
      collect(table, into: &tables)
      collect(otherwise, into: &tables)
    case .anyOf(let shapes): for shape in shapes { collect(shape, into: &tables) }
    }
  }

  private static func schema(of table: KeyTable, isChoice: Bool = false) -> JSON {
    var entries: [(key: String, value: JSON)] = [
      ("description", .string(describe(table.about))), ("type", .string("object")),
      ("properties", .object(table.keys.map { ($0.name, schema(of: $0)) })),
      ("additionalProperties", .bool(false)),
    ]
    let required = table.keys.filter { $0.isRequired && $0.dispensableWith == nil }.map(\.name)
    if !required.isEmpty { entries.append(("required", names(required))) }
    let dispensable = table.keys.filter { $0.isRequired && $0.dispensableWith != nil }
    if let other = dispensable.first?.dispensableWith {
      let choices = [dispensable.map(\.name), [other]].map {
        JSON.object([("required", names($0))])
      }
      entries.append(("anyOf", .array(choices)))
    }
    if !table.exactlyOneOf.isEmpty {
      let choices = table.exactlyOneOf.map {
        JSON.object([("required", .array([.string($0)]))])
      }
      entries.append(("oneOf", .array(choices)))
    }
    if table.name == Language.step.name {
      entries += [("minProperties", .integer(1)), ("maxProperties", .integer(1))]
    }
    return .object(entries)
  }

  private static func names(_ names: [String]) -> JSON { .array(names.map { .string($0) }) }

  private static func schema(of key: Key) -> JSON {
    var description = describe(key.about)
    if let byDefault = key.byDefault { description += "\nDefault: \(byDefault)." }
    guard case .object(let entries) = schema(of: key.shape) else { return .bool(true) }
    return .object([("description", .string(description))] + entries)
  }

  private static func schema(of shape: Shape) -> JSON {
    switch shape {
    case .value(let form): schema(of: form)
    case .list(let item, let minimum):
      .object([
        ("type", .string("array")), ("items", schema(of: item)), ("minItems", .integer(minimum)),
      ])
    case .names(let form, let value):
      .object([
        ("type", .string("object")),
        ("propertyNames", .object([("pattern", .string(form.pattern))])),
        ("additionalProperties", schema(of: value)), ("minProperties", .integer(1)),
      ])
    case .object(let table), .choice(let table):
      .object([("$ref", .string("#/$defs/\(table.name)"))])
    case .marked(let table, _, let otherwise):
      .object([
        (
          "anyOf",
          .array([.object([("$ref", .string("#/$defs/\(table.name)"))]), schema(of: otherwise)])
        )
      ])
    case .anyOf(let shapes): .object([("anyOf", .array(shapes.map(schema)))])
    }
  }

  private static func schema(of form: ValueForm) -> JSON {
    switch form {
    case .text, .path, .glob, .expression: anyScalar
    case .anyText, .nullableText:
      .object([("type", .array(["string", "number", "boolean", "null"].map { .string($0) }))])
    case .name(let name):
      .object([("type", .string("string")), ("pattern", .string(name.pattern + "|\\$\\{"))])
    case .character: text(matching: "^[\\x00-\\x7F]$")
    case .size: text(matching: "^[0-9]+ *([KMGT]?B)?$")
    case .percent: text(matching: "^[0-9]+(\\.[0-9]+)?%?$")
    case .countOrPercent: text(matching: "^([0-9]+|[0-9]+(\\.[0-9]+)?%)$")
    case .boolean: orInterpolated([.object([("type", .string("boolean"))])])
    case .integer(let range): orInterpolated([integer(range)])
    case .integerOr(let range, let words):
      orInterpolated([integer(range), .object([("enum", .array(words.map { .string($0) }))])])
    case .rowsOr(let words):
      orInterpolated([
        integer(1...1_048_576),
        .object([
          ("type", .string("string")),
          ("pattern", .string("^([1-9][0-9]*-[1-9][0-9]*|\(words.joined(separator: "|")))$")),
        ]),
      ])
    case .extent:
      .object([
        ("type", .array([.string("string"), .string("integer")])),
        ("pattern", .string("^[1-9][0-9]*([-+][1-9][0-9]*)?$|\\$\\{")),
      ])
    case .oneOf(let words):
      orInterpolated([
        .object([
          ("enum", .array(words.map { .string($0) } + (words.contains("null") ? [.null] : [])))
        ])
      ])
    }
  }

  private static let anyScalar = JSON.object([
    ("type", .array(["string", "number", "boolean"].map { .string($0) }))
  ])

  private static func text(matching pattern: String) -> JSON {
    orInterpolated([
      .object([("type", .string("string")), ("pattern", .string(pattern))]),
      .object([("type", .string("number")), ("minimum", .integer(0))]),
    ])
  }

  private static func integer(_ range: ClosedRange<Int>) -> JSON {
    var entries: [(key: String, value: JSON)] = [
      ("type", .string("integer")), ("minimum", .integer(range.lowerBound)),
    ]
    if range.upperBound != .max { entries.append(("maximum", .integer(range.upperBound))) }
    return .object(entries)
  }

  private static func orInterpolated(_ schemas: [JSON]) -> JSON {
    .object([("anyOf", .array(schemas + [.object([("$ref", .string("#/$defs/interpolated"))])]))])
  }

  private static func describe(_ about: Documentation) -> String {
    about.english + "\n" + about.vietnamese
  }
}
