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
  private let gapsPerMille: Int
  private var output: [UInt8] = []
  private var isSound = false
  /// The scans of the rows, where the register is delivered with them.
  private let scans: ScanArchive?
  private let evidence: RowEvidence
  private var book: BookTruth
  /// The column with the personal numbers of whom rows are about.
  private let numberColumn: Int?
  /// The column with the day on which a person was struck out, whose number others may have then.
  private let struckOutColumn: Int?
  private var lastNumber: [UInt8] = []

  /// Creates the file.
  init(
    _ register: Register, _ form: RegisterFormat, path: String, name: String, seed: UInt64,
    level: Int,
    defectsPerMille: Int, duplicatesPerMille: Int, gapsPerMille: Int
  ) throws {
    self.register = register
    file = name + form.suffix
    member = form.member(register)
    isLegacy = form.lacksCapitals
    format = form.unitFormat(register)
    table = form == .table ? TableText(RegisterSheet.all[register.rawValue]) : nil
    values =
      RegisterDefect.ofValues(register) + RegisterDefect.ofRules(register)
      + form.structureDefects(register)
    self.path = "\(path)/\(name)"
    self.defectsPerMille = defectsPerMille
    self.duplicatesPerMille = duplicatesPerMille
    self.gapsPerMille = gapsPerMille
    random = RandomSource(seed: seed)
    scans =
      register == .death
      ? try ScanArchive(
        register, path: "\(path)/anh", name: name, form: form, seed: seed, level: level) : nil
    evidence = RowEvidence(register)
    book = BookTruth(register)
    let number = register == .birth ? "nks_so_dinh_danh" : "so_dinh_danh"
    numberColumn = RegisterSheet.all[register.rawValue].columns.firstIndex { $0.target == number }
    struckOutColumn =
      register == .member ? RegisterSheet.all[register.rawValue].index("ngay_xoa_dang_ky") : nil
    container = try Container("\(path)/\(file)", packing: form.packing, level: level)
    try container.begin(ZIPDirectory.Member(name: member, isStreamed: true))
    format?.begin(into: &output)
    table?.begin(into: &output)
  }

  /// Whether the next number of the book is left out.
  func leavesGap() -> Bool { random.below(1000) < gapsPerMille }

  /// Writes a row, spoiled or repeated now and then, and notes who stands in it.
  ///
  /// - Parameters:
  ///   - rows: holds the row.
  ///   - entry: its number in the book; the row's last one if it is entered again under the next.
  ///   - surroundings: what a defect may draw on.
  ///   - truth: gets what is planted.
  /// - Returns: whether the row has to be loaded as it was.
  /// - Throws: what the file system refuses.
  func write(
    _ rows: inout PopulationRows, entry: inout Int, in surroundings: RegisterDefect.Surroundings,
    truth: inout PopulationTruth
  ) throws -> Bool {
    let draw = random.below(1000)
    let defect = draw < defectsPerMille ? values[random.below(values.count)] : nil
    try put(&rows, defect, surroundings, &truth)
    guard isSound else { return false }
    if random.below(1000) < duplicatesPerMille {
      let again = random.chance(1, in: 2) ? RegisterDefect.repeated : .conflicting(register)
      try put(&rows, again, surroundings, &truth)
    } else if register == .birth, random.below(1000) < duplicatesPerMille,
      let numberColumn, rows.record.fields[numberColumn].isEmpty,
      rows.roles.contains(where: { $0.role == .me })
    {
      entry += 1
      try put(&rows, .registeredAgain(as: entry, of: rows.record), surroundings, &truth)
    }
    return true
  }

  private func put(
    _ rows: inout PopulationRows, _ planned: RegisterDefect?,
    _ around: RegisterDefect.Surroundings, _ truth: inout PopulationTruth
  ) throws {
    counts.records += 1
    var defect = planned
    if let planned {
      for edit in planned.edits { rows.record.replace(edit.column, with: edit.value) }
      var around = around
      around.lastNumber = lastNumber
      if let change = planned.change, !change(&rows.record, around, &random) { defect = nil }
    }
    try scans?.add(rows, defect, record: counts.records, unit: file, &truth)
    if let defect {
      counts.count(defect.outcome)
      for violation in defect.violations {
        try note(violation, counts.records, defect.outcome, defect.name, in: &truth)
      }
      // Another entry of a number in the book also has the child's own number again.
      if register == .birth, defect.name == Defect.conflicting.rawValue, let numberColumn,
        !rows.record.fields[numberColumn].isEmpty
      {
        try note(
          ("E-ID-DUP", "nks_so_dinh_danh"), counts.records, .rejected, defect.name, in: &truth)
      }
    } else {
      counts.loaded += 1
    }
    isSound = defect == nil
    if defect == nil || defect?.outcome == .loaded {
      try noteEvidence(rows, defect?.name ?? "variation", around.day, in: &truth)
    }
    if isSound, let numberColumn, rows.record.fields[numberColumn].count == 12,
      struckOutColumn.map({ rows.record.fields[$0].isEmpty }) ?? true
    {
      lastNumber = rows.record.value(numberColumn)
    }
    format?.append(
      rows.record, isFirst: counts.records == 1, defect: defect?.structure, to: &output)
    table?.append(rows.record, to: &output)
    try truth.note(rows, in: self, record: counts.records)
    if output.count > 1 << 16 { try container.write(&output) }
  }

  /// Notes what a row that is loaded says against itself and against its book.
  private func noteEvidence(
    _ rows: PopulationRows, _ name: String, _ day: Int, in truth: inout PopulationTruth
  ) throws {
    let province = day < District.reform ? rows.block.district.numberPrefix : nil
    for violation in evidence.contradictions(in: rows.record, province: province) {
      try note(violation, counts.records, .loaded, name, in: &truth)
    }
    try note(book.note(rows.record, number: counts.records), in: &truth)
  }

  private func note(_ ended: (gaps: String?, head: Int?), in truth: inout PopulationTruth) throws {
    if let gaps = ended.gaps { try truth.note(gaps: gaps, in: register) }
    guard let head = ended.head else { return }
    try note(("W-HEAD", "quan_he_voi_chu_ho"), head, .loaded, "heads-of-household", in: &truth)
  }

  private func note(
    _ violation: (rule: String, field: String), _ record: Int, _ outcome: Defect.Outcome,
    _ name: String, in truth: inout PopulationTruth
  ) throws {
    try truth.rows.note(
      Truth.Line(
        unit: "\(register.folder)/\(file)", member: member, record: record, rule: violation.rule,
        field: violation.field, outcome: outcome.rawValue, defect: name))
  }

  /// Writes what comes last and closes the file.
  func finish(_ truth: inout PopulationTruth) throws {
    try note(book.end(), in: &truth)
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
    try scans?.finish(&truth)
    try truth.rows.note(
      unit: "\(register.folder)/\(file)", member: member, outcome: .loaded, counts: counts)
  }
}
