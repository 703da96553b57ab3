import Columnar
import Registers

extension SchemaReader {
  private static let fieldProperties = [
    "name", "type", "format", "title", "description", "example", "constraints", "categories",
    "categoriesOrdered", "missingValues", "rdfType", "decimalChar", "groupChar", "bareNumber",
    "trueValues", "falseValues", "delimiter", "itemType", "sohoa:type", "sohoa:codes",
    "sohoa:severity",
    "sohoa:code", "sohoa:normalize", "sohoa:aliases", "sohoa:uniqueness",
  ]

  /// Reads a field; `nil` where it has no name.
  mutating func field(
    _ value: JSONValue, normalization: TableSchema.Normalization?
  ) -> TableSchema.Field? {
    guard let members = members(of: value, "a field", known: Self.fieldProperties) else {
      return nil
    }
    guard let name = string(members["name"], "'name'"), !name.isEmpty else {
      let isMissing = members["name"] == nil || members["name"]?.content == .string("")
      if isMissing { report("SH2004", "a field needs a 'name'", at: value.mark) }
      return nil
    }
    let word = string(members["type"], "'type'") ?? "any"
    var field = TableSchema.Field(name: name, type: .any, mark: value.mark)
    if let type = fieldType(word, members) { field.type = type }
    field.title = string(members["title"], "'title'")
    field.description = string(members["description"], "'description'")
    field.rdfType = string(members["rdfType"], "'rdfType'")
    field.missingValues = missingValues(members["missingValues"])
    field.normalization = self.normalization(members["sohoa:normalize"]) ?? normalization ?? .init()
    if let uniqueness = uniqueness(members["sohoa:uniqueness"]) { field.uniqueness = uniqueness }
    checkOwners(of: members, type: word)
    readCategories(members, into: &field)
    field.codeTable = codeTable(members["sohoa:codes"])
    readAliases(members["sohoa:aliases"], into: &field)
    readFindings(members, into: &field)
    if let value = members["constraints"] { readConstraints(value, type: word, into: &field) }
    checkCategories(of: field, at: value.mark)
    return field
  }

  /// Properties that mean something for some types only are errors on others.
  private mutating func checkOwners(of members: [String: JSONValue], type: String) {
    let owners: [(property: String, types: [String])] = [
      ("decimalChar", ["number"]), ("groupChar", ["number", "integer"]),
      ("bareNumber", ["number", "integer"]), ("trueValues", ["boolean"]),
      ("falseValues", ["boolean"]), ("delimiter", ["list"]), ("itemType", ["list"]),
      ("categories", ["string", "integer"]), ("categoriesOrdered", ["string", "integer"]),
      ("sohoa:type", ["string"]), ("sohoa:codes", ["string"]),
    ]
    for (property, types) in owners {
      guard let value = members[property], !types.contains(type) else { continue }
      report(
        "SH2008", "'\(property)' means nothing for a field of type '\(type)'", at: value.mark,
        remedy: "it belongs to: " + types.joined(separator: ", "))
    }
    if let value = members["categoriesOrdered"], members["categories"] == nil {
      report("SH2004", "'categoriesOrdered' needs 'categories'", at: value.mark)
    }
  }

  /// The shipped table of codes that a name means, or `nil` with a diagnostic.
  private mutating func codeTable(_ value: JSONValue?) -> String? {
    guard let value, let name = string(value, "'sohoa:codes'") else { return nil }
    if CodeTable.names.contains(name) { return name }
    unknownWord(name, "'sohoa:codes'", CodeTable.names, at: value.mark)
    return nil
  }

  private mutating func readCategories(
    _ members: [String: JSONValue], into field: inout TableSchema.Field
  ) {
    field.categoriesOrdered = boolean(members["categoriesOrdered"], "'categoriesOrdered'")
    for entry in array(members["categories"], "'categories'") ?? [] {
      var category: TableSchema.Category
      if case .object = entry.content {
        guard let own = self.members(of: entry, "a category", known: ["value", "label"]),
          let value = own["value"]
        else {
          report("SH2004", "a category needs a 'value'", at: entry.mark)
          continue
        }
        guard let text = scalar(value, "'value'") else { continue }
        category = .init(value: text, label: string(own["label"], "'label'"))
      } else {
        guard let text = scalar(entry, "a category") else { continue }
        category = .init(value: text, label: nil)
      }
      let isTwice = field.categories.contains {
        $0.value == category.value || ($0.label != nil && $0.label == category.label)
      }
      if isTwice { report("SH2006", "a category is listed twice", at: entry.mark) }
      field.categories.append(category)
    }
  }

  private mutating func checkCategories(of field: TableSchema.Field, at mark: JSONValue.Mark) {
    guard !field.categories.isEmpty else { return }
    let known = field.categories.map(\.value)
    for value in field.constraints.enumeration where !known.contains(value) {
      report("SH2010", "the 'enum' value '\(value)' is none of the categories", at: mark)
    }
  }

  private mutating func readAliases(_ value: JSONValue?, into field: inout TableSchema.Field) {
    guard let value,
      let members = members(of: value, "'sohoa:aliases'", known: ["headers", "values"])
    else { return }
    field.headerAliases = strings(members["headers"], "'headers'") ?? []
    guard let values = members["values"] else { return }
    guard case .object(let entries) = values.content else {
      wrongKind(values, "'values'", "an object")
      return
    }
    for entry in entries {
      guard let text = scalar(entry.value, "an alias") else { continue }
      field.valueAliases.append(.init(alias: entry.name, value: text))
    }
  }

  private static let findings = [
    "type", "partial", "required", "unique", "minLength", "maxLength", "minimum", "maximum",
    "exclusiveMinimum", "exclusiveMaximum", "pattern", "enum", "categories",
    "jsonSchema", "codes",
  ]

  /// Severities and codes: one for all, or one for each constraint.
  private mutating func readFindings(
    _ members: [String: JSONValue], into field: inout TableSchema.Field
  ) {
    if case .object? = members["sohoa:severity"]?.content, let value = members["sohoa:severity"] {
      for (name, value) in self.members(of: value, "'sohoa:severity'", known: Self.findings) ?? [:]
      {
        field.severities[name] = choice(value, "a severity", of: Severity.self)
      }
    } else if let severity = choice(
      members["sohoa:severity"], "'sohoa:severity'", of: Severity.self)
    {
      field.defaultSeverity = severity
    }
    if case .object? = members["sohoa:code"]?.content, let value = members["sohoa:code"] {
      for (name, value) in self.members(of: value, "'sohoa:code'", known: Self.findings) ?? [:] {
        field.codes[name] = string(value, "a code")
      }
    } else {
      field.defaultCode = string(members["sohoa:code"], "'sohoa:code'")
    }
  }
}
