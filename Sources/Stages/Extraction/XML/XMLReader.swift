public import Archives
public import Columnar
public import Dataflow
import Markup

/// Reads the records of an XML document at constant memory.
///
/// libxml2 parses; runs of plain records are scanned without it, with the same result.
/// Where the document breaks, the records before the place are delivered first; the next
/// ``read(into:limit:)`` throws a diagnostic with line, column and byte. Document types are refused,
/// so there are no entities but the predefined ones. The `raw` cell of a record holds its text as
/// UTF-8; its offset counts the bytes of the unit.
public struct XMLReader: RecordReader {
  private let stream: any ByteStream
  private let start: Position
  private let schema: MarkupSchema?
  /// The number of records that are read once more and not delivered.
  private let skipped: Int64
  private var source: XMLSource
  private var assembler: XMLAssembler
  private var parser: MarkupParser?
  private var tape = MarkupTape()
  private var cursor = 0
  /// The text offset of the parser's first byte, and of the first that is the document's own.
  private var parserBase: Int64 = 0
  private var parserStart: Int64 = 0
  /// The text offset up to which the parser has been fed.
  private var fed: Int64 = 0
  /// The most bytes of the parser's next piece.
  private var piece = 64 << 10
  /// The same for a parser's first piece where scanning goes on behind the next record: whatever the
  /// parser takes beyond it is wasted.
  var firstPiece = 2 << 10
  /// Where it can be used at all.
  var scanner: XMLScanner?
  private var isScanning = false
  private var failure: Diagnostic?
  private var isOver = false

  /// Prepares to read a unit from its beginning or from a position.
  ///
  /// - Parameters:
  ///   - stream: the document, at or before the position's offset.
  ///   - shape: where the records are.
  ///   - fields: the columns, their headers being paths; a path that does not occur gives nulls.
  ///   - rules: what records are refused by.
  ///   - position: the beginning, or what an earlier reader of the same shape and fields gave.
  /// - Throws: `Diagnostic` for paths that cannot be understood and for a damaged position.
  public init(
    stream: any ByteStream, shape: XMLShape, fields: [SourceField], rules: ExtractionRules,
    position: Position = Position()
  ) throws {
    self.stream = stream
    start = position
    assembler = try XMLAssembler(shape, fields, rules)
    do {
      schema = try shape.schema.map { bytes throws(MarkupSchema.Failure) in
        try MarkupSchema(bytes)
      }
    } catch {
      throw XMLBreak.schema(error)
    }
    guard schema == nil || stream.offset == 0 else { throw XMLBreak.lateStream }
    scanner = schema == nil ? XMLScanner(assembler.pattern, shape) : nil
    skipped = schema == nil ? 0 : position.record
    if schema != nil || position.context.isEmpty {
      source = XMLSource(stream, from: 0, encoding: nil)
    } else {
      let context = try XMLContext(position.context)
      assembler.encoding = context.encoding
      assembler.context = context
      assembler.mark = XMLMark(
        text: 0, source: position.offset, line: position.line, column: context.column)
      assembler.recordCount = position.record
      source = XMLSource(stream, from: position.offset, encoding: context.encoding)
    }
    assembler.lastEnd = assembler.mark
    assembler.lastContext = assembler.context
  }

  /// Behind the last record read, with the elements open there.
  public var position: Position {
    guard assembler.lastEnd.text > 0, lastRecord >= skipped else { return start }
    var context = assembler.lastContext
    context.encoding = assembler.encoding
    context.column = assembler.lastEnd.column
    return Position(
      offset: assembler.lastEnd.source, record: lastRecord, line: assembler.lastEnd.line,
      context: context.bytes,
      streamState: schema == nil ? stream.resumeState(near: assembler.lastEnd.source) : [])
  }

  /// The number of whole records.
  private var lastRecord: Int64 { assembler.recordCount - (assembler.recordDepth > 0 ? 1 : 0) }

  /// Reads the next records as text columns, and their children as rows of the chunk's children.
  ///
  /// - Parameters:
  ///   - chunk: emptied first, and given the columns and children that it lacks.
  ///   - limit: how much to read.
  /// - Returns: `false` when the document has no further record.
  /// - Throws: `Diagnostic` when the document cannot be read on from its last record.
  public mutating func read(into chunk: inout Chunk, limit: ChunkLimit) throws -> Bool {
    assembler.prepare(&chunk)
    var first = assembler.lastEnd.text
    while chunk.origins.count < max(1, limit.rows),
      chunk.origins.isEmpty || assembler.lastEnd.text - first < Int64(limit.bytes)
    {
      if isScanning {
        scan(
          into: &chunk, rows: max(1, limit.rows) - chunk.origins.count,
          budget: Int(first + Int64(min(limit.bytes, 1 << 40)) - assembler.lastEnd.text))
      } else if cursor < tape.events.count {
        try consume(into: &chunk)
        if assembler.recordCount <= skipped, !chunk.origins.isEmpty {
          assembler.prepare(&chunk)
          assembler.cells.removeAll()
          first = assembler.lastEnd.text
        }
      } else if failure != nil || isOver {
        break
      } else {
        try feed()
      }
    }
    guard !chunk.origins.isEmpty else {
      if let failure { throw failure }
      return false
    }
    assembler.moveCells(into: &chunk)
    return true
  }

