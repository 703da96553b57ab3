public import Archives
public import Columnar
public import Dataflow

/// Reads a text of fixed columns.
///
/// A record is a line, or so many bytes in a unit without line ends. Cells lie in the record where its
/// columns say, without the blanks around them; an empty one is an empty text. A line must have the
/// width of a record: what is shorter or longer becomes a reject with its bytes, unless short lines are
/// to be filled up; blanks behind the last column do no harm. Empty lines are no records, nor is the
/// mark (0x1A) with which DOS ends a text.
public struct FixedWidthReader: RecordReader {
  /// Where the next record begins; its offset counts bytes of the content, whatever the encoding.
  public private(set) var position: Position

  let head: FixedWidthHead
  let rules: ExtractionRules
  private var text: UnitText
  private var layout: FixedWidthLayout
  private var cells: [Cell] = []
  private var faults: [(row: Int, rule: UInt16)] = []

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
    head: FixedWidthHead, stream: any ByteStream, rules: ExtractionRules,
    resumingAt position: Position? = nil
  ) throws {
    let position = position ?? head.start
    self.position = position
    self.head = head
    self.rules = rules
    let readAhead = try stream.readAhead(head.readAhead, from: position, first: head.start)
    text = UnitText(stream, readAhead: readAhead, encoding: head.encoding, from: position)
    layout = FixedWidthLayout(head)
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
    let byteLimit = min(limit.bytes, 512 << 20)
    let size = min(256 << 10, max(1 << 10, min(limit.bytes, 256 << 10)), min(rowLimit, 256) << 10)
    while chunk.rowCount == 0 || (chunk.rowCount < rowLimit && text.place < byteLimit) {
      let found =
        if let length = head.shape.recordLength {
          try text.nextBytes(length, of: &chunk, size: size)
        } else {
          try text.nextLine(of: &chunk, size: size, limit: head.shape.recordLimit)
        }
      switch found {
      case .none: return finish(&chunk)
      case .overlong(let line):
        add(line, to: &chunk, rule: rules.length)
        text.take(next: line.next)
      case .whole(let raw, let next):
        if !isBlank(raw, next, chunk) { take(raw, into: &chunk) }
        text.take(next: next)
      }
    }
    return finish(&chunk)
  }

  private mutating func begin(_ chunk: inout Chunk, _ limit: ChunkLimit) {
    let names = head.fields.map(\.name)
    if chunk.columns.map(\.name) != names { chunk.columns = names.map { Column(name: $0) } }
    chunk.children.removeAll()
    chunk.removeAll()
    cells.removeAll(keepingCapacity: true)
    faults.removeAll(keepingCapacity: true)
    text.begin(&chunk, limit)
  }

  /// Whether a line is empty or nothing but the mark of the text's end.
  private func isBlank(_ raw: Range<Int>, _ next: Int, _ chunk: borrowing Chunk) -> Bool {
    if raw.isEmpty { return true }
    guard raw.count <= 3, text.isAtEnd, next == chunk.bytes.count else { return false }
    return chunk.bytes.storage[raw].allSatisfy {
      $0 == 0x1A || $0 == .lineFeed || $0 == .carriageReturn
    }
  }

  /// Adds a row for the record, with its cells or a fault.
  private mutating func take(_ raw: Range<Int>, into chunk: inout Chunk) {
    let isGood = layout.cut(
      chunk.bytes.storage.span, raw, fillsShort: head.shape.fillsShort, into: &cells)
    if !isGood { faults.append((chunk.rowCount, rules.structure)) }
    addOrigin(raw, at: text.offset(of: raw.lowerBound, in: chunk), to: &chunk)
  }

  private mutating func add(_ line: UnitText.Overlong, to chunk: inout Chunk, rule: UInt16) {
    cells.append(contentsOf: repeatElement(.null, count: head.columns.count))
    faults.append((chunk.rowCount, rule))
    addOrigin(line.raw, at: line.offset, to: &chunk)
  }

  private func addOrigin(_ raw: Range<Int>, at offset: Int64, to chunk: inout Chunk) {
    chunk.origins.append(
      RowOrigin(
        record: position.record + Int64(chunk.rowCount) + 1,
        line: head.shape.recordLength == nil ? text.line : 0,
        offset: offset, raw: Cell(raw)))
    chunk.states.append(.live)
  }

  /// Gives back what is left, decodes, and moves the position behind the chunk.
  private mutating func finish(_ chunk: inout Chunk) -> Bool {
    position.offset = text.offset(of: text.place, in: chunk)
    position.record += Int64(chunk.rowCount)
    if head.shape.recordLength == nil { position.line = text.line }
    text.finish(&chunk)
    position.streamState = text.resumeState(near: position.offset)
    chunk.take(rowByRow: &cells)
    for fault in faults { chunk.refuse(fault.row, rule: fault.rule) }
    if head.mustBeUnicode { refuseInvalidText(in: &chunk) }
    for (index, decoding) in head.decodings.enumerated() {
      decoding.decode(index, of: &chunk, rules)
    }
    return chunk.rowCount > 0
  }

  /// Finds the records, or cells cut out of them, that are not valid UTF-8.
  private func refuseInvalidText(in chunk: inout Chunk) {
    guard let first = chunk.origins.first, let last = chunk.origins.last else { return }
    let records = Int(first.raw.start)..<last.raw.range.upperBound
    // Places counted in bytes may lie inside a character.
    if head.measure == .characters, TextExtent.isWhole(chunk.bytes.storage.span, in: records) {
      return
    }
    for row in 0..<chunk.rowCount where chunk.states[row] == .live {
      guard let column = invalidColumn(of: row, chunk) else { continue }
      chunk.refuse(row, rule: rules.encoding, column: column)
    }
  }

  /// The column of a row that is not valid UTF-8, -1 for the record as a whole, `nil` for none.
  private func invalidColumn(of row: Int, _ chunk: borrowing Chunk) -> Int? {
    let bytes = chunk.bytes.storage.span
    for index in chunk.columns.indices where head.decodings[index].isUnicode {
      if !TextExtent.isWhole(bytes, in: chunk.columns[index].cells[row].range) { return index }
    }
    let isWhole =
      head.hasLegacyFields || TextExtent.isWhole(bytes, in: chunk.origins[row].raw.range)
    return isWhole ? nil : -1
  }
}
