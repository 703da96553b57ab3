/// The columns known at a place of a stage.
public struct ColumnSet: Sendable, Equatable {
  /// The names known, in order.
  public var names: [String]
  /// Whether there are no others; a source without `fields` has others.
  public var isComplete: Bool

  /// Creates a set.
  public init(_ names: [String], isComplete: Bool) {
    self.names = names
    self.isComplete = isComplete
  }

  /// Adds a column unless it is there.
  mutating func insert(_ name: String) {
    if !names.contains(name) { names.append(name) }
  }
}

extension StepSpec {
  /// The columns that leave the step when `before` enter it.
  ///
  /// A `validate` step leaves the columns as they are; whether they have the schema's fields is
  /// for those to check who read the schema.
  public func columnsAfter(_ before: ColumnSet) -> ColumnSet {
    var columns = before
    switch action {
    case .map(let pairs):
      columns = ColumnSet([], isComplete: true)
      for pair in pairs { columns.insert(pair.to.value) }
    case .rename(let pairs):
      let renamed = Dictionary(
        pairs.map { ($0.from.value, $0.to.value) }, uniquingKeysWith: { first, _ in first })
      columns.names = []
      for name in before.names { columns.insert(renamed[name] ?? name) }
      for pair in pairs { columns.insert(pair.to.value) }
    case .derive(let derived): for entry in derived { columns.insert(entry.column.value) }
    case .place(let places):
      for pair in places.flatMap(\.into) { columns.insert(pair.to.value) }
    case .name(let names): for pair in names.flatMap(\.into) { columns.insert(pair.to.value) }
    case .code(let codes): for entry in codes { columns.insert(entry.into.value) }
    case .date(let dates): for name in dates.flatMap(\.into.values) { columns.insert(name.value) }
    case .idNumber(let numbers):
      for name in numbers.flatMap(\.into.values) { columns.insert(name.value) }
    case .lookup(let lookup): for pair in lookup.take { columns.insert(pair.to.value) }
    case .normalize, .decode, .values, .cast, .filter, .check, .validate, .unique: break
    }
    return columns
  }
}

extension PipelineSpec {
  /// The columns that an input delivers.
  public func columns(of input: InputSpec) -> ColumnSet {
    let unknown = ColumnSet([], isComplete: false)
    switch input {
    case .source(let name):
      guard let source = sources.first(where: { $0.name.value == name }) else { return unknown }
      guard let fields = source.fields else { return unknown }
      return ColumnSet(fields.map(\.column.value), isComplete: true)
    case .child(let name, let childName):
      guard let source = sources.first(where: { $0.name.value == name }),
        let child = source.children.first(where: { $0.name.value == childName })
      else { return unknown }
      let names = (child.parentFields + child.fields).map(\.column.value)
      return ColumnSet(names, isComplete: true)
    case .stage(let name):
      guard let stage = stages.first(where: { $0.name.value == name }) else { return unknown }
      return columns(of: stage, before: stage.steps.count)
    }
  }

  /// The columns that several inputs deliver: those of the first, if all have them.
  public func columns(of inputs: [InputSpec]) -> ColumnSet {
    let sets = inputs.map { columns(of: $0) }
    guard let first = sets.first else { return ColumnSet([], isComplete: false) }
    if let unknown = sets.first(where: { !$0.isComplete }) { return unknown }
    return first
  }

  /// The columns that enter a stage's step; with the number of steps, those that leave the stage.
  public func columns(of stage: StageSpec, before step: Int) -> ColumnSet {
    var columns = columns(of: stage.inputs)
    for entry in stage.steps.prefix(step) { columns = entry.columnsAfter(columns) }
    if stage.hasGaps { columns.isComplete = false }
    return columns
  }

  /// The schemas and reference tables that the definition names, each once, in order.
  public var referencedFiles: [Located<String>] {
    var files = sources.compactMap { source -> Located<String>? in
      guard case .xml(let xml) = source.format else { return nil }
      return xml.schema
    }
    for step in stages.flatMap(\.steps) {
      switch step.action {
      case .lookup(let lookup): files.append(lookup.file)
      case .validate(let validate): files.append(validate.schema)
      default: break
      }
    }
    var seen: Set<String> = []
    return files.filter { seen.insert($0.path).inserted }
  }
}
