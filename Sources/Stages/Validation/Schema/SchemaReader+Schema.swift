import Columnar
import Dataflow

extension SchemaReader {
  private static let schemaProperties = [
    "$schema", "name", "title", "description", "fields", "fieldsMatch", "missingValues",
    "primaryKey", "uniqueKeys", "foreignKeys", "sohoa:normalize", "sohoa:uniqueness",
    "sohoa:rules", "sohoa:checks",
  ]

  /// Reads a schema; `nil` where it has no usable field.
  mutating func schema(_ value: JSONValue, name: String?) -> TableSchema? {
    guard let members = members(of: value, "a table schema", known: Self.schemaProperties) else {
      return nil
    }
    let ownName = string(members["name"], "'name'")
    for text in ["$schema", "title", "description"] { _ = string(members[text], "'\(text)'") }
    guard let entries = array(members["fields"], "'fields'"), !entries.isEmpty else {
      if case .array? = members["fields"]?.content ?? .array([]) {
        report("SH2004", "a table schema needs 'fields', at least one", at: value.mark)
      }
      return nil
    }
    var schema = TableSchema(name: name ?? ownName, fields: [], file: file)
    let normalization = normalization(members["sohoa:normalize"])
    for entry in entries {
      guard let field = field(entry, normalization: normalization) else { continue }
      if schema.field(field.name) != nil {
        report("SH2006", "the field '\(field.name)' is declared twice", at: entry.mark)
      }
      schema.fields.append(field)
    }
    if let match = choice(
      members["fieldsMatch"], "'fieldsMatch'", of: TableSchema.FieldsMatch.self)
    {
      schema.fieldsMatch = match
    }
    if let missing = missingValues(members["missingValues"]) { schema.missingValues = missing }
    readKeys(members, into: &schema)
    schema.rules = rules(members["sohoa:rules"], of: schema)
    schema.checks = checks(members["sohoa:checks"], of: schema)
    for field in schema.fields where !field.uniqueness.scope.isEmpty {
      checkFields(field.uniqueness.scope, of: schema, at: field.mark)
    }
    return schema
  }

  /// Notes names that are no fields.
  mutating func checkFields(
    _ names: [String], of schema: TableSchema, at mark: JSONValue.Mark?
  ) {
    guard let mark else { return }
    let known = schema.fields.map(\.name)
    for name in names where !known.contains(name) {
      report(
        "SH2007", "the schema has no field '\(name)'", at: mark, remedy: suggestion(name, known))
    }
  }

  /// A list of texts, or of objects with a text and a label.
  mutating func missingValues(_ value: JSONValue?) -> [TableSchema.MissingValue]? {
    guard let entries = array(value, "'missingValues'") else { return nil }
    var values: [TableSchema.MissingValue] = []
    for entry in entries {
      var missing: TableSchema.MissingValue
      if case .object = entry.content {
        guard
          let members = members(of: entry, "a missing value", known: ["value", "label"])
        else { continue }
        guard let text = string(members["value"], "'value'") else {
          if members["value"] == nil {
            report("SH2004", "a missing value needs a 'value'", at: entry.mark)
          }
          continue
        }
        missing = .init(value: text, label: string(members["label"], "'label'"))
      } else {
        guard let text = string(entry, "a missing value") else { continue }
        missing = .init(value: text, label: nil)
      }
      let isTwice = values.contains {
        $0.value == missing.value || ($0.label != nil && $0.label == missing.label)
      }
      if isTwice { report("SH2006", "a missing value is listed twice", at: entry.mark) }
      values.append(missing)
    }
    return values
  }

  /// What is done to texts before they are checked.
  mutating func normalization(_ value: JSONValue?) -> TableSchema.Normalization? {
    guard let words = array(value, "'sohoa:normalize'") else { return nil }
    var normalization = TableSchema.Normalization()
    for entry in words {
      guard let word = string(entry, "an entry of 'sohoa:normalize'") else { continue }
      switch word {
      case "trim": normalization.trims = true
      case "collapse": normalization.collapses = true
      case "nfc": normalization.composes = true
      case "upper": normalization.letterCase = .upper
      case "lower": normalization.letterCase = .lower
      default:
        unknownWord(
          word, "an entry of 'sohoa:normalize'", ["trim", "collapse", "nfc", "upper", "lower"],
          at: entry.mark)
      }
    }
    return normalization
  }

  /// Where a key is unique.
  mutating func uniqueness(_ value: JSONValue?) -> TableSchema.Uniqueness? {
    guard let value,
      let members = members(
        of: value, "'sohoa:uniqueness'", known: ["scope", "report", "severity"])
    else { return nil }
    var uniqueness = TableSchema.Uniqueness()
    uniqueness.severity = choice(members["severity"], "'severity'", of: Severity.self)
    uniqueness.scope = strings(members["scope"], "'scope'") ?? []
    if let report = choice(
      members["report"], "'report'", of: TargetTable.WatchedKey.Report.self)
    {
      uniqueness.report = report
    }
    return uniqueness
  }
}
