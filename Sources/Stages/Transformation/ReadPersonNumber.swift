public import Columnar
public import Dataflow
internal import Registers

/// Reads a column of personal numbers, holds them against what the row says of sex, birth and
/// province, and makes columns of what they tell; the column itself stays as it was written.
public struct ReadPersonNumber: Transform {
  /// The positions of the columns that the number is held against.
  public struct Evidence: Sendable {
    /// The sex, as `Nam`, `Nữ`, 1 or 2.
    public var sex: Int?
    /// The date of birth in any form.
    public var birth: Int?
    /// The province where the birth was registered: its code of two or three digits.
    public var province: Int?

    /// Creates evidence.
    public init(sex: Int? = nil, birth: Int? = nil, province: Int? = nil) {
      self.sex = sex
      self.birth = birth
      self.province = province
    }
  }

  /// The names of the columns to come; those without a name are not made.
  public struct Outputs: Sendable {
    /// The 9 or 12 digits.
    public var number: String?
    /// The first three digits.
    public var province: String?
    /// 1 or 2.
    public var sex: String?
    /// The year of birth.
    public var year: String?

    /// Creates outputs.
    public init(
      number: String? = nil, province: String? = nil, sex: String? = nil, year: String? = nil
    ) {
      self.number = number
      self.province = province
      self.sex = sex
      self.year = year
    }
  }

  /// What is applied to what is found.
  public struct Findings: Sendable {
    /// A text that is no personal number.
    public var shape: Finding
    /// Leading zeros that were put back.
    public var padded: Finding
    /// A prefix that is no province's.
    public var unknownProvince: Finding
    /// A prefix of another province than that of the row.
    public var province: Finding
    /// A digit of the other sex.
    public var sex: Finding
    /// Digits of another year than that of birth.
    public var year: Finding

    /// Creates findings.
    public init(
      shape: Finding, padded: Finding, unknownProvince: Finding, province: Finding, sex: Finding,
      year: Finding
    ) {
      self.shape = shape
      self.padded = padded
      self.unknownProvince = unknownProvince
      self.province = province
      self.sex = sex
      self.year = year
    }
  }

  private let column: Int
  private let evidence: Evidence
  private let outputs: Outputs
  private let findings: Findings
  private let reader = PersonNumberReader()
  private var dates = RegisterDateReader()
  private var births: [DateReading] = []

  /// Creates a step over the column at a position.
  public init(column: Int, evidence: Evidence, outputs: Outputs, findings: Findings) {
    self.column = column
    self.evidence = evidence
    self.outputs = outputs
    self.findings = findings
  }

  /// Reads the numbers of live rows; other rows get nulls.
  public mutating func apply(to chunk: inout Chunk) throws {
    if let birth = evidence.birth {
      dates.read(chunk.columns[birth].cells, bytes: &chunk.bytes, into: &births)
    }
    let names = [outputs.number, outputs.province, outputs.sex, outputs.year]
    var columns = names.map { name in
      var column = Column(name: name ?? "")
      if name != nil { column.cells = Array(repeating: .null, count: chunk.rowCount) }
      return column
    }
    for row in chunk.states.indices where chunk.states[row] == .live {
      let cell = chunk.columns[column].cells[row]
      if cell.range.isEmpty { continue }
      guard let number = reader.read(cell.range, chunk.bytes.storage.span) else {
        chunk.note(findings.shape, row: row, column: column)
        continue
      }
      check(number, row, &chunk)
      write(number, row, &columns, &chunk.bytes)
    }
    for (name, column) in zip(names, columns) where name != nil { chunk.setColumn(column) }
  }

  private func check(_ number: PersonNumber, _ row: Int, _ chunk: inout Chunk) {
    if number.isPadded { chunk.note(findings.padded, row: row, column: column) }
    guard let province = number.province else { return }
    if !reader.isKnown(province: province) {
      chunk.note(findings.unknownProvince, row: row, column: column)
    } else if let code = code(evidence.province, row, chunk), code != province {
      chunk.note(findings.province, row: row, column: column)
    }
    if let position = evidence.sex,
      let sex = Sex(chunk.columns[position].cells[row].range, chunk.bytes.storage.span),
      sex != number.sex
    {
      chunk.note(findings.sex, row: row, column: column)
    }
    guard evidence.birth != nil, case .date(let birth) = births[row],
      let span = try? birth.span(), let year = number.birthYear
    else { return }
    let years = civilDay(epochDays: span.first).year...civilDay(epochDays: span.last).year
    if !years.contains(year) { chunk.note(findings.year, row: row, column: column) }
  }

  /// The province's code in a column, or `nil` where there is none.
  private func code(_ position: Int?, _ row: Int, _ chunk: Chunk) -> Int? {
    guard let range = position.map({ chunk.columns[$0].cells[row].range }),
      (2...3).contains(range.count)
    else { return nil }
    var code = 0
    for index in range {
      let digit = Int(chunk.bytes.storage[index] &- 0x30)
      guard digit <= 9 else { return nil }
      code = code * 10 + digit
    }
    return code
  }

  private func write(
    _ number: PersonNumber, _ row: Int, _ columns: inout [Column], _ bytes: inout ByteArena
  ) {
    bytes.reserve(24)
    let start = bytes.count
    var room = bytes.storage.mutableSpan
    var end = start + number.write(to: &room, at: start)
    if outputs.number != nil { columns[0].cells[row] = Cell(start..<end) }
    if let sex = number.sex, let year = number.birthYear {
      if outputs.province != nil { columns[1].cells[row] = Cell(start..<start + 3) }
      if outputs.sex != nil {
        room[end] = 0x30 + sex.rawValue
        columns[2].cells[row] = Cell(end..<end + 1)
        end += 1
      }
      if outputs.year != nil {
        writeFigures(year, width: 4, to: &room, at: end)
        columns[3].cells[row] = Cell(end..<end + 4)
        end += 4
      }
    }
    bytes.count = end
  }
}
