/// One unit of a register being written: a commune's books, with what is planted in them.
final class RegisterUnit {
  let register: Register
  let file: String
  let member: String
  let isLegacy: Bool
  private(set) var counts = Counts()
  private var container: Container
  /// How the records are written, unless they make a table.
  private let format: UnitFormat?
  private var table: TableText?
  private let path: String
  private let values: [RegisterDefect]
  private var random: RandomSource
  private let defectsPerMille: Int
  private let duplicatesPerMille: Int
  private var output: [UInt8] = []
  private var isSound = false

  /// Creates the file.
  init(
    _ register: Register, _ form: RegisterFormat, path: String, name: String, seed: UInt64,
    level: Int,
    defectsPerMille: Int, duplicatesPerMille: Int
  ) throws {
    self.register = register
    file = name + form.suffix
    member = form.member(register)
    isLegacy = form.lacksCapitals
    format = form.unitFormat(register)
    table = form == .table ? TableText(RegisterSheet.all[register.rawValue]) : nil
    values = RegisterDefect.ofValues(register) + form.structureDefects(register)
    self.path = "\(path)/\(name)"
    self.defectsPerMille = defectsPerMille
    self.duplicatesPerMille = duplicatesPerMille
    random = RandomSource(seed: seed)
    container = try Container("\(path)/\(file)", packing: form.packing, level: level)
    try container.begin(ZIPDirectory.Member(name: member, isStreamed: true))
    format?.begin(into: &output)
    table?.begin(into: &output)
  }

  /// Writes a row, spoiled or repeated now and then, and notes who stands in it.
  func write(_ rows: inout PopulationRows, truth: inout PopulationTruth) throws {
    let draw = random.below(1000)
    try put(&rows, draw < defectsPerMille ? values[random.below(values.count)] : nil, &truth)
    guard isSound, random.below(1000) < duplicatesPerMille else { return }
    let again = random.chance(1, in: 2) ? RegisterDefect.repeated : .conflicting(register)
    try put(&rows, again, &truth)
  }

  private func put(
    _ rows: inout PopulationRows, _ defect: RegisterDefect?, _ truth: inout PopulationTruth
  ) throws {
    counts.records += 1
    if let defect {
      for edit in defect.edits { rows.record.replace(edit.column, with: edit.value) }
      counts.count(defect.outcome)
      for violation in defect.violations {
        try truth.rows.note(
          Truth.Line(
            unit: "\(register.folder)/\(file)", member: member, record: counts.records,
            rule: violation.rule, field: violation.field, outcome: defect.outcome.rawValue,
            defect: defect.name))
      }
    } else {
      counts.loaded += 1
    }
    isSound = defect == nil
    format?.append(
      rows.record, isFirst: counts.records == 1, defect: defect?.structure, to: &output)
    table?.append(rows.record, to: &output)
    try truth.note(rows, in: self, record: counts.records)
    if output.count > 1 << 16 { try container.write(&output) }
  }

  /// Writes what comes last and closes the file.
  func finish(_ truth: inout PopulationTruth) throws {
    format?.end(into: &output)
    table?.end(into: &output)
    try container.write(&output)
    if let table {
      try container.overwrite(at: TableText.countOffset, with: table.countBytes)
      let memo = try OutputFile(path + ".fpt")
      try memo.write(table.memo)
      try memo.close()
    }
    try container.end()
    try container.finish()
    try truth.rows.note(
      unit: "\(register.folder)/\(file)", member: member, outcome: .loaded, counts: counts)
  }
}
