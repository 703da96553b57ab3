public import Archives
internal import Columnar
public import Dataflow
public import LegacyText

/// What the beginning of a DBF unit tells about the rest: its fields and how its text is spelled.
public struct DBFHead: Sendable {
  /// How the unit spells its text.
  public let encoding: TextEncoding
  /// How the encoding was made out: of the unit, then of each column that is another or decided by itself.
  public let encodingFindings: [EncodingFinding]
  /// The names of the unit's fields.
  public let headers: [String]
  /// The letters of the fields' types.
  public let types: [Character]
  /// The names that no field asks for.
  public let unused: [String]
  /// The fields that the unit was read for.
  public let fields: [SourceField]
  /// Where the first record begins.
  public let start: Position
  /// Whether a field that is wanted lies in the memo file.
  public let needsMemo: Bool

  let shape: DBFShape
  let header: DBFHeader
  /// The place of each header among the fields of the file.
  let places: [Int]
  /// The header of each field, or `nil` where the unit has none.
  let columns: [Int?]
  let decodings: [FieldDecoding]
  /// The unit's first bytes, read already.
  let readAhead: [UInt8]

  /// The unit's column that carries each field, by its name; `nil` where the unit has none.
  public var carriers: [(field: String, header: String?)] {
    zip(fields, columns).map { ($0.name, $1.map { headers[$0] }) }
  }

  /// The file's field that carries each wanted one.
  var carrying: [DBFField?] { columns.map { $0.map { header.fields[places[$0]] } } }

  /// Reads the head of a unit.
  ///
  /// - Parameters:
  ///   - stream: at its first byte; left somewhere behind the head.
  ///   - hasMemo: whether the unit's memo file is there.
  ///   - fields: what is wanted of every record.
  ///   - shape: how the unit is read.
  /// - Returns: the head, together with what was read beyond it.
  /// - Throws: `Diagnostic` when the unit cannot be read for these fields, `ArchiveError` when its
  ///   content cannot be read.
  public static func read(
    from stream: any ByteStream, hasMemo: Bool, fields: [SourceField], shape: DBFShape
  ) throws -> DBFHead {
    var beginning = UnitBeginning(stream)
    try beginning.fill(DBFHeader.firstBytes)
    try beginning.fill(DBFHeader.length(of: beginning.content))
    let header = try DBFHeader(beginning.content)
    var size = 64 << 10
    while true {
      try beginning.fill(header.length + size)
      let sample = DBFSample(header, beginning.content)
      let found = try TextEncoding.resolved(
        shape.encoding, mark: nil, content: sample.text,
        isAtEnd: beginning.isAtEnd || size >= 1 << 20, key: "dbf.encoding",
        hint: header.codePageNote)
      guard let resolution = found else {
        size *= 4
        continue
      }
      return try DBFHead(
        header, sample, resolution, hasMemo: hasMemo, fields: fields, shape: shape,
        readAhead: beginning.content)
    }
  }

  private init(
    _ header: DBFHeader, _ sample: DBFSample, _ resolution: TextEncoding.Resolution,
    hasMemo: Bool, fields: [SourceField], shape: DBFShape, readAhead: [UInt8]
  ) throws {
    let places = header.fields.indices.filter { !header.fields[$0].isSystem }
    let headers = places.map { place in
      HeaderMatch.cleaned(resolution.encoding.text(header.fields[place].name))
    }
    let match = try HeaderMatch(fields: fields, headers: headers, isNamed: true)
    var columns = match.columns
    for (index, column) in columns.enumerated() {
      guard let column else { continue }
      let stored = header.fields[places[column]]
      if stored.kind == .other { throw Self.unreadable(headers[column], stored.type) }
      guard stored.kind == .memo, !hasMemo else { continue }
      guard !fields[index].isRequired else { throw Self.lostMemo(headers[column]) }
      columns[index] = nil
    }
    var decision = FieldDecision(unit: resolution) { column in
      sample.cells(of: header.fields[places[column]])
    }
    decodings = try zip(fields, columns).map { field, column in
      guard let column, header.fields[places[column]].kind.isText else { return .none }
      return try decision.decoding(of: field, column: column)
    }
    var findings = decision.findings
    findings[0].hint = header.codePageNote
    encoding = resolution.encoding
    encodingFindings = findings
    self.headers = headers
    types = places.map { Character(UnicodeScalar(header.fields[$0].type)) }
    unused = match.unused
    self.fields = fields
    start = Position(offset: Int64(header.length))
    needsMemo = columns.contains { $0.map { header.fields[places[$0]].kind == .memo } ?? false }
    self.shape = shape
    self.header = header
    self.places = places
    self.columns = columns
    self.readAhead = readAhead
  }

  private static func unreadable(_ name: String, _ type: UInt8) -> Diagnostic {
    Diagnostic(
      "SH3405",
      "the field '\(name)' is of type '\(UnicodeScalar(type))', which holds no text or number",
      status: .input, remedy: "leave it out of 'fields'")
  }

  private static func lostMemo(_ name: String) -> Diagnostic {
    Diagnostic(
      "SH3403", "the field '\(name)' lies in a memo file, which is missing", status: .input,
      remedy: "put the .dbt or .fpt of the same name beside the unit, or make the field 'optional'")
  }
}

extension DBFField.Kind {
  /// Whether its values are spelled in the unit's encoding.
  var isText: Bool { self == .text || self == .varyingText || self == .memo }
}

/// The records at the beginning of a unit, to make out its encoding.
struct DBFSample {
  private let header: DBFHeader
  private let content: [UInt8]

  init(_ header: DBFHeader, _ content: [UInt8]) {
    self.header = header
    self.content = content
  }

  private var count: Int {
    min(
      max(0, content.count - header.length) / header.recordLength,
      Int(min(header.recordCount, 1 << 20)))
  }

  /// The cells of a field.
  func cells(of field: DBFField) -> [[UInt8]] {
    guard field.kind == .text || field.kind == .varyingText else { return [] }
    return (0..<count).map { record in
      let start = header.length + record * header.recordLength + field.offset
      return Array(content[start..<start + field.length])
    }
  }

  /// All texts, each on a line of its own.
  var text: [UInt8] {
    var text: [UInt8] = []
    let fields = header.fields.filter { $0.kind == .text && !$0.isSystem }
    for record in 0..<count {
      let start = header.length + record * header.recordLength
      for field in fields {
        let cell = content[start + field.offset..<start + field.offset + field.length]
        text.append(contentsOf: cell)
        text.append(.lineFeed)
      }
    }
    return text
  }
}
