import Columnar
import Dataflow
import LegacyText
import Transformation
import Validation

extension StageCompiler {
  /// Compiles one step.
  mutating func compile(_ step: StepSpec) {
    switch step.action {
    case .normalize(let spec): normalize(spec)
    case .decode(let spec): decode(spec)
    case .map(let pairs): map(pairs)
    case .rename(let pairs): rename(pairs)
    case .values(let specs): for spec in specs { values(spec) }
    case .cast(let specs): for spec in specs { cast(spec) }
    case .place(let specs): for spec in specs { place(spec) }
    case .name(let specs): for spec in specs { name(spec) }
    case .code(let specs): for spec in specs { code(spec) }
    case .date(let specs): for spec in specs { date(spec) }
    case .idNumber(let specs): for spec in specs { idNumber(spec) }
    case .lookup(let spec): lookup(spec)
    case .derive(let specs): derive(specs)
    case .filter(let expression): filter(expression)
    case .check(let specs): check(specs)
    case .validate(let spec): validate(spec)
    case .unique(let spec): unique(spec, at: step.location)
    }
  }

  private mutating func normalize(_ spec: NormalizeSpec) {
    var names: [String]?
    if let columns = spec.columns {
      names = []
      for column in columns where index(of: column) != nil { names?.append(column.value) }
    }
    let letterCase: LetterCase? = spec.letterCase.map { $0 == .upper ? .upper : .lower }
    let (trims, collapses, composes, wanted) = (spec.trims, spec.collapses, spec.composes, names)
    append("normalize") { _ in
      Normalize(
        columns: wanted, trim: trims, collapse: collapses, unicodeNFC: composes,
        letterCase: letterCase)
    }
  }

  private mutating func decode(_ spec: DecodeSpec) {
    var names: [String]?
    if let columns = spec.columns {
      names = []
      for column in columns where index(of: column) != nil { names?.append(column.value) }
    }
    let undecodable = finding(
      "E-ENC", field: nil, severity: .reject, "the text is not in the encoding it should be in",
      "chữ không đúng bảng mã")
    let guess = finding(
      "W-ENC-GUESS", field: nil, severity: .warn,
      "the cell's own words do not tell its encoding; its column's was taken",
      "chữ trong ô chưa đủ để biết bảng mã; đã lấy theo cột")
    let step = Decode(
      columns: names,
      reading: spec.from.flatMap { LegacyEncoding(rawValue: $0.value) }.map { .legacy($0) },
      scope: spec.scope, entities: spec.entities, undecodable: undecodable, guess: guess)
    append("decode") { _ in step }
  }

  private mutating func map(_ pairs: [ColumnPair]) {
    var picked: [(name: String, source: Int)] = []
    for pair in pairs {
      if let source = index(of: pair.from) { picked.append((pair.to.value, source)) }
    }
    columns = picked.map { ($0.name, columns[$0.source].type) }
    let wanted = picked
    append("map") { _ in Map(wanted) }
  }

  private mutating func rename(_ pairs: [ColumnPair]) {
    var picked = columns.enumerated().map { (name: $1.name, source: $0) }
    for pair in pairs {
      if let source = index(of: pair.from) { picked[source].name = pair.to.value }
    }
    columns = picked.map { ($0.name, columns[$0.source].type) }
    let wanted = picked
    append("rename") { _ in Map(wanted) }
  }

  private mutating func values(_ spec: ValuesSpec) {
    guard let index = index(of: spec.column) else { return }
    let severity: Severity? =
      switch spec.otherwise {
      case .reject: .reject
      case .warn: .warn
      case .null: .null
      case .keep: nil
      }
    let unknown = severity.map {
      finding(
        spec.code, field: spec.column.value, severity: $0, "the value is not in the code table",
        "giá trị không có trong bảng mã")
    }
    let values = spec.pairs.map { (code: $0.from.value, replacement: $0.to) }
    columns[index].type = .text
    append("values \(spec.column.value)") { _ in
      Values(column: index, values: values, unknown: unknown)
    }
  }

  private mutating func cast(_ spec: CastSpec) {
    guard let index = index(of: spec.column) else { return }
    guard let format = cellFormat(spec) else { return }
    let isDate = [.date, .time, .dateTime].contains(spec.type.value)
    let finding = finding(
      spec.code?.value ?? (isDate ? "E-DATE" : "E-TYPE"), field: spec.column.value,
      severity: spec.severity, "the value is not of the type wanted", "giá trị sai kiểu")
    columns[index].type = format.columnType
    let name = spec.column.value
    append("cast \(name)") { _ in
      Cast(column: name, type: format, rule: finding.rule, severity: finding.severity)
    }
  }

  private mutating func cellFormat(_ spec: CastSpec) -> CellFormat? {
    var formats: [DateFormat] = []
    for format in spec.formats {
      do { formats.append(try DateFormat(format.value)) } catch {
        compilation.add(
          "SH1523", "'\(format.value)' is no date format", at: format.location,
          remedy: "write it like dd/MM/yyyy or %d/%m/%Y")
        return nil
      }
    }
    return switch spec.type.value {
    case .text: .text
    case .integer: .integer()
    case .number: .number()
    case .decimal: .decimal()
    case .boolean:
      .boolean(
        trueValues: ByteSet(["true", "TRUE", "True", "1"]),
        falseValues: ByteSet(["false", "FALSE", "False", "0"]))
    case .date: formats.isEmpty ? .date() : .date(formats)
    case .time: formats.isEmpty ? .time() : .time(formats)
    case .dateTime: formats.isEmpty ? .dateTime() : .dateTime(formats)
    }
  }

  private mutating func derive(_ specs: [DeriveSpec]) {
    // Each sees the columns that those before it made.
    for spec in specs {
      check(spec.expression)
      let finding = finding(
        "E-EXPRESSION", field: spec.column.value, severity: .reject,
        "the expression cannot be computed for the row", "không tính được biểu thức cho dòng này")
      let output = Derive.Output(name: spec.column.value, expression: spec.expression.value)
      let before = columns
      if !columns.contains(where: { $0.name == spec.column.value }) {
        columns.append((spec.column.value, .text))
      }
      append("derive \(spec.column.value)") { context in
        try Derive([output], columns: before, engine: context.engine(), finding: finding)
      }
    }
  }

  private mutating func filter(_ expression: Located<String>) {
    check(expression)
    let finding = finding(
      "E-EXPRESSION", field: nil, severity: .reject,
      "the expression cannot be computed for the row", "không tính được biểu thức cho dòng này")
    let before = columns
    append("filter") { context in
      try Filter(expression.value, columns: before, engine: context.engine(), finding: finding)
    }
  }

  private mutating func check(_ specs: [CheckSpec]) {
    var conditions: [Check.Condition] = []
    for spec in specs {
      check(spec.expression)
      let column = spec.field.flatMap { index(of: $0) } ?? -1
      let finding = finding(
        spec.code.value, field: spec.field?.value, severity: spec.severity,
        spec.message ?? "the rule does not hold",
        spec.messageVietnamese ?? spec.message ?? "không thoả quy tắc")
      conditions.append(
        Check.Condition(spec.expression.value, finding: finding, column: column))
    }
    addChecks(conditions)
  }

  mutating func addChecks(_ conditions: [Check.Condition]) {
    let before = columns
    append("check") { context in
      try Check(conditions, columns: before, engine: context.engine())
    }
  }
}
