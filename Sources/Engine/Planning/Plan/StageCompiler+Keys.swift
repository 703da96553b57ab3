import Columnar
import Dataflow
import Validation

/// A key that a schema or a `unique` step demands.
struct DemandedKey {
  /// The columns.
  var columns: [String]
  /// The code of a row that has the key of another.
  var code: String
  /// Where it is demanded.
  var location: Diagnostic.Location
}

extension StageCompiler {
  /// The keys of a table: the one that rows are merged by, and the others.
  struct Keys {
    var main: [String] = []
    var mainRule: UInt16
    var others: [TargetTable.UniqueKey] = []
  }

  /// The keys of a table.
  ///
  /// Rows are merged by the definition's own key, or else by what the schema or a `unique` step
  /// demands first; all that is demanded besides is held too.
  mutating func keys(of target: TargetSpec) -> Keys {
    var all: [DemandedKey] = []
    var own: [String] = []
    for name in target.key where index(of: name) != nil { own.append(name.value) }
    if !own.isEmpty {
      all.append(
        DemandedKey(columns: own, code: Self.keyCode, location: target.table.location))
    }
    for key in demandedKeys where !all.contains(where: { Set($0.columns) == Set(key.columns) }) {
      let isThere = key.columns.map { index(of: Located($0, at: key.location)) != nil }
      if isThere.allSatisfy({ $0 }) { all.append(key) }
    }
    if target.mode.value == .upsert && all.isEmpty {
      compilation.add(
        "SH1522", "upsert needs a key", at: target.mode.location,
        remedy: "add 'key: [column, …]' to the table")
    }
    var keys = Keys(main: all.first?.columns ?? [], mainRule: keyRule(all.first?.code))
    keys.others = all.dropFirst().map {
      TargetTable.UniqueKey(columns: $0.columns, rule: keyRule($0.code))
    }
    required.formUnion(target.mode.value == .upsert ? keys.main : [])
    return keys
  }

  /// Compiles a `unique` step, which the table's indexes enforce.
  mutating func unique(_ spec: UniqueSpec, at location: Diagnostic.Location) {
    var key: [String] = []
    for name in spec.key where index(of: name) != nil { key.append(name.value) }
    guard isRejecting(spec.severity, at: location) else { return }
    demandedKeys.append(DemandedKey(columns: key, code: spec.code, location: location))
  }

  /// Takes over the keys of a schema.
  mutating func demandKeys(of schema: TableSchema, at location: Diagnostic.Location) {
    if !schema.primaryKey.isEmpty {
      demand(
        schema.primaryKey, schema.primaryKeyUniqueness, code: Self.keyCode, schema,
        schema.fields[0].mark, at: location)
    }
    for columns in schema.uniqueKeys {
      demandedKeys.append(
        DemandedKey(columns: columns, code: Self.keyCode, location: location))
    }
    for field in schema.fields where field.constraints.isUnique {
      let place = Diagnostic.Location(
        file: schema.file, line: field.mark.line, column: field.mark.column)
      let severity = field.severities["unique"] ?? field.defaultSeverity
      guard isRejecting(severity, at: place) else { continue }
      demand(
        [field.name], field.uniqueness,
        code: field.codes["unique"] ?? field.defaultCode ?? Self.keyCode, schema, field.mark,
        at: location)
    }
  }

  private mutating func demand(
    _ columns: [String], _ uniqueness: TableSchema.Uniqueness, code: String,
    _ schema: TableSchema, _ mark: JSONValue.Mark, at location: Diagnostic.Location
  ) {
    if uniqueness.report != .later {
      compilation.add(
        "SH1525", "of several rows with one key only the later ones can be reported so far",
        at: .init(file: schema.file, line: mark.line, column: mark.column),
        remedy: "leave 'report' out of 'sohoa:uniqueness'")
    }
    let scope = uniqueness.scope.filter { !columns.contains($0) }
    demandedKeys.append(
      DemandedKey(columns: scope + columns, code: code, location: location))
  }

  private mutating func isRejecting(
    _ severity: Severity, at location: Diagnostic.Location
  ) -> Bool {
    if severity == .reject { return true }
    compilation.add(
      "SH1524", "a repeated key can only be rejected so far", at: location,
      remedy: "leave the severity out, or write 'reject'")
    return false
  }

  private static let keyCode = "E-KEY-DUP"

  private mutating func keyRule(_ code: String?) -> UInt16 {
    compilation.rules.add(
      Rule(
        code: code ?? Self.keyCode, message: "another record has the same key and other content",
        messageVietnamese: "trùng khoá với bản ghi khác nội dung"))
  }
}
