import Columnar
import Dataflow
import Registers

/// All that is done to one column, compiled from its field.
struct FieldCheck: Sendable {
  /// A least or greatest number of characters or items.
  struct Length: Sendable {
    var least: Int
    var most: Int
    var finding: Finding
  }

  /// A least or greatest value.
  struct Limit: Sendable {
    var bound: Bound
    var isLower: Bool
    var isExclusive: Bool
    var finding: Finding
  }

  let name: String
  let normalization: TableSchema.Normalization
  let aliases: ByteSet?
  let aliasValues: [String]
  let missing: ByteSet
  let type: TableSchema.FieldType
  let format: CellFormat
  let textCheck: TextCheck?
  let typeFinding: Finding?
  private(set) var partialFinding: Finding?
  private(set) var requiredFinding: Finding?
  private(set) var lengths: [Length] = []
  private(set) var limits: [Limit] = []
  private(set) var pattern: (pattern: Pattern, finding: Finding)?
  private(set) var json: (constraint: JSONConstraint, finding: Finding)?
  private(set) var sets: [(values: ByteSet, finding: Finding)] = []

  /// Compiles a field; what the reader has refused already is left out.
  init(
    _ field: TableSchema.Field, missing: [TableSchema.MissingValue], isKey: Bool,
    rules: inout RuleBook
  ) throws(Pattern.Problem) {
    name = field.name
    normalization = field.normalization
    aliases = field.valueAliases.isEmpty ? nil : ByteSet(field.valueAliases.map(\.alias))
    aliasValues = field.valueAliases.map(\.value)
    self.missing = ByteSet(missing.map(\.value))
    type = field.type
    format = field.type.cellFormat
    textCheck = TextCheck(field.type)
    let isFree = format == .text && textCheck == nil && !type.isList && !type.isRegisterDate
    typeFinding = isFree ? nil : FindingKind.type.finding(field, &rules)
    let constraints = field.constraints
    if type == .string(.partialDate) && field.severities["partial"] != nil {
      partialFinding = FindingKind.partial.finding(field, &rules)
    }
    if constraints.isRequired || isKey {
      requiredFinding = FindingKind.required.finding(field, &rules)
    }
    if let least = constraints.minLength {
      let finding = FindingKind.minLength.finding(field, &rules)
      lengths.append(.init(least: least, most: .max, finding: finding))
    }
    if let most = constraints.maxLength {
      let finding = FindingKind.maxLength.finding(field, &rules)
      lengths.append(.init(least: 0, most: most, finding: finding))
    }
    let bounds: [(FindingKind, String?, isLower: Bool, isExclusive: Bool)] = [
      (.minimum, constraints.minimum, true, false), (.maximum, constraints.maximum, false, false),
      (.exclusiveMinimum, constraints.exclusiveMinimum, true, true),
      (.exclusiveMaximum, constraints.exclusiveMaximum, false, true),
    ]
    for (kind, text, isLower, isExclusive) in bounds {
      guard let text, let bound = type.bound(text) else { continue }
      limits.append(
        .init(
          bound: bound, isLower: isLower, isExclusive: isExclusive,
          finding: kind.finding(field, &rules)))
    }
    if let text = constraints.pattern {
      pattern = (try Pattern(text), FindingKind.pattern.finding(field, &rules))
    }
    if let constraint = constraints.json {
      json = (constraint, FindingKind.jsonSchema.finding(field, &rules))
    }
    if !constraints.enumeration.isEmpty {
      let values = constraints.enumeration.compactMap { field.type.canonical($0)?.text }
      sets.append((ByteSet(values), FindingKind.enumeration.finding(field, &rules)))
    }
    if let table = field.codeTable.flatMap({ CodeTable(named: $0) }) {
      let codes = table.codes.map { String(decoding: $0, as: UTF8.self) }
      sets.append((ByteSet(codes), FindingKind.codes.finding(field, &rules)))
    }
    if !field.categories.isEmpty {
      let values = field.categories.compactMap { field.type.canonical($0.value)?.text }
      sets.append((ByteSet(values), FindingKind.categories.finding(field, &rules)))
    }
  }
}

extension TableSchema.FieldType {
  var isList: Bool { if case .list = self { true } else { false } }
  /// Whether its cells are dates of which parts may be unknown.
  var isRegisterDate: Bool { self == .string(.partialDate) }
}
