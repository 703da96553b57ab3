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

  /// Makes sure that every key of a table in parts can be held: two rows with one key lie in one part.
  mutating func checkPartitions(of table: TargetTable, at location: Diagnostic.Location?) {
    guard table.partitions > 1, let location else { return }
    let deciding = table.key.joined(separator: ", ")
    for key in table.uniqueKeys where !Set(key.columns).isSuperset(of: table.key) {
      compilation.add(
        "SH1526",
        "parts by (\(deciding)) cannot hold the key (\(key.columns.joined(separator: ", ")))",
        at: location,
        remedy: "leave 'partitions' out, or add (\(deciding)) to that key")
    }
  }

  /// Compiles a `unique` step, which the table's indexes enforce.
  mutating func unique(_ spec: UniqueSpec, at location: Diagnostic.Location) {
    var key: [String] = []
    for name in spec.key where index(of: name) != nil { key.append(name.value) }
    demand(key, severity: spec.severity, report: .later, code: spec.code, at: location)
  }

  /// Takes over the keys of a schema.
  mutating func demandKeys(of schema: TableSchema, at location: Diagnostic.Location) {
    if !schema.primaryKey.isEmpty {
      let uniqueness = schema.primaryKeyUniqueness
      demand(
        uniqueness.scope.filter { !schema.primaryKey.contains($0) } + schema.primaryKey,
        severity: uniqueness.severity ?? .reject, report: uniqueness.report, code: Self.keyCode,
        at: location)
    }
    for columns in schema.uniqueKeys {
      demandedKeys.append(
        DemandedKey(columns: columns, code: Self.keyCode, location: location))
    }
    for field in schema.fields where field.constraints.isUnique {
      let place = Diagnostic.Location(
        file: schema.file, line: field.mark.line, column: field.mark.column)
      demand(
        field.uniqueness.scope.filter { $0 != field.name } + [field.name],
        severity: field.uniqueness.severity ?? field.severities["unique"] ?? field.defaultSeverity,
        report: field.uniqueness.report,
        code: field.codes["unique"] ?? field.defaultCode ?? Self.keyCode, at: place)
    }
  }

  /// Takes a key that the table's index will hold, or one whose copies are only noted.
  private mutating func demand(
    _ columns: [String], severity: Severity, report: TargetTable.WatchedKey.Report, code: String,
    at location: Diagnostic.Location
  ) {
    switch severity {
    case .reject:
      if report != .later {
        compilation.add(
          "SH1525", "of several rows with one key only the later ones can be refused",
          at: location,
          remedy: "leave 'report' out of 'sohoa:uniqueness', or add 'severity': 'warn'")
      }
      demandedKeys.append(DemandedKey(columns: columns, code: code, location: location))
    case .warn:
      let rule = compilation.rules.add(
        Rule(
          code: code, field: columns.count == 1 ? columns[0] : nil, severity: .warn,
          message: "another record has the same key",
          messageVietnamese: "trùng khoá với bản ghi khác"))
      watchedKeys.append(
        (TargetTable.WatchedKey(columns: columns, report: report, rule: rule), location))
    default:
      compilation.add(
        "SH1524", "a repeated key can be rejected or warned about, not emptied", at: location,
        remedy: "write 'reject' or 'warn'")
    }
  }

  /// The keys that are only watched, where the table has their columns.
  mutating func keysToWatch() -> [TargetTable.WatchedKey] {
    watchedKeys.filter { key, location in
      key.columns.allSatisfy { index(of: Located($0, at: location)) != nil }
    }.map(\.key)
  }

  private static let keyCode = "E-KEY-DUP"

  private mutating func keyRule(_ code: String?) -> UInt16 {
    compilation.rules.add(
      Rule(
        code: code ?? Self.keyCode, message: "another record has the same key and other content",
        messageVietnamese: "trùng khoá với bản ghi khác nội dung"))
  }
}