  private mutating func consume(into chunk: inout Chunk) throws {
    do {
      let hasRecord = try assembler.consume(
        tape, from: &cursor, base: parserBase, start: parserStart, source, into: &chunk)
      if hasRecord, failure == nil, !isOver, assembler.encoding == .utf8,
        !assembler.context.isOver, scanner?.shouldStart() == true
      {
        assembler.moveCells(into: &chunk)
        parser = nil
        tape.removeAll()
        cursor = 0
        isScanning = true
      }
    } catch let error as Diagnostic {
      failure = error
      tape.removeAll()
      cursor = 0
    }
  }

  /// Takes plain records from behind the last one, or gives way to the parser.
  private mutating func scan(into chunk: inout Chunk, rows: Int, budget: Int) {
    guard var scanner = scanner.take() else { return }
    defer { self.scanner = scanner }
    let start = source.index(assembler.lastEnd.text)
    let stop = scanner.elements.scan(
      source.window, in: start..<source.count, rows: rows, budget: budget)
    let count = scanner.elements.count
    if count > 0 {
      let first = RowOrigin(
        record: assembler.recordCount + 1, line: assembler.mark.line,
        offset: assembler.mark.source, raw: .null)
      scanner.elements.append(
        to: &chunk, from: source.window, choices: scanner.choices, first: first, start: start)
      scanner.add(count)
      assembler.recordCount += Int64(count)
      assembler.move(to: source.origin + Int64(scanner.elements.end), source)
      assembler.lastEnd = assembler.mark
    }
    switch stop {
    case .full: return
    case .more where source.ending == nil:
      source.discard(before: assembler.lastEnd.text)
      source.fill()
      return
    case .name(let range) where scanner.skip(source.window[range]): return
    default:
      scanner.stop()
      isScanning = false
    }
  }

  /// Gives the parser the next piece of the document.
  private mutating func feed() throws {
    tape.removeAll()
    cursor = 0
    let parser = try self.parser ?? makeParser()
    let parsed = max(parserBase + parser.offset, parserStart)
    assembler.checkLength(at: parsed, source)
    let needed = assembler.neededFrom ?? parsed
    assembler.move(to: needed, source)
    source.discard(before: needed)
    var end = source.cut(after: fed, piece: piece, reach: 64 << 10)
    while end == nil, source.ending == nil {
      source.fill()
      assembler.takeEncoding(of: source)
      end = source.cut(after: fed, piece: piece, reach: 64 << 10)
    }
    let range = source.index(fed)..<(end ?? source.count)
    let isLast = end == nil && source.ending == .end
    parser.feed(source.window, range, isLast: isLast, into: &tape)
    fed += Int64(range.count)
    piece = min(2 * piece, 64 << 10)
    if let failure = parser.failure {
      self.failure = describe(failure, isLast: isLast)
    } else if isLast {
      isOver = true
    } else if end == nil {
      failure = describeEnding()
    }
  }

  private mutating func makeParser() throws -> MarkupParser {
    let parser: MarkupParser
    do {
      parser = try MarkupParser(schema: schema)
    } catch {
      throw XMLBreak.broken(XMLBreak.sentence(error.reason), at: assembler.mark)
    }
    self.parser = parser
    tape = MarkupTape()
    assembler.restart()
    parserStart = assembler.mark.text
    // A document whose root has ended goes on behind a root that stands in for it.
    let tags = assembler.context.isOver ? Array("<r/>".utf8) : assembler.context.tags
    parserBase = parserStart - Int64(tags.count)
    fed = parserStart
    if scanner != nil { piece = firstPiece }
    parser.feed(tags, 0..<tags.count, into: &tape)
    if parser.failure != nil {
      throw XMLBreak.broken("the stored place is damaged", at: assembler.mark)
    }
    return parser
  }

  private func describe(_ failure: MarkupFailure, isLast: Bool) -> Diagnostic {
    let offset = max(parserBase + failure.offset, parserStart)
    let end = source.origin + Int64(source.count)
    guard isLast, failure.reason == .truncated || offset >= end else {
      return XMLBreak.broken(XMLBreak.sentence(failure.reason), at: place(offset))
    }
    return XMLBreak.broken(XMLBreak.sentence(.truncated), at: place(end))
  }

  private func describeEnding() -> Diagnostic {
    switch source.ending {
    case .stream(let error): XMLBreak.unreadable(error)
    case .unknownEncoding: XMLBreak.unknownEncoding
    default:
      XMLBreak.broken(
        "a byte that is not in the document's encoding",
        at: place(source.origin + Int64(source.count)))
    }
  }

  private func place(_ offset: Int64) -> XMLMark {
    var counter = assembler
    counter.move(to: min(offset, source.origin + Int64(source.count)), source)
    return counter.mark
  }
}
