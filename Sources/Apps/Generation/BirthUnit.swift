/// Writes one unit of birth entries with what is planted in it.
struct BirthUnit {
  var records: BirthRecords
  var format: UnitFormat
  var planting: Planting

  /// Writes the unit's content and notes the truth about its records.
  ///
  /// - Parameters:
  ///   - rows: the number of records.
  ///   - container: where the content goes; a member must have begun.
  ///   - truth: gets a line for each thing planted.
  ///   - notes: whether it does; not where nobody will see the records.
  ///   - unit: the file's name.
  ///   - member: the member's name, or "".
  /// - Returns: what has to become of the records.
  /// - Throws: what the file system refuses.
  mutating func write(
    rows: Int, to container: inout Container, truth: inout Truth, notes: Bool = true, unit: String,
    member: String
  ) throws -> Counts {
    let defects = BirthDefects()
    var counts = Counts()
    var record = Record()
    var output: [UInt8] = []
    output.reserveCapacity(1 << 20)
    var isSound = false
    format.begin(into: &output)
    for number in stride(from: 1, through: rows, by: 1) {
      let defect = planting.defect(of: number, canRepeat: isSound)
      if defect != .repeated && defect != .conflicting { records.next(into: &record) }
      counts.records += 1
      if let defect {
        defects.apply(defect, to: &record)
        counts.count(defect.outcome)
        if notes {
          try note(defect, of: record, number: number, unit: unit, member: member, in: &truth)
        }
      } else {
        counts.loaded += 1
      }
      isSound = defect == nil
      format.append(record, defect: defect, to: &output)
      if output.count > 1 << 20 { try container.write(&output) }
    }
    format.end(into: &output)
    try container.write(&output)
    return counts
  }

  private func note(
    _ defect: Defect, of content: Record, number record: Int, unit: String, member: String,
    in truth: inout Truth
  ) throws {
    var violations = defect.violations
    // Another entry of a number in the book also has the child's own number again.
    if defect == .conflicting, !content.fields[BirthSheet.index("nks_so_dinh_danh")].isEmpty {
      violations.append(("E-ID-DUP", "nks_so_dinh_danh"))
    }
    if violations.isEmpty { violations = [("", "nks_ho_ten")] }
    for violation in violations {
      try truth.note(
        Truth.Line(
          unit: unit, member: member, record: record, rule: violation.rule,
          field: violation.field, outcome: defect.outcome.rawValue, defect: defect.rawValue))
    }
  }
}

extension Counts {
  mutating func count(_ outcome: Defect.Outcome) {
    switch outcome {
    case .rejected: rejected += 1
    case .duplicate: duplicate += 1
    case .loaded: loaded += 1
    }
  }
}
