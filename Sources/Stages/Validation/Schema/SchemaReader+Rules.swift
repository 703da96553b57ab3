import Columnar
import Dataflow

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
      "id", "measure", "field", "where", "ended", "in", "over", "by", "minimum", "maximum",
      "change",
      "after",
      "report", "severity", "message",
    ]
    var checks: [TableSchema.Check] = []
    for entry in array(value, "'sohoa:checks'") ?? [] {
      guard let members = members(of: entry, "a check", known: known),
        let id = needed("id", members, "a check", entry),
        needed("measure", members, "a check", entry) != nil,
        let measure = choice(members["measure"], "'measure'", of: QualityCheck.Measure.self)
      else { continue }
      let message = message(members["message"])
      var check = QualityCheck(
        code: id, measure: measure, message: message?.english ?? "the check \(id) is missed",
        messageVietnamese: message?.vietnamese ?? "không đạt kiểm tra \(id)")
      check.column = string(members["field"], "'field'")
      check.conditions = conditions(members["where"])
      check.ending = ending(members["ended"], of: schema)
      check.source = source(members["in"])
      check.report = choice(
        members["report"], "'report'", of: TargetTable.WatchedKey.Report.self)
      check.scope = choice(members["over"], "'over'", of: QualityCheck.Scope.self) ?? .run
      check.by = oneOrMore(members["by"], "'by'") ?? []
      check.minimum = number(members["minimum"], "'minimum'")
      check.maximum = number(members["maximum"], "'maximum'")
      check.change = number(members["change"], "'change'")
      check.after = count(members["after"], "'after'") ?? 0
      check.severity =
        choice(members["severity"], "'severity'", of: QualityCheck.Severity.self) ?? .stop
      if checks.contains(where: { $0.check.code == id && $0.check.column == check.column }) {
        report("SH2006", "the check '\(id)' is declared twice", at: entry.mark)
      }
      checkParts(of: check, members, schema, at: entry.mark)
      checks.append(.init(check: check, mark: entry.mark))
    }
    return checks
  }

  /// Reads what fields of the measured rows hold: a value, `true` for any, `null` for none.
  ///
  /// They may be columns that the pipeline makes, so that the table says whether they are there.
  private mutating func conditions(_ value: JSONValue?) -> [QualityCheck.Condition] {
    guard let value else { return [] }
    guard case .object(let entries) = value.content else {
      report("SH2003", "'where' must be an object", at: value.mark)
      return []
    }
    var conditions: [QualityCheck.Condition] = []
    for entry in entries {
      switch entry.value.content {
      case .null: conditions.append(.init(entry.name, .none))
      case .boolean(true): conditions.append(.init(entry.name, .some))
      default:
        guard let text = string(entry.value, "'\(entry.name)'") else { continue }
        conditions.append(.init(entry.name, .value(text)))
      }
    }
    return conditions
  }

  /// Reads where the end of what a row names stands.
  private mutating func ending(
    _ value: JSONValue?, of schema: TableSchema
  ) -> QualityCheck.Ending? {
    guard let value,
      let members = members(
        of: value, "'ended'", known: ["table", "field", "lastDay", "asOf"]),
      let table = needed("table", members, "'ended'", value),
      let column = needed("field", members, "'ended'", value),
      let lastDay = needed("lastDay", members, "'ended'", value),
      let asOf = needed("asOf", members, "'ended'", value)
    else { return nil }
    checkFields([asOf], of: schema, at: members["asOf"]?.mark)
    return .init(table: table, column: column, lastDay: lastDay, asOf: asOf)
  }

  /// Reads where values are looked up.
  private mutating func source(_ value: JSONValue?) -> QualityCheck.Source? {
    guard let value, let members = members(of: value, "'in'", known: ["table", "field"]),
      let table = needed("table", members, "'in'", value),
      let column = needed("field", members, "'in'", value)
    else { return nil }
    return .init(table: table, column: column)
  }

  /// A check must have all parts that its measure needs, and none that it ignores.
  private mutating func checkParts(
    of check: QualityCheck, _ members: [String: JSONValue], _ schema: TableSchema,
    at mark: JSONValue.Mark
  ) {
    let measure = check.measure.rawValue
    if let field = check.column { checkFields([field], of: schema, at: members["field"]?.mark) }
    checkFields(check.by, of: schema, at: members["by"]?.mark)
    if check.column == nil && !check.measure.isOfRows {
      report("SH2004", "a check of '\(measure)' needs a 'field'", at: mark)
    }
    if check.column != nil && check.measure.isOfRows && check.report == nil {
      report("SH2008", "'field' means nothing for a check of '\(measure)'", at: mark)
    }
    if check.measure == .violationRate {
      for name in ["by", "where", "report"] where members[name] != nil {
        report("SH2008", "'\(name)' means nothing for a check of '\(measure)'", at: mark)
      }
    }
    if (check.measure == .ended) != (members["ended"] != nil) {
      report("SH2004", "a check of 'ended' needs 'ended', and no other has it", at: mark)
    }
    if (check.measure == .unmatched) != (members["in"] != nil) {
      report("SH2004", "a check of 'unmatched' needs 'in', and no other has it", at: mark)
    }
    if check.scope == .unit && check.change != nil {
      report("SH2008", "'change' means nothing over a unit, which no earlier run had", at: mark)
    }
    if check.minimum == nil && check.maximum == nil && check.change == nil {
      report("SH2004", "a check needs a 'minimum', a 'maximum' or a 'change'", at: mark)
    }
    guard let name = check.column, let type = schema.field(name)?.type.columnType else { return }
    switch check.measure {
    case .minimum, .maximum, .sum, .mean:
      guard type != .integer && type != .number && type != .decimal else { return }
      report("SH2008", "a check of '\(measure)' needs a field that holds numbers", at: mark)
    case .age:
      guard type != .date && type != .dateTime else { return }
      report("SH2008", "a check of 'age' needs a field that holds days", at: mark)
    case .gaps:
      guard type != .integer && type != .text else { return }
      report(
        "SH2008", "a check of 'gaps' needs a field that holds texts or whole numbers", at: mark)
    default: return
    }
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
