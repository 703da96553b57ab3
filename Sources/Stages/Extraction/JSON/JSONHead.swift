public import Archives
internal import Columnar
internal import Dataflow

/// What the beginning of a JSON unit tells about the rest: how it is spelled.
public struct JSONHead: Sendable {
  /// How the unit spells its text: UTF-8, or UTF-16 by its byte order mark.
  public let encoding: TextEncoding
  /// Where the text begins.
  let start: Position
  /// The unit's first bytes, read already.
  let readAhead: [UInt8]

  /// Reads the head of a unit.
  ///
  /// - Parameters:
  ///   - stream: at its first byte; left somewhere behind the head.
  ///   - shape: where the records are.
  /// - Returns: the head, together with what was read beyond it.
  /// - Throws: `Diagnostic` when the unit is a document and not lines, `ArchiveError` when its content
  ///   cannot be read.
  public static func read(from stream: any ByteStream, shape: JSONShape) throws -> JSONHead {
    var beginning = UnitBeginning(stream)
    try beginning.fill(4 << 10)
    let content = beginning.content
    let mark = ByteOrderMark(content)
    let encoding = mark?.encoding ?? .utf8
    let blanks: Set<UInt8> = [0, 0x20, 0x09, 0x0A, 0x0D]
    let first = content.dropFirst(mark?.length ?? 0).first { !blanks.contains($0) }
    if shape.record == nil && first == UInt8(ascii: "[") {
      throw Diagnostic(
        "SH3603", "the unit is a JSON document, a list, and not one record a line", status: .input,
        remedy: "give the source's 'json' the path of the list: record: /")
    }
    return JSONHead(
      encoding: encoding, start: Position(offset: Int64(mark?.length ?? 0)), readAhead: content)
  }
}
