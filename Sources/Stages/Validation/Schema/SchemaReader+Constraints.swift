import Columnar

extension SchemaReader {
  private static let constraintProperties = [
    "required", "unique", "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum",
    "exclusiveMaximum", "jsonSchema", "pattern", "enum",
  ]

  /// Reads what must hold for the values of a field.
  mutating func readConstraints(
    _ value: JSONValue, type: String, into field: inout TableSchema.Field
  ) {
    guard let members = members(of: value, "'constraints'", known: Self.constraintProperties)
    else { return }
    checkOwners(of: members, type: type)
    var constraints = TableSchema.Constraints()
    constraints.isRequired = boolean(members["required"], "'required'") ?? false
    constraints.isUnique = boolean(members["unique"], "'unique'") ?? false
    constraints.minLength = count(members["minLength"], "'minLength'")
    constraints.maxLength = count(members["maxLength"], "'maxLength'")
    constraints.minimum = members["minimum"].flatMap { scalar($0, "'minimum'") }
    constraints.maximum = members["maximum"].flatMap { scalar($0, "'maximum'") }
    constraints.exclusiveMinimum =
      members["exclusiveMinimum"].flatMap { scalar($0, "'exclusiveMinimum'") }
    constraints.exclusiveMaximum =
      members["exclusiveMaximum"].flatMap { scalar($0, "'exclusiveMaximum'") }
    constraints.pattern = string(members["pattern"], "'pattern'")
    if let value = members["enum"], let entries = array(value, "'enum'") {
      if entries.isEmpty { report("SH2004", "'enum' must not be empty", at: value.mark) }
      constraints.enumeration = entries.compactMap { scalar($0, "an entry of 'enum'") }
    }
    if let minimum = constraints.minLength, let maximum = constraints.maxLength,
      minimum > maximum, let mark = members["maxLength"]?.mark
    {
      report("SH2010", "'maxLength' is less than 'minLength'", at: mark)
    }
    constraints.json = members["jsonSchema"].map { jsonConstraint($0) }
    field.constraints = constraints
    checkValues(of: members, field)
  }

  /// Bounds and listed values must be values of the field's type, and a pattern must be one.
  private mutating func checkValues(of members: [String: JSONValue], _ field: TableSchema.Field) {
    for name in ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"] {
      guard let value = members[name], let text = value.scalarText else { continue }
      let isOrdered =
        field.type.columnType.hasValues || field.type == .yearMonth
        || field.type == .duration
      if isOrdered && field.type.bound(text) == nil {
        report("SH2010", "'\(name)' is no value of the field's type", at: value.mark)
      }
    }
    if case .array(let entries)? = members["enum"]?.content {
      for entry in entries {
        guard let text = entry.scalarText else { continue }
        if field.type.canonical(text) == nil {
          report("SH2010", "an entry of 'enum' is no value of the field's type", at: entry.mark)
        }
      }
    }
    if let value = members["pattern"], case .string(let text) = value.content {
      do { _ = try Pattern(text) } catch {
        report(
          "SH2011", "the pattern cannot be used: \(error.message) (character \(error.offset + 1))",
          at: value.mark)
      }
    }
  }

  /// A constraint on a type it does not belong to is an error.
  private mutating func checkOwners(of members: [String: JSONValue], type: String) {
    let ordered = [
      "integer", "number", "date", "time", "datetime", "duration", "year", "yearmonth",
    ]
    let owners: [(constraint: String, types: [String])] = [
      ("minLength", ["string", "array", "object", "list"]),
      ("maxLength", ["string", "array", "object", "list"]),
      ("minimum", ordered), ("maximum", ordered), ("exclusiveMinimum", ordered),
      ("exclusiveMaximum", ordered), ("pattern", ["string"]), ("jsonSchema", ["array", "object"]),
    ]
    for (constraint, types) in owners {
      guard let value = members[constraint], !types.contains(type) else { continue }
      report(
        "SH2008", "the constraint '\(constraint)' means nothing for a field of type '\(type)'",
        at: value.mark, remedy: "it belongs to: " + types.joined(separator: ", "))
    }
  }
}
