import Columnar

extension SchemaReader {
  /// Reads the conditions over rows.
  mutating func rules(_ value: JSONValue?, of schema: TableSchema) -> [TableSchema.RowRule] {
    var rules: [TableSchema.RowRule] = []
    for entry in array(value, "'sohoa:rules'") ?? [] {
      guard
        let members = members(
          of: entry, "a row rule", known: ["id", "expression", "field", "severity", "message"]),
        let id = needed("id", members, "a row rule", entry),
        let expression = needed("expression", members, "a row rule", entry)
      else { continue }
      let field = string(members["field"], "'field'")
      if let field { checkFields([field], of: schema, at: members["field"]?.mark) }
      if rules.contains(where: { $0.id == id }) {
        report("SH2006", "the row rule '\(id)' is declared twice", at: entry.mark)
      }
      rules.append(
        .init(
          id: id, expression: expression, field: field,
          severity: choice(members["severity"], "'severity'", of: Severity.self) ?? .reject,
          message: message(members["message"])
            ?? .init(
              english: "the rule \(id) does not hold", vietnamese: "không thoả quy tắc \(id)"),
          mark: members["expression"]?.mark ?? entry.mark))
    }
    return rules
  }

  /// Reads the conditions over many rows.
  mutating func checks(_ value: JSONValue?, of schema: TableSchema) -> [TableSchema.Check] {
    let known = [
      "id", "measure", "field", "by", "minimum", "maximum", "change", "after", "severity",
      "message",
    ]
    var checks: [TableSchema.Check] = []
    for entry in array(value, "'sohoa:checks'") ?? [] {
      guard let members = members(of: entry, "a check", known: known),
        let id = needed("id", members, "a check", entry),
        needed("measure", members, "a check", entry) != nil,
        let measure = choice(
          members["measure"], "'measure'", of: TableSchema.Check.Measure.self)
      else { continue }
      let field = string(members["field"], "'field'")
      if let field { checkFields([field], of: schema, at: members["field"]?.mark) }
      let isOfRows = measure == .rowCount || measure == .violationRate
      if field == nil && !isOfRows {
        report("SH2004", "a check of '\(measure.rawValue)' needs a 'field'", at: entry.mark)
      }
      let by = oneOrMore(members["by"], "'by'") ?? []
      checkFields(by, of: schema, at: members["by"]?.mark)
      let check = TableSchema.Check(
        id: id, measure: measure, field: field, by: by,
        minimum: number(members["minimum"], "'minimum'"),
        maximum: number(members["maximum"], "'maximum'"),
        change: number(members["change"], "'change'"),
        after: count(members["after"], "'after'") ?? 0,
        severity: choice(members["severity"], "'severity'", of: Severity.self) ?? .reject,
        message: message(members["message"])
          ?? .init(english: "the check \(id) failed", vietnamese: "không đạt kiểm tra \(id)"),
        mark: entry.mark)
      if members["minimum"] == nil && members["maximum"] == nil && members["change"] == nil {
        report("SH2004", "a check needs a 'minimum', a 'maximum' or a 'change'", at: entry.mark)
      }
      checks.append(check)
    }
    return checks
  }

  /// A string that must be there.
  private mutating func needed(
    _ name: String, _ members: [String: JSONValue], _ what: String, _ value: JSONValue
  ) -> String? {
    if members[name] == nil { report("SH2004", "\(what) needs '\(name)'", at: value.mark) }
    return string(members[name], "'\(name)'")
  }

  /// One sentence for both languages, or one for each.
  private mutating func message(_ value: JSONValue?) -> TableSchema.Message? {
    guard let value else { return nil }
    if case .string(let text) = value.content { return .init(english: text, vietnamese: text) }
    guard let members = members(of: value, "a message", known: ["en", "vi"]) else { return nil }
    let english = string(members["en"], "'en'")
    let vietnamese = string(members["vi"], "'vi'")
    guard let any = english ?? vietnamese else {
      report("SH2004", "a message needs 'en' or 'vi'", at: value.mark)
      return nil
    }
    return .init(english: english ?? any, vietnamese: vietnamese ?? any)
  }
}
