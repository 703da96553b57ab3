public import Archives
public import Dataflow
public import LegacyText

/// What the beginning of a unit tells about the rest: encoding, delimiter and columns.
///
/// A reader that resumes in the middle needs it as well, so the caller reads it from a stream at the
/// unit's first byte, and may then give the reader another stream, nearer to the position.
public struct CSVHead: Sendable {
  /// How the unit spells its text; never ``TextEncoding/utf16``, whose order is known by now.
  public let encoding: TextEncoding
  /// How the encoding was made out: of the unit, then of each column that is another or decided by itself.
  public let encodingFindings: [EncodingFinding]
  /// The byte between two fields, as given or as detected.
  public let delimiter: UInt8
  /// The names of the unit's columns, cleaned of line breaks and surplus white space.
  public let headers: [String]
  /// The names that no field asks for.
  public let unused: [String]
  /// The fields that the unit was read for.
  public let fields: [SourceField]
  /// Where the first record begins.
  public let start: Position

  /// The dialect as it was given.
  let dialect: CSVDialect
  /// The unit's column of each field, or `nil` where the unit has none.
  let columns: [Int?]
  /// How the cells of each field are decoded.
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
  ///   - dialect: how the unit is written.
  /// - Returns: the head, together with what was read beyond it.
  /// - Throws: `Diagnostic` when the unit cannot be read for these fields, `ArchiveError` when its
  ///   content cannot be read.
  public static func read(
    from stream: any ByteStream, fields: [SourceField], dialect: CSVDialect
  ) throws -> CSVHead {
    var reading = CSVHeadReading(stream: stream, dialect: dialect)
    return try reading.head(fields: fields)
  }
}
