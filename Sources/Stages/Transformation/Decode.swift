public import Columnar
public import Dataflow
public import LegacyText

/// Decodes Unicode text that is legacy text underneath, as workbooks and documents hold it.
///
/// `NguyÔn V¨n` is TCVN3 taken for Windows code page 1252; `Nguyá»…n` is UTF-8 encoded twice.
public struct Decode: Transform, EncodingStudy, Sendable {
  /// What shares one encoding.
  public enum Scope: String, Sendable, CaseIterable {
    /// All columns of the unit together.
    case unit
    /// Each column.
    case column
    /// Each cell, by its own words first.
    case cell
  }

  /// The columns, or `nil` for all text columns.
  public var columns: [String]?
  /// How the text is to be read, or `nil` for as its words tell.
  public var reading: TextReading?
  /// What shares one encoding.
  public var scope: Scope
  /// Whether HTML's character references are replaced first.
  public var entities: Bool
  /// What a cell that cannot be decoded breaks.
  public var undecodable: Finding
  /// What a cell that its column decided breaks.
  public var guess: Finding

  /// What was made out of the unit.
  public private(set) var findings: [EncodingFinding] = []
  private var methods: [String: TextRepair.Method] = [:]

  /// Creates a step; see the properties.
  public init(
    columns: [String]?, reading: TextReading?, scope: Scope, entities: Bool, undecodable: Finding,
    guess: Finding
  ) {
    self.columns = columns
    self.reading = reading
    self.scope = scope
    self.entities = entities
    self.undecodable = undecodable
    self.guess = guess
  }

  /// Makes out the encodings from the unit's first rows.
  ///
  /// - Throws: `Diagnostic` when other readings make more sense than the text as it stands, but none
  ///   is certain.
  public mutating func study(_ sample: Chunk) throws {
    (findings, methods) = ([], [:])
    guard reading == nil else { return }
    var sample = sample
    let positions = positions(in: sample)
    var detectors: [EncodingDetector] = []
    for position in positions {
      if entities { replaceEntities(position, of: &sample) }
      takeOutFonts(position, of: &sample)
      var detector = EncodingDetector(.text)
      for row in 0..<sample.rowCount where sample.states[row] == .live {
        detector.add(sample.bytes.storage.span, sample.columns[position].cells[row].range)
      }
      detectors.append(detector)
    }
    if scope == .unit {
      var detector = EncodingDetector(.text)
      for position in positions {
        for row in 0..<sample.rowCount where sample.states[row] == .live {
          detector.add(sample.bytes.storage.span, sample.columns[position].cells[row].range)
        }
      }
      let verdict = detector.verdict
      let method = try method(verdict, of: nil)
      for position in positions { methods[sample.columns[position].name] = method }
      return
    }
    for (position, detector) in zip(positions, detectors) {
      let name = sample.columns[position].name
      methods[name] = try method(detector.verdict, of: name)
    }
  }

  /// Notes the cells whose fonts tell their encoding; their words are then no evidence for the others.
  private mutating func takeOutFonts(_ position: Int, of sample: inout Chunk) {
    let evidence = FontEvidence(reading: nil)
    let column = sample.columns[position]
    for (encoding, cells) in evidence.counts(column.fonts) {
      var finding = EncodingFinding(column: column.name, encoding: encoding.rawValue)
      finding.fontCells = cells
      findings.append(finding)
    }
    for row in column.fonts.indices where evidence.encoding(ofFont: column.fonts[row]) != nil {
      sample.columns[position].cells[row] = .null
    }
  }

  private mutating func method(
    _ verdict: EncodingVerdict, of column: String?
  ) throws(Diagnostic) -> TextRepair.Method {
    if verdict.words > 0 {
      findings.append(
        EncodingFinding(
          column: column, encoding: verdict.decision?.name ?? (scope == .cell ? "" : "utf-8"),
          verdict: verdict))
    }
    if scope == .cell { return .cells(columnReading: verdict.decision) }
    if let decision = verdict.decision { return .reading(decision) }
    let asWritten = verdict.candidates.first { $0.reading == .asWritten }?.score ?? 0
    // Foreign text makes no more sense in another reading: it is what it says.
    guard let best = verdict.best, best.score - asWritten >= EncodingVerdict.threshold / 2 else {
      return .reading(.asWritten)
    }
    throw Diagnostic(
      "SH4003",
      "decode: what \(column.map { "column '\($0)'" } ?? "the unit") is in is not certain:"
        + " \(verdict.evidence)", status: .input, remedy: "give 'from', or decode it 'per: cell'")
  }

  /// Decodes the cells in place; what was read stays in the chunk's bytes.
  public mutating func apply(to chunk: inout Chunk) throws {
    for position in positions(in: chunk) {
      if entities { replaceEntities(position, of: &chunk) }
      let name = chunk.columns[position].name
      let method =
        methods[name] ?? reading.map { .reading($0) }
        ?? (scope == .cell ? .cells(columnReading: nil) : .reading(.asWritten))
      var (failures, guesses): ([Int], [Int]) = ([], [])
      let told = FontEvidence(reading: reading).decode(
        &chunk.columns[position], bytes: &chunk.bytes, failures: &failures)
      var cells: [Cell] = []
      swap(&cells, &chunk.columns[position].cells)
      // What fonts have told is not read again.
      let toldCells = told.map { cells[$0] }
      for row in told { cells[row] = .null }
      TextRepair(method).apply(
        to: &cells, bytes: &chunk.bytes, failures: &failures, guesses: &guesses)
      for (row, cell) in zip(told, toldCells) { cells[row] = cell }
      swap(&cells, &chunk.columns[position].cells)
      for row in failures where chunk.states[row] == .live {
        chunk.note(undecodable, row: row, column: position)
      }
      for row in guesses where chunk.states[row] == .live {
        chunk.note(guess, row: row, column: position)
      }
    }
  }

  private func positions(in chunk: Chunk) -> [Int] {
    chunk.columns.indices.filter { index in
      let column = chunk.columns[index]
      return column.type == .text && columns?.contains(column.name) ?? true
    }
  }

  private func replaceEntities(_ column: Int, of chunk: inout Chunk) {
    for row in 0..<chunk.rowCount where chunk.states[row] == .live {
      let cell = chunk.columns[column].cells[row]
      var hasReference = false
      for index in cell.range where chunk.bytes.storage[index] == UInt8(ascii: "&") {
        hasReference = true
        break
      }
      guard hasReference,
        let text = HTMLEntities.decode(Array(chunk.bytes.storage[cell.range]))
      else { continue }
      chunk.columns[column].cells[row] = chunk.bytes.append(text)
    }
  }
}
