internal import Columnar
internal import Dataflow
internal import LegacyText

/// How the cells of one field become UTF-8.
enum FieldDecoding: Sendable {
  /// They are UTF-8.
  case none
  /// All by one encoding.
  case legacy(LegacyDecoder)
  /// Each by itself.
  case cells(CellDecoder)

  /// Whether the cells must be valid UTF-8 as they are read.
  var isUnicode: Bool {
    if case .none = self { return true }
    return false
  }
}

extension [FieldDecoding] {
  /// So many rows that their text stays in a processor's cache while column after column is decoded.
  private static let rowsTogether = 512

  /// Decodes the columns of legacy text, one decoding a column; a row with a byte that means nothing is
  /// refused.
  func decode(_ chunk: inout Chunk, _ rules: ExtractionRules) {
    let readEnd = chunk.bytes.count
    for start in stride(from: 0, to: chunk.rowCount, by: Self.rowsTogether) {
      let rows = start..<Swift.min(start + Self.rowsTogether, chunk.rowCount)
      for case (let column, .legacy(let decoder)) in enumerated() {
        var failures: [Int] = []
        decoder.decode(
          &chunk.columns[column].cells, rows: rows, bytes: &chunk.bytes, failures: &failures)
        for row in failures where chunk.states[row] == .live {
          chunk.refuse(row, rule: rules.encoding, column: column)
        }
      }
    }
    for case (let column, .cells(let decoder)) in enumerated() {
      var (failures, guesses): ([Int], [Int]) = ([], [])
      var cells: [Cell] = []
      swap(&cells, &chunk.columns[column].cells)
      decoder.decode(&cells, bytes: &chunk.bytes, failures: &failures, guesses: &guesses)
      swap(&cells, &chunk.columns[column].cells)
      for row in failures where chunk.states[row] == .live {
        chunk.refuse(row, rule: rules.encoding, column: column)
      }
      for row in guesses where chunk.states[row] == .live {
        chunk.note(Violation(row: row, rule: rules.guess, column: column), severity: .warn)
      }
    }
    if isDecoded(chunk) { chunk.bytes.markForeign(before: readEnd) }
  }

  /// Whether every column with a value was decoded as a whole.
  private func isDecoded(_ chunk: Chunk) -> Bool {
    for (column, decoding) in enumerated() {
      if case .legacy = decoding { continue }
      if chunk.columns[column].cells.contains(where: { !$0.isNull }) { return false }
    }
    return true
  }
}

extension Chunk {
  /// Turns a row into a reject without fields; `column` is the one to blame, -1 for the whole record.
  mutating func refuse(_ row: Int, rule: UInt16, column: Int = -1) {
    for index in columns.indices { columns[index].cells[row] = .null }
    note(Violation(row: row, rule: rule, column: column), severity: .reject)
  }
}

extension CSVHead {
  /// Whether some field must be valid UTF-8 as it is read.
  var mustBeUnicode: Bool {
    encoding.isUnicode || zip(columns, decodings).contains { $0 != nil && $1.isUnicode }
  }

  /// Whether some field is legacy text.
  var hasLegacyFields: Bool {
    !encoding.isUnicode || decodings.contains { !$0.isUnicode }
  }
}

/// Decides how the columns of a unit are decoded, from the first records.
///
/// The same first bytes give the same decisions, so a run that resumes decides as the first one did.
struct FieldDecision {
  /// What was decided of the unit.
  let unit: TextEncoding.Resolution
  /// Cells of the first records by column, as they were read; asked for when a column must tell.
  let sample: (_ column: Int) -> [[UInt8]]
  /// What was found, the unit's finding first.
  private(set) var findings: [EncodingFinding]

  init(unit: TextEncoding.Resolution, sample: @escaping (_ column: Int) -> [[UInt8]]) {
    self.unit = unit
    self.sample = sample
    findings = [EncodingFinding(encoding: unit.encoding.name, verdict: unit.verdict)]
  }

  /// Decides for a field; `column` is the unit's, or `nil` where it has none.
  ///
  /// - Throws: `Diagnostic` when the column's encoding must be given.
  mutating func decoding(
    of field: SourceField, column: Int?
  ) throws(Diagnostic) -> FieldDecoding {
    guard let column else { return .none }
    switch field.encoding {
    case nil: return unit.encoding == .mixed ? cells(field, column) : decoding(by: unit.encoding)
    case .given(let encoding):
      if encoding == .mixed { return cells(field, column) }
      findings.append(EncodingFinding(column: field.name, encoding: encoding.name))
      return decoding(by: encoding)
    case .auto: return try decoding(told: field, column)
    }
  }

  private func decoding(by encoding: TextEncoding) -> FieldDecoding {
    if case .legacy(let encoding) = encoding { return .legacy(LegacyDecoder(encoding)) }
    return .none
  }

  private func verdict(_ column: Int) -> EncodingVerdict {
    var detector = EncodingDetector()
    for cell in sample(column) where !isUnicode(cell) { detector.add(cell) }
    return detector.verdict
  }

  /// Whether a cell is UTF-8 with more than ASCII.
  private func isUnicode(_ cell: [UInt8]) -> Bool {
    cell.contains { $0 >= 0x80 } && TextExtent.isWhole(cell.span, in: 0..<cell.count)
  }

  /// A column that is decided cell by cell.
  private mutating func cells(_ field: SourceField, _ column: Int) -> FieldDecoding {
    let verdict = verdict(column)
    if verdict.words > 0 {
      findings.append(
        EncodingFinding(
          column: field.name, encoding: verdict.decision?.name ?? "", verdict: verdict))
    }
    return .cells(CellDecoder(.bytes, columnReading: verdict.decision))
  }

  /// A column that is decided as a whole.
  private mutating func decoding(
    told field: SourceField, _ column: Int
  ) throws(Diagnostic) -> FieldDecoding {
    let verdict = verdict(column)
    if let encoding = verdict.encoding {
      findings.append(
        EncodingFinding(column: field.name, encoding: encoding.rawValue, verdict: verdict))
      return .legacy(LegacyDecoder(encoding))
    }
    guard verdict.words == 0 else {
      throw TextEncoding.unclear(
        verdict, "the column of '\(field.name)' is not UTF-8",
        key: "fields.\(field.name).encoding")
    }
    return .none
  }
}
