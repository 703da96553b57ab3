public import Columnar
public import Dataflow
public import Registers

/// Reads a column of dates as registers write them, beside one that has them in words if there is
/// one, and makes columns of what they say; the column itself stays as it was written.
public struct ReadDate: Transform {
  /// The columns to come; those without a name are not made.
  public struct Outputs: Sendable {
    /// The date as EDTF of level 1, a lunar one converted.
    public var edtf: String?
    /// The first day that it may mean.
    public var from: String?
    /// The last day that it may mean.
    public var to: String?
    /// The lunar parts of a lunar date, as written.
    public var lunar: String?

    /// Creates outputs.
    public init(
      edtf: String? = nil, from: String? = nil, to: String? = nil, lunar: String? = nil
    ) {
      self.edtf = edtf
      self.from = from
      self.to = to
      self.lunar = lunar
    }
  }

  /// What is applied to what is found.
  public struct Findings: Sendable {
    /// A text that is no date, by ``DateFault``.
    public var faults: [DateFault: Finding]
    /// A date of which a part is unknown, where that matters.
    public var partial: Finding?
    /// Words that differ from the figures, by part.
    public var differences: [UInt8: Finding]
    /// Words that cannot be read.
    public var unreadableWords: Finding?
    /// Figures that were completed from the words.
    public var completed: Finding?

    /// Creates findings; those left out are not noted.
    public init(
      faults: [DateFault: Finding], partial: Finding? = nil, differences: [UInt8: Finding] = [:],
      unreadableWords: Finding? = nil, completed: Finding? = nil
    ) {
      self.faults = faults
      self.partial = partial
      self.differences = differences
      self.unreadableWords = unreadableWords
      self.completed = completed
    }
  }

  private let column: Int
  private let words: Int?
  private let reference: Int?
  private let outputs: Outputs
  private let findings: Findings
  private var reader: RegisterDateReader
  private var readings: [DateReading] = []
  private var wordReadings: [DateReading] = []

  /// Creates a step.
  ///
  /// - Parameters:
  ///   - column: the position of the dates.
  ///   - words: the position of the dates in words.
  ///   - reference: the position of a later date, which places years that are only named.
  ///   - reader: reads them.
  ///   - outputs: the columns to come.
  ///   - findings: applied to what is found.
  public init(
    column: Int, words: Int? = nil, reference: Int? = nil, reader: RegisterDateReader,
    outputs: Outputs, findings: Findings
  ) {
    self.column = column
    self.words = words
    self.reference = reference
    self.reader = reader
    self.outputs = outputs
    self.findings = findings
  }

  /// Reads the dates of live rows; other rows get nulls.
  public mutating func apply(to chunk: inout Chunk) throws {
    reader.read(chunk.columns[column].cells, bytes: &chunk.bytes, into: &readings)
    if let words {
      reader.read(chunk.columns[words].cells, bytes: &chunk.bytes, into: &wordReadings)
    }
    var writer = DateWriter(outputs, rowCount: chunk.rowCount)
    for row in readings.indices where chunk.states[row] == .live {
      guard let date = combine(row, &chunk) else { continue }
      let span: DateSpan?
      do throws(DateFault) {
        span = try date.span(notAfter: referenceYear(of: date, row, chunk))
      } catch {
        note(error, row, &chunk)
        continue
      }
      if let partial = findings.partial, !date.isComplete {
        chunk.note(partial, row: row, column: column)
        if chunk.states[row] != .live { continue }
      }
      writer.write(date, span, row, to: &chunk.bytes)
    }
    writer.finish(&chunk)
  }

  /// The date that figures and words tell together; `nil` where there is none.
  private func combine(_ row: Int, _ chunk: inout Chunk) -> RegisterDate? {
    var told: RegisterDate?
    switch readings[row] {
    case .fault(let fault):
      note(fault, row, &chunk)
      return nil
    case .date(let date): told = date
    case .unknown: told = nil
    }
    guard let words else { return told }
    switch wordReadings[row] {
    case .unknown: return told
    case .fault:
      if let finding = findings.unreadableWords { chunk.note(finding, row: row, column: words) }
      return chunk.states[row] == .live ? told : nil
    case .date(let inWords):
      guard var date = told else {
        if let finding = findings.completed { chunk.note(finding, row: row, column: column) }
        return inWords
      }
      guard date.isLunar == inWords.isLunar else { return date }
      let differences = date.differences(to: inWords)
      for part in [DateParts.day, .month, .year] where differences.contains(part) {
        if let finding = findings.differences[part.rawValue] {
          chunk.note(finding, row: row, column: column)
        }
      }
      if differences == [], date.complete(from: inWords), let finding = findings.completed {
        chunk.note(finding, row: row, column: column)
      }
      return chunk.states[row] == .live ? date : nil
    }
  }

  private func note(_ fault: DateFault, _ row: Int, _ chunk: inout Chunk) {
    if let finding = findings.faults[fault] { chunk.note(finding, row: row, column: column) }
  }

  /// The year before which a named year lies.
  private func referenceYear(of date: RegisterDate, _ row: Int, _ chunk: Chunk) -> Int? {
    guard date.cyclicYear > 0, date.year == 0, let reference else { return nil }
    var reader = reader
    let cell = chunk.columns[reference].cells[row]
    guard case .date(let later) = reader.read(cell.range, chunk.bytes.storage.span),
      let span = try? later.span()
    else { return nil }
    return civilDay(epochDays: span.last).year
  }
}

/// Fills the columns of a ``ReadDate``.
private struct DateWriter {
  private var columns: [(kind: Kind, column: Column)] = []
  private enum Kind { case edtf, from, to, lunar }

  init(_ outputs: ReadDate.Outputs, rowCount: Int) {
    let wanted: [(Kind, String?)] = [
      (.edtf, outputs.edtf), (.from, outputs.from), (.to, outputs.to), (.lunar, outputs.lunar),
    ]
    for case (let kind, let name?) in wanted {
      var column = Column(name: name, type: kind == .from || kind == .to ? .date : .text)
      column.cells = Array(repeating: .null, count: rowCount)
      if column.type.hasValues { column.values = Array(repeating: 0, count: rowCount) }
      columns.append((kind, column))
    }
  }

  mutating func write(
    _ date: RegisterDate, _ span: DateSpan?, _ row: Int, to bytes: inout ByteArena
  ) {
    for index in columns.indices {
      bytes.reserve(DateSpan.textLength)
      let start = bytes.count
      var room = bytes.storage.mutableSpan
      let length: Int
      switch columns[index].kind {
      case .edtf:
        guard let span else { continue }
        length = span.writeEDTF(to: &room, at: start)
      case .lunar:
        guard date.isLunar else { continue }
        length = date.write(to: &room, at: start)
      case .from, .to:
        guard let span else { continue }
        let days = columns[index].kind == .from ? span.first : span.last
        writeDay(days, to: &room, at: start)
        let day = civilDay(epochDays: days)
        columns[index].column.values[row] = Int64(day.year * 10_000 + day.month * 100 + day.day)
        length = 10
      }
      columns[index].column.cells[row] = Cell(start..<start + length)
      bytes.count = start + length
    }
  }

  consuming func finish(_ chunk: inout Chunk) {
    for (_, column) in columns { chunk.setColumn(column) }
  }
}
