public import Archives
public import Columnar
public import Dataflow
import Markup

/// Reads the pages that a text recognition has written as ALTO, PAGE XML or hOCR.
///
/// A page is a record.
/// A field is the words of its zone, in reading order, joined by blanks; without a word it is null. Its
/// confidence is that of its least certain word, and a word of which the document does not say it is
/// not certain. The `raw` cell of a record holds the page's words, a line of text for each line. Memory
/// is that of one page. A document is read from its first byte however far a run has come: the pages
/// before the position are passed over.
public struct OCRReader: RecordReader {
  /// Behind the last page read.
  public private(set) var position: Position

  private let shape: OCRShape
  private let zones: [[OCRZone]]
  private let names: [String]
  private let rules: ExtractionRules
  private let skipped: Int64
  private var source: XMLSource
  private var parser: MarkupParser?
  private var assembler: OCRAssembler
  private var tape = MarkupTape()
  private var cursor = 0
  private var fed: Int64 = 0
  private var isOver = false
  private var failure: Diagnostic?

  /// Prepares to read a unit.
  ///
  /// - Parameters:
  ///   - stream: the document, at its first byte; the reader owns it from now on.
  ///   - shape: how it is read.
  ///   - fields: the columns, their headers being zones; the first that holds a word is taken.
  ///   - rules: what pages are refused by.
  ///   - position: where to go on, from an earlier reader of the same document.
  public init(
    stream: any ByteStream, shape: OCRShape, fields: [SourceField], rules: ExtractionRules,
    position: Position = Position()
  ) {
    self.position = position
    self.shape = shape
    self.rules = rules
    zones = fields.map { $0.headers.compactMap { OCRZone($0) } }
    names = fields.map(\.name)
    skipped = position.record
    source = XMLSource(stream, from: 0, encoding: nil)
    assembler = OCRAssembler(shape, isHTML: false)
  }

  /// Reads the next pages as text columns.
  ///
  /// - Parameters:
  ///   - chunk: emptied first, and given the columns that it lacks.
  ///   - limit: how much to read.
  /// - Returns: `false` when the document has no further page.
  /// - Throws: `Diagnostic` when the document cannot be read on from its last page.
  public mutating func read(into chunk: inout Chunk, limit: ChunkLimit) throws -> Bool {
    chunk.removeAll()
    if chunk.columns.isEmpty { chunk.columns = names.map { Column(name: $0) } }
    while chunk.rowCount < max(1, limit.rows),
      chunk.rowCount == 0 || chunk.bytes.count < limit.bytes
    {
      if assembler.consume(tape, from: &cursor) {
        guard assembler.pageCount > skipped else { continue }
        addPage(to: &chunk)
        position = Position(offset: fed, record: assembler.pageCount)
      } else if failure != nil || isOver {
        break
      } else {
        feed()
      }
    }
    guard chunk.rowCount == 0 else { return true }
    if let failure { throw failure }
    return false
  }

  private mutating func addPage(to chunk: inout Chunk) {
    let page = assembler.page
    let row = chunk.rowCount
    let start = chunk.bytes.count
    for (index, word) in page.words.enumerated() {
      if index > 0 { chunk.bytes.append([page.words[index - 1].line == word.line ? 0x20 : 0x0A]) }
      chunk.bytes.append(page.text, in: word.text)
    }
    chunk.origins.append(
      RowOrigin(
        record: assembler.pageCount, line: 0, offset: fed, raw: Cell(start..<chunk.bytes.count)))
    chunk.states.append(.live)
    if page.isOverLimit { chunk.note(Violation(row: row, rule: rules.length), severity: .reject) }
    for (column, zones) in zones.enumerated() {
      let (cell, confidence) = page.isOverLimit ? (.null, nil) : read(zones, of: page, into: &chunk)
      chunk.columns[column].cells.append(cell)
      guard let least = shape.confidence, !cell.isNull, let confidence, confidence < least else {
        continue
      }
      chunk.note(
        Violation(row: row, rule: shape.lowRules[column], column: column, cell: cell),
        severity: .warn)
    }
  }

  /// The text of the first zone that holds any, and the confidence of its least certain word; one that
  /// is not known counts as none.
  private func read(
    _ zones: [OCRZone], of page: OCRPage, into chunk: inout Chunk
  ) -> (cell: Cell, confidence: Double?) {
    for zone in zones {
      switch zone {
      case .page:
        return (chunk.bytes.append(Array("\(page.number ?? Int(assembler.pageCount))".utf8)), nil)
      case .image where !page.image.isEmpty: return (chunk.bytes.append(page.image), nil)
      case .confidence:
        let known = page.words.compactMap(\.confidence)
        guard let least = known.min() else { continue }
        let hundredths = Int((least * 100).rounded())
        let digits = hundredths % 100
        let text =
          "\(hundredths / 100)" + (digits == 0 ? "" : digits < 10 ? ".0\(digits)" : ".\(digits)")
        return (chunk.bytes.append(Array(text.utf8)), nil)
      case .image: continue
      case .text, .rectangle, .block:
        let words = page.words(in: zone)
        guard !words.isEmpty else { continue }
        let start = chunk.bytes.count
        var least = Double.infinity
        for (index, word) in words.enumerated() {
          if index > 0 { chunk.bytes.append([0x20]) }
          chunk.bytes.append(page.text, in: page.words[word].text)
          least = min(least, page.words[word].confidence ?? -1)
        }
        return (Cell(start..<chunk.bytes.count), least)
      }
    }
    return (.null, nil)
  }

  /// Gives the parser the next piece of the document.
  private mutating func feed() {
    tape.removeAll()
    cursor = 0
    do {
      let parser = try self.parser ?? makeParser()
      let piece = 64 << 10
      var end = source.cut(after: fed, piece: piece, reach: piece)
      while end == nil, source.ending == nil {
        source.fill()
        end = source.cut(after: fed, piece: piece, reach: piece)
      }
      let range = source.index(fed)..<(end ?? source.count)
      let isLast = end == nil && source.ending == .end
      parser.feed(source.window, range, isLast: isLast, into: &tape)
      fed += Int64(range.count)
      source.discard(before: fed)
      if let reason = parser.failure?.reason {
        failure = OCRBreak.broken(XMLBreak.sentence(reason), at: fed)
      } else if isLast {
        isOver = true
      } else if end == nil {
        failure = ending
      }
    } catch let error as Diagnostic {
      failure = error
    } catch {
      failure = OCRBreak.broken(XMLBreak.sentence(.limit), at: fed)
    }
  }

  private var ending: Diagnostic {
    switch source.ending {
    case .stream(let error): XMLBreak.unreadable(error)
    case .unknownEncoding: XMLBreak.unknownEncoding
    default: OCRBreak.broken("a byte that is not in the document's encoding", at: fed)
    }
  }

  /// Tells the format by the beginning of the document.
  private mutating func makeParser() throws -> MarkupParser {
    while source.count < 4096, source.ending == nil { source.fill() }
    guard let format = OCRBreak.format(of: source.window[..<min(4096, source.count)]) else {
      throw OCRBreak.noFormat
    }
    if let wanted = shape.format, wanted != format { throw OCRBreak.otherFormat(format, wanted) }
    let isHTML = format == .hocr
    assembler = OCRAssembler(shape, isHTML: isHTML)
    let parser = try MarkupParser(isHTML: isHTML)
    self.parser = parser
    return parser
  }
}
