import Columnar
import Dataflow
import Transformation
import Validation

extension StageCompiler {
  /// Compiles a schema: types and constraints first, then its row rules.
  mutating func validate(_ spec: ValidateSpec) {
    guard let schema = compilation.schema(spec) else { return }
    let known = columns.map(\.name)
    for field in schema.fields { titles[field.name] = field.title }
    for field in schema.fields where !known.contains(field.name) && field.constraints.isRequired {
      compilation.add(
        "SH1530", "the schema requires '\(field.name)', which no column here bears",
        at: spec.schema.location,
        remedy: nearest(to: field.name, among: known).map { "did you mean '\($0)'?" })
    }
    for check in schema.checks {
      demandedChecks.append(
        (
          check.check,
          Diagnostic.Location(
            file: schema.file, line: check.mark.line, column: check.mark.column)
        ))
    }
    do {
      _ = try Validator(schema, rules: &compilation.rules)
    } catch {
      compilation.diagnostics.append(error)
      return
    }
    let rules = compilation.rules
    append("validate") { _ in
      // The rules are in the book already, so compiling once more finds the same numbers.
      var book = rules
      return try Validator(schema, rules: &book)
    }
    for field in schema.targetColumns {
      if let index = columns.firstIndex(where: { $0.name == field.name }) {
        columns[index].type = field.type
      } else {
        columns.append((field.name, field.type))
      }
      if field.isRequired { required.insert(field.name) }
    }
    demandKeys(of: schema, at: spec.schema.location)
    references(of: schema, spec)
    rowRules(of: schema)
  }

  private mutating func rowRules(of schema: TableSchema) {
    var conditions: [Check.Condition] = []
    for rule in schema.rules {
      let location = Diagnostic.Location(
        file: schema.file, line: rule.mark.line, column: rule.mark.column)
      check(Located(rule.expression, at: location))
      let column = rule.field.flatMap { name in columns.firstIndex { $0.name == name } } ?? -1
      let finding = finding(
        rule.id, field: rule.field, severity: rule.severity, rule.message.english,
        rule.message.vietnamese)
      conditions.append(Check.Condition(rule.expression, finding: finding, column: column))
    }
    if !conditions.isEmpty { addChecks(conditions) }
  }

  /// Gives the table the conditions over many rows that schemas set.
  mutating func tableChecks() -> [QualityCheck] {
    let names = columns.map(\.name)
    var checks: [QualityCheck] = []
    for (check, location) in demandedChecks {
      let wanted =
        [check.column, check.ending?.asOf].compactMap(\.self) + check.by
        + check.conditions.map(\.column)
      if let absent = wanted.first(where: { !names.contains($0) }) {
        compilation.add(
          "SH1531", "the check '\(check.code)' is of '\(absent)', which the table has not",
          at: location,
          remedy: nearest(to: absent, among: names).map { "did you mean '\($0)'?" }
            ?? "columns: \(names.joined(separator: ", "))")
      }
      if checks.contains(where: { $0.code == check.code && $0.column == check.column }) {
        compilation.add(
          "SH1531", "the table \(target) has two checks '\(check.code)'", at: location,
          remedy: "give one of them another 'id'")
      }
      if check.report != nil {
        _ = compilation.rules.add(
          Rule(
            code: check.code, field: check.column, severity: .warn, message: check.message,
            messageVietnamese: check.messageVietnamese))
      }
      checks.append(check)
    }
    return checks
  }
}
