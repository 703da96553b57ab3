public import Archives
internal import Columnar
public import Dataflow
public import LegacyText

/// What the beginning of a text of fixed columns tells about the rest: how it is spelled, and where the
/// first record begins.
public struct FixedWidthHead: Sendable {
  /// How the unit spells its text.
  public let encoding: TextEncoding
  /// How the encoding was made out: of the unit, then of each column that is another or decided by itself.
  public let encodingFindings: [EncodingFinding]
  /// The names of the columns.
  public let headers: [String]
  /// The names that no field asks for.
  public let unused: [String]
  /// The fields that the unit was read for.
  public let fields: [SourceField]
  /// What places and widths count in this unit.
  public let measure: FixedWidthShape.Measure
  /// Where the first record begins.
  public let start: Position

  let shape: FixedWidthShape
  /// The column of each field, or `nil` where there is none.
  let columns: [Int?]
  let decodings: [FieldDecoding]
  /// The unit's first bytes, read already.
  let readAhead: [UInt8]

  /// The unit's column that carries each field, by its name; `nil` where the unit has none.
  public var carriers: [(field: String, header: String?)] {
    zip(fields, columns).map { ($0.name, $1.map { headers[$0] }) }
  }

  /// Reads the head of a unit.
  ///
  /// - Parameters:
  ///   - stream: at its first byte; left somewhere behind the head.
  ///   - fields: what is wanted of every record.
  ///   - shape: how the unit is written.
  /// - Returns: the head, together with what was read beyond it.
  /// - Throws: `Diagnostic` when the unit cannot be read for these fields, `ArchiveError` when its
  ///   content cannot be read.
  public static func read(
    from stream: any ByteStream, fields: [SourceField], shape: FixedWidthShape
  ) throws -> FixedWidthHead {
    var beginning = UnitBeginning(stream)
    var size = 64 << 10
    while true {
      try beginning.fill(size)
      let isLast = beginning.isAtEnd || size >= 1 << 20
      let mark = ByteOrderMark(beginning.content)
      let found = try TextEncoding.resolved(
        shape.encoding, mark: mark, content: beginning.content, isAtEnd: isLast,
        key: "fixed.encoding")
      if let found,
        let head = try FixedWidthHead(
          beginning.content, isLast: isLast, mark, found, fields: fields, shape: shape)
      {
        return head
      }
      size *= 4
    }
  }

  /// The head in a unit's first bytes; `nil` when more of them are needed.
  private init?(
    _ content: [UInt8], isLast: Bool, _ mark: ByteOrderMark?,
    _ resolution: TextEncoding.Resolution, fields: [SourceField], shape: FixedWidthShape
  ) throws {
    let encoding = resolution.encoding
    let markLength = mark.map { $0.encoding == encoding ? $0.length : 0 } ?? 0
    var text = content
    var first = markLength
    if encoding.isUTF16 {
      guard shape.recordLength == nil else { throw Self.unmeasurable }
      text = UTF16Transcoder.text(of: content, from: markLength, encoding)
      first = 0
    }
    for _ in 0..<shape.skippedLines {
      guard let end = text[first...].firstIndex(of: .lineFeed) else {
        if !isLast { return nil }
        first = text.count
        break
      }
      first = end + 1
    }
    let headers = shape.columns.map(\.name)
    let match = try HeaderMatch(fields: fields, headers: headers, isNamed: true)
    var decision = FieldDecision(unit: resolution) { column in
      Self.sample(text, from: first, shape, shape.columns[column])
    }
    decodings = try zip(fields, match.columns).map { try decision.decoding(of: $0, column: $1) }
    let isLegacy = !encoding.isUnicode || decodings.contains { !$0.isUnicode }
    measure = isLegacy ? .bytes : shape.measure
    let length =
      encoding.isUTF16
      ? UTF16Transcoder.contentLength(of: text.span, 0..<first) + markLength : first
    self.encoding = encoding
    encodingFindings = decision.findings
    self.headers = headers
    unused = match.unused
    self.fields = fields
    start = Position(offset: Int64(length), line: Int64(shape.skippedLines + 1))
    self.shape = shape
    columns = match.columns
    readAhead = content
  }

  private static var unmeasurable: Diagnostic {
    Diagnostic(
      "SH3501", "a unit without line ends is measured in bytes, and this one is UTF-16",
      status: .input, remedy: "convert it to UTF-8, or leave this file out")
  }

  /// The bytes of a column in the records read already.
  private static func sample(
    _ text: [UInt8], from first: Int, _ shape: FixedWidthShape, _ column: FixedWidthShape.Column
  ) -> [[UInt8]] {
    var cells: [[UInt8]] = []
    var place = first
    while place < text.count, cells.count < 2 * EncodingDetector.wordLimit {
      let end =
        shape.recordLength.map { min(place + $0, text.count) }
        ?? text[place...].firstIndex(of: .lineFeed) ?? text.count
      let (from, to) = (min(place + column.start, end), min(place + column.end, end))
      if from < to { cells.append(Array(text[from..<to])) }
      place = end + (shape.recordLength == nil ? 1 : 0)
    }
    return cells
  }

  /// Whether some field must be valid UTF-8 as it is read.
  var mustBeUnicode: Bool {
    encoding.isUnicode || zip(columns, decodings).contains { $0 != nil && $1.isUnicode }
  }

  /// Whether some field is legacy text.
  var hasLegacyFields: Bool {
    !encoding.isUnicode || decodings.contains { !$0.isUnicode }
  }
}
