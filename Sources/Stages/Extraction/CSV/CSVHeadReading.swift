internal import Archives
internal import Columnar
internal import Dataflow
internal import LegacyText

/// Reads a unit up to its first record; slow and simple, because it happens once a unit.
struct CSVHeadReading {
  private let stream: any ByteStream
  private let dialect: CSVDialect
  private var content: [UInt8] = []
  private var isAtEnd = false

  private static let firstRead = 64 << 10
  /// The header row and all before it end within the first MiB.
  private static let limit = 1 << 20

  init(stream: any ByteStream, dialect: CSVDialect) {
    self.stream = stream
    self.dialect = dialect
  }

  mutating func head(fields: [SourceField]) throws -> CSVHead {
    var size = Self.firstRead
    while true {
      try fill(size)
      let mark = ByteOrderMark(content)
      let encoding = try TextEncoding.resolved(
        dialect.encoding, mark: mark, content: content, isAtEnd: isAtEnd)
      let markLength = mark.map { $0.encoding == encoding ? $0.length : 0 } ?? 0
      let text = encoding.isUTF16 ? transcoded(from: markLength, encoding) : content
      let origin = encoding.isUTF16 ? 0 : markLength
      let delimiter =
        dialect.delimiter
        ?? DelimiterDetection(text: text, from: origin, dialect: dialect, isWhole: isAtEnd)
        .delimiter
      var rows = CSVRows(
        text: text, at: origin, delimiter: delimiter, quote: dialect.quote, isWhole: isAtEnd)
      if let found = try firstRows(&rows) {
        let names = try names(of: found, encoding: encoding)
        let match = try HeaderMatch(
          fields: fields, headers: names, isNamed: dialect.headerRow != nil)
        let length =
          encoding.isUTF16
          ? UTF16Transcoder.contentLength(of: text.span, 0..<rows.position) + markLength
          : rows.position
        return CSVHead(
          encoding: encoding, delimiter: delimiter, headers: names, unused: match.unused,
          fields: fields, start: Position(offset: Int64(length), line: rows.line),
          dialect: dialect, columns: match.columns, readAhead: content)
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
    return row.map { cell in
      let text = encoding == .tcvn3 ? LegacyDecoder(.tcvn3).decode(cell) ?? cell : cell
      return HeaderMatch.cleaned(String(decoding: text, as: UTF8.self))
    }
  }

  private mutating func fill(_ size: Int) throws {
    guard content.count < size, !isAtEnd else { return }
    var block = [UInt8](repeating: 0, count: 4 << 10)
    while content.count < size && !isAtEnd {
      let count = try stream.read(into: &block, at: 0)
      content.append(contentsOf: block[..<count])
      isAtEnd = count == 0
    }
  }

  private func transcoded(from start: Int, _ encoding: TextEncoding) -> [UInt8] {
    var transcoder = UTF16Transcoder(isBigEndian: encoding == .utf16BigEndian)
    var text = [UInt8](repeating: 0, count: UTF16Transcoder.room(for: content.count))
    var output = text.mutableSpan
    let end = transcoder.transcode(content.span, start..<content.count, into: &output, at: 0)
    text.removeLast(text.count - end)
    return text
  }
}
