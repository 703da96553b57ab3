public import Archives
public import Columnar
public import Dataflow

/// Reads a CSV unit as text columns.
///
/// Text is read straight into the chunk and stays there: fields are cells into it, and only a field
/// that must be rewritten (doubled quotes, a legacy encoding) gets new bytes behind it. An empty
/// field is an empty text, not a null. Blank lines are no records.
///
/// A record with text behind a closing quote is refused up to the next line end; one whose quotes
/// never close, up to its own first line end; reading goes on at the next line.
public struct CSVReader: RecordReader {
  /// Where the next record begins; its offset counts bytes of the content, whatever the encoding.
  public private(set) var position: Position

  let head: CSVHead
  let rules: ExtractionRules
  var feed: TextFeed
  var tokenizer: CSVTokenizer
  /// Fields of the chunk that hold doubled quotes: the row, and the unit's column.
  var escapes: [(row: Int, column: Int)] = []
  /// The content offset of a place in the chunk's bytes, from which others are counted.
  var anchor = (index: 0, offset: Int64(0))
  var isAtEnd = false

  /// The most bytes kept of a record that is longer than the limit.
  static let keptOfOverlong = 64 << 10

  /// Cells count in 32 bits: this, the longest record and both rewritten stay below 4 GiB.
  private static let largestChunk = 512 << 20

  /// Creates a reader.
  ///
  /// - Parameters:
  ///   - head: the unit's head.
  ///   - stream: the one the head was read from, or another at or before `position`; the reader owns
  ///     it from now on.
  ///   - rules: what a record that cannot be read breaks.
  ///   - position: where to go on, from an earlier reader's ``position``; `nil` begins at the first
  ///     record.
  /// - Throws: `Diagnostic` when the stream is beyond the position or ends before it,
  ///   `ArchiveError` when it cannot be read.
  public init(
    head: CSVHead, stream: any ByteStream, rules: ExtractionRules,
    resumingAt position: Position? = nil
  ) throws {
    let position = position ?? head.start
    self.position = position
    self.head = head
    self.rules = rules
    let readAhead = try stream.readAhead(head.readAhead, from: position, first: head.start)
    feed = TextFeed(stream: stream, readAhead: readAhead, encoding: head.encoding)
    tokenizer = CSVTokenizer(
      width: head.headers.count, delimiter: head.delimiter, dialect: head.dialect)
  }

  /// Reads the next records; see ``RecordReader/read(into:limit:)``.
  ///
  /// - Parameters:
  ///   - chunk: emptied first; afterwards it has one column for each field of the head.
  ///   - limit: how much to read.
  /// - Returns: `false` when the unit has no further record.
  /// - Throws: `ArchiveError` when the content cannot be read on.
  public mutating func read(into chunk: inout Chunk, limit: ChunkLimit) throws -> Bool {
    begin(&chunk, limit)
    let rowLimit = max(1, limit.rows)
    let byteLimit = min(limit.bytes, Self.largestChunk)
    // Few rows wanted, few bytes taken.
    let size = min(256 << 10, max(1 << 10, min(limit.bytes, 256 << 10)), min(rowLimit, 256) << 10)
    while chunk.rowCount == 0
      || (chunk.rowCount < rowLimit && tokenizer.recordStart < byteLimit)
    {
      let stop = tokenizer.tokenize(
        chunk.bytes.storage.span, end: chunk.bytes.count, isLast: isAtEnd,
        rowLimit: rowLimit - chunk.rowCount, stop: byteLimit)
      takeRecords(into: &chunk)
      switch stop {
      case .room: continue
      case .text where isAtEnd: return finish(&chunk)
      case .text:
        if chunk.rowCount == 0 { dropBlankLines(&chunk) }
        try deliver(to: &chunk, size)
      case .unclosed: refuseUnclosed(in: &chunk)
      case .overlong: try refuseOverlong(in: &chunk, size)
      }
    }
    return finish(&chunk)
  }

  /// Empties the chunk and gives it this unit's columns and room.
  private mutating func begin(_ chunk: inout Chunk, _ limit: ChunkLimit) {
    let names = head.fields.map(\.name)
    if chunk.columns.count > names.count {
      chunk.columns.removeLast(chunk.columns.count - names.count)
    }
    if chunk.columns.map(\.name) != names { chunk.columns = names.map { Column(name: $0) } }
    chunk.children.removeAll()
    chunk.removeAll()
    let rows = min(max(1, limit.rows), 1 << 20)
    let room = min(max(limit.bytes, 0), rows << 10, 64 << 20) + (4 << 10)
    if chunk.bytes.capacity < room { chunk.bytes = ByteArena(capacity: room) }
    escapes.removeAll(keepingCapacity: true)
    anchor = (0, position.offset)
    tokenizer.begin(at: 0, line: position.line)
  }

  /// Gives back what is left, rewrites fields and moves the position behind the chunk.
  private mutating func finish(_ chunk: inout Chunk) -> Bool {
    let end = tokenizer.recordStart
    position.offset = offset(of: end, in: chunk.bytes.storage.span)
    position.record += Int64(chunk.rowCount)
    position.line = tokenizer.line
    let rest = chunk.bytes.count - end
    if rest > 0 { isAtEnd = false }
    feed.takeBack(rest, from: &chunk.bytes)
    position.streamState = feed.resumeState(near: position.offset)
    rewriteFields(of: &chunk)
    return chunk.rowCount > 0
  }

  /// Adds text to the chunk, or learns that there is none.
  mutating func deliver(to chunk: inout Chunk, _ size: Int) throws {
    isAtEnd = try feed.deliver(to: &chunk.bytes, size: size) == 0
  }

  /// The content offset of a place in the chunk's bytes, not before one asked for earlier.
  mutating func offset(of index: Int, in text: Span<UInt8>) -> Int64 {
    if index > anchor.index {
      let length =
        head.encoding.isUTF16
        ? UTF16Transcoder.contentLength(
          of: text, anchor.index..<index) : index - anchor.index
      anchor = (index, anchor.offset + Int64(length))
    }
    return anchor.offset
  }
}
