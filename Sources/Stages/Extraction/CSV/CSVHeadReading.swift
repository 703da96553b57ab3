internal import Archives
internal import Columnar
internal import Dataflow
internal import LegacyText

/// Reads a unit up to its first record; slow and simple, because it happens once a unit.
struct CSVHeadReading {
  private let dialect: CSVDialect
  private var beginning: UnitBeginning
  private var content: [UInt8] { beginning.content }
  private var isAtEnd: Bool { beginning.isAtEnd }

  private static let firstRead = 64 << 10
  /// The header row and all before it end within the first MiB.
  private static let limit = 1 << 20

  init(stream: any ByteStream, dialect: CSVDialect) {
    beginning = UnitBeginning(stream)
    self.dialect = dialect
  }

  mutating func head(fields: [SourceField]) throws -> CSVHead {
    var size = Self.firstRead
    while true {
      try beginning.fill(size)
      let mark = ByteOrderMark(content)
      let found = try TextEncoding.resolved(
        dialect.encoding, mark: mark, content: content, isAtEnd: isAtEnd)
      // As long as all is ASCII, more is read: a legacy letter may be to come.
      if found == nil && size < Self.limit {
        size *= 4
        continue
      }
      let resolution = found ?? TextEncoding.Resolution(encoding: .utf8)
      let encoding = resolution.encoding
      let markLength = mark.map { $0.encoding == encoding ? $0.length : 0 } ?? 0
      let text =
        encoding.isUTF16 ? UTF16Transcoder.text(of: content, from: markLength, encoding) : content
      let origin = encoding.isUTF16 ? 0 : markLength
      let delimiter =
        dialect.delimiter
        ?? DelimiterDetection(text: text, from: origin, dialect: dialect, isWhole: isAtEnd)
        .delimiter
      var rows = CSVRows(
        text: text, at: origin, delimiter: delimiter, quote: dialect.quote, isWhole: isAtEnd)
      if let first = try firstRows(&rows) {
        let names = try names(of: first, encoding: encoding)
        let match = try HeaderMatch(
          fields: fields, headers: names, isNamed: dialect.headerRow != nil)
        var decision = FieldDecision(unit: resolution) { Self.sample(rows, column: $0) }
        let decodings = try zip(fields, match.columns).map {
          try decision.decoding(of: $0, column: $1)
        }
        let length =
          encoding.isUTF16
          ? UTF16Transcoder.contentLength(of: text.span, 0..<rows.position) + markLength
          : rows.position
        return CSVHead(
          encoding: encoding, encodingFindings: decision.findings, delimiter: delimiter,
          headers: names, unused: match.unused,
          fields: fields, start: Position(offset: Int64(length), line: rows.line),
          dialect: dialect, columns: match.columns, decodings: decodings, readAhead: content)
      }
      guard size < Self.limit else {
        throw Diagnostic(
          "SH3102", "row \(dialect.headerRow ?? 1) does not end within the first MiB",
          status: .input, remedy: "check that the unit is CSV, and its quote and header row")
      }
      size *= 4
    }
  }

  /// The row with the names, or the first row of a unit without names, which is not consumed.
  ///
  /// The result is `nil` when more must be read.
  private func firstRows(_ rows: inout CSVRows) throws -> [[UInt8]]? {
    guard let headerRow = dialect.headerRow else {
      let begin = rows
      while true {
        guard let row = rows.next() else {
          guard isAtEnd else { return nil }
          rows = begin
          return []
        }
        if row != [[]] {
          rows = begin
          return row
        }
      }
    }
    var row: [[UInt8]]?
    for _ in 0..<headerRow {
      row = rows.next()
      if row == nil { break }
    }
    if row == nil && !isAtEnd { return nil }
    guard let row, row != [[]] else {
      throw Diagnostic(
        "SH3102", "the unit has no column names in row \(headerRow)", status: .input,
        remedy: "give the row that holds them, or say that there is none")
    }
    return row
  }

  private func names(of row: [[UInt8]], encoding: TextEncoding) throws -> [String] {
    guard row.count <= dialect.columnLimit else {
      throw Diagnostic(
        "SH3103",
        "the unit has \(row.count) columns, more than the limit of \(dialect.columnLimit)",
        status: .input, remedy: "check the delimiter, or raise the limit of columns")
    }
    if dialect.headerRow == nil { return row.indices.map { String($0 + 1) } }
    let texts = row.map { cell in
      if case .legacy(let legacy) = encoding { return LegacyDecoder(legacy).decode(cell) ?? cell }
      return cell
    }
    return (encoding == .mixed ? decoded(texts) : texts).map {
      HeaderMatch.cleaned(String(decoding: $0, as: UTF8.self))
    }
  }

  /// The headers of a mixed unit, each decoded as a cell of one column.
  private func decoded(_ headers: [[UInt8]]) -> [[UInt8]] {
    var detector = EncodingDetector()
    for header in headers { detector.add(header) }
    var arena = ByteArena()
    var cells = headers.map { arena.append($0) }
    var (failures, guesses): ([Int], [Int]) = ([], [])
    CellDecoder(.bytes, columnReading: detector.verdict.decision).decode(
      &cells, bytes: &arena, failures: &failures, guesses: &guesses)
    return cells.map { Array(arena.storage[$0.range]) }
  }

  /// The cells of a column in the records read already, up to as many as a detector looks at.
  private static func sample(_ rows: CSVRows, column: Int) -> [[UInt8]] {
    var rows = rows
    var cells: [[UInt8]] = []
    while cells.count < 2 * EncodingDetector.wordLimit, let row = rows.next() {
      if row.indices.contains(column) { cells.append(row[column]) }
    }
    return cells
  }
}
