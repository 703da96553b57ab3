import Columnar

extension SchemaReader {
  /// Reads primary, unique and foreign keys.
  mutating func readKeys(_ members: [String: JSONValue], into schema: inout TableSchema) {
    if let value = members["primaryKey"], let names = oneOrMore(value, "'primaryKey'") {
      checkKey(names, of: schema, at: value.mark)
      schema.primaryKey = names
    }
    if let value = members["sohoa:uniqueness"], let uniqueness = uniqueness(value) {
      checkFields(uniqueness.scope, of: schema, at: value.mark)
      schema.primaryKeyUniqueness = uniqueness
    }
    if let value = members["uniqueKeys"], let entries = array(value, "'uniqueKeys'") {
      if entries.isEmpty { report("SH2004", "'uniqueKeys' must not be empty", at: value.mark) }
      for entry in entries {
        guard let names = strings(entry, "a unique key") else { continue }
        checkKey(names, of: schema, at: entry.mark)
        schema.uniqueKeys.append(names)
      }
    }
    for entry in array(members["foreignKeys"], "'foreignKeys'") ?? [] {
      if let key = foreignKey(entry, of: schema) { schema.foreignKeys.append(key) }
    }
  }

  private mutating func checkKey(_ names: [String], of schema: TableSchema, at mark: JSONValue.Mark)
  {
    if names.isEmpty { report("SH2004", "a key needs at least one field", at: mark) }
    if Set(names).count < names.count {
      report("SH2006", "a key names a field twice", at: mark)
    }
    checkFields(names, of: schema, at: mark)
  }

  private mutating func foreignKey(
    _ value: JSONValue, of schema: TableSchema
  ) -> TableSchema.ForeignKey? {
    let known = ["fields", "reference", "sohoa:severity", "sohoa:code", "sohoa:asOf"]
    guard let members = members(of: value, "a foreign key", known: known) else { return nil }
    guard let fields = oneOrMore(members["fields"], "'fields'"),
      let target = members["reference"],
      let reference = self.members(
        of: target, "a reference",
        known: ["resource", "fields", "sohoa:validFrom", "sohoa:validTo"]),
      let referenceFields = oneOrMore(reference["fields"], "'fields'")
    else {
      let isIncomplete =
        members["fields"] == nil || members["reference"] == nil
        || members["reference"]?["fields"] == nil
      if isIncomplete {
        report(
          "SH2004", "a foreign key needs 'fields' and a 'reference' with 'fields'", at: value.mark)
      }
      return nil
    }
    checkKey(fields, of: schema, at: value.mark)
    if fields.count != referenceFields.count {
      report(
        "SH2014",
        "the foreign key has \(fields.count) fields here and \(referenceFields.count) there",
        at: value.mark)
    }
    var resource = string(reference["resource"], "'resource'")
    if resource == "" { resource = nil }
    if resource == nil { checkFields(referenceFields, of: schema, at: value.mark) }
    let asOf = string(members["sohoa:asOf"], "'sohoa:asOf'")
    if let asOf { checkFields([asOf], of: schema, at: members["sohoa:asOf"]?.mark) }
    let validity = ["sohoa:validFrom", "sohoa:validTo"].filter { reference[$0] != nil }
    if let asOf, let field = schema.field(asOf), field.type.columnType != .date {
      report(
        "SH2008", "'sohoa:asOf' needs a field of type 'date', which '\(asOf)' is not",
        at: members["sohoa:asOf"]?.mark ?? value.mark)
    }
    if (asOf == nil) != validity.isEmpty {
      report(
        "SH2004",
        "a dated foreign key needs 'sohoa:asOf', and 'sohoa:validFrom' or 'sohoa:validTo'",
        at: value.mark)
    }
    return TableSchema.ForeignKey(
      fields: fields, resource: resource, referenceFields: referenceFields,
      severity: choice(members["sohoa:severity"], "'sohoa:severity'", of: Severity.self) ?? .reject,
      code: string(members["sohoa:code"], "'sohoa:code'") ?? "E-CODE", asOf: asOf,
      validFrom: string(reference["sohoa:validFrom"], "'sohoa:validFrom'"),
      validTo: string(reference["sohoa:validTo"], "'sohoa:validTo'"), mark: value.mark)
  }
}
