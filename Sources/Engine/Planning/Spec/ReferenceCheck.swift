import Dataflow

/// Holds the names of columns against the columns known at each step.
struct ReferenceCheck {
  private let spec: PipelineSpec
  private var diagnostics: [Diagnostic] = []

  /// Checks all stages and tables.
  static func run(_ spec: PipelineSpec) -> [Diagnostic] {
    var check = ReferenceCheck(spec: spec)
    check.checkSources()
    for stage in spec.stages { check.check(stage) }
    for target in spec.targets { check.check(target) }
    return check.diagnostics
  }

  private init(spec: PipelineSpec) { self.spec = spec }

  private mutating func checkSources() {
    for source in spec.sources {
      let record: (format: String, path: String)?
      switch source.format {
      case .xml(let xml): record = ("XML", xml.record.description)
      case .json(let json): record = ("JSON", json.record?.description ?? "the record")
      case .ocr: record = ("pages", "the page")
      case .csv, .xlsx, .dbf, .fixed: record = nil
      }
      if source.fields == nil, let record {
        note(
          .missingKey, "extract.\(source.name) reads \(record.format), but has no 'fields'",
          at: source.name.location,
          remedy: "add 'fields': the columns, each with its path inside \(record.path)")
      }
      for child in source.children {
        var seen: Set<String> = []
        for field in child.parentFields + child.fields
        where !seen.insert(field.column.value).inserted {
          note(
            .duplicateColumn, "the column '\(field.column)' comes from the parent too",
            at: field.column.location, remedy: "give one of them another name")
        }
      }
    }
  }

  private mutating func check(_ stage: StageSpec) {
    checkAgreement(of: stage.inputs, for: "the stage '\(stage.name)'", at: stage.name.location)
    var columns = spec.columns(of: stage.inputs)
    if stage.hasGaps { columns.isComplete = false }
    for step in stage.steps {
      check(step, columns)
      columns = step.columnsAfter(columns)
      if stage.hasGaps { columns.isComplete = false }
    }
  }

  private mutating func check(_ step: StepSpec, _ columns: ColumnSet) {
    switch step.action {
    case .normalize(let normalize): require(normalize.columns ?? [], columns)
    case .decode(let decode): require(decode.columns ?? [], columns)
    case .map(let pairs): require(pairs.map(\.from), columns)
    case .rename(let pairs): check(renaming: pairs, columns)
    case .values(let tables): require(tables.map(\.column), columns)
    case .cast(let casts): require(casts.map(\.column), columns)
    case .date(let dates):
      require(dates.flatMap { [$0.column, $0.words, $0.reference].compactMap(\.self) }, columns)
    case .idNumber(let numbers):
      require(
        numbers.flatMap { [$0.column, $0.sex, $0.birth, $0.province].compactMap(\.self) }, columns)
    case .lookup(let lookup):
      require([lookup.column] + [lookup.asOf].compactMap(\.self), columns)
      for pair in lookup.take where columns.names.contains(pair.to.value) {
        note(
          .duplicateColumn, "there is a column '\(pair.to)' already", at: pair.to.location,
          remedy: "take it under another name")
      }
    case .place(let places):
      require(places.flatMap { [$0.column, $0.asOf] }, columns)
    case .name(let names): require(names.map(\.column), columns)
    case .code(let codes): require(codes.map(\.column), columns)
    case .check(let checks): require(checks.compactMap(\.field), columns)
    case .unique(let unique): require(unique.key, columns)
    case .derive, .filter, .validate: break
    }
  }

  private mutating func check(renaming pairs: [ColumnPair], _ columns: ColumnSet) {
    require(pairs.map(\.from), columns)
    let old = pairs.map(\.from.value)
    var taken = Set(columns.names.filter { !old.contains($0) })
    for pair in pairs where !taken.insert(pair.to.value).inserted {
      note(
        .duplicateColumn, "there is a column '\(pair.to)' already", at: pair.to.location,
        remedy: "rename it to something else, or drop the other with 'map'")
    }
  }

  private mutating func check(_ target: TargetSpec) {
    checkAgreement(of: target.inputs, for: "load.\(target.table)", at: target.table.location)
    let columns = spec.columns(of: target.inputs)
    require(target.key, columns, of: "in the rows for load.\(target.table)")
    for index in target.indexes {
      require(index, columns, of: "in the rows for load.\(target.table)")
    }
  }

  /// Notes inputs that do not deliver the columns of the first.
  private mutating func checkAgreement(
    of inputs: [InputSpec], for taker: String, at location: Diagnostic.Location
  ) {
    guard let first = inputs.first else { return }
    let wanted = spec.columns(of: first)
    for input in inputs.dropFirst() {
      let columns = spec.columns(of: input)
      guard wanted.isComplete, columns.isComplete else { continue }
      let missing = wanted.names.filter { !columns.names.contains($0) }
      let extra = columns.names.filter { !wanted.names.contains($0) }
      guard let name = missing.first ?? extra.first else { continue }
      let (with, without) = missing.isEmpty ? (input, first) : (first, input)
      note(
        .differentColumns,
        "\(taker) takes rows with different columns: \(with) has '\(name)', \(without) does not",
        at: location, remedy: "give both the same columns, or make a stage for each")
    }
  }

  private mutating func require(
    _ names: [Located<String>], _ columns: ColumnSet, of place: String = "at this step"
  ) {
    guard columns.isComplete else { return }
    for name in names where !columns.names.contains(name.value) {
      let near = nearest(to: name.value, among: columns.names)
      let listed = columns.names.prefix(20).map { "'\($0)'" }.joined(separator: ", ")
      let more = columns.names.count > 20 ? " and \(columns.names.count - 20) more" : ""
      note(
        .unknownColumn, "there is no column '\(name)' \(place)", at: name.location,
        remedy: near.map { "did you mean '\($0)'?" } ?? "the columns here are \(listed)\(more)")
    }
  }

  private mutating func note(
    _ code: DefinitionCode, _ message: String, at location: Diagnostic.Location, remedy: String
  ) {
    diagnostics.append(code.diagnostic(message, at: location, remedy: remedy))
  }
}
