public import Archives
public import Columnar
public import Dataflow

/// Reads the records of JSON Lines, or of a list inside a JSON document, as text columns.
///
/// A text is what its string means; numbers and truth values are texts exactly as written; null and
/// what is not there are null. A malformed record becomes a reject with its bytes, and the next line or
/// item is read. Where a document breaks, the records before the place are delivered first; the next
/// ``read(into:limit:)`` throws.
public struct JSONReader: RecordReader {
  /// Behind the last record read.
  public private(set) var position: Position

  private let head: JSONHead
  private let shape: JSONShape
  private let names: [String]
  private let rules: ExtractionRules
  private let keys: [[Int]]
  private var text: UnitText
  private var record: JSONRecord
  /// Where it can stand in a document; `nil` for lines.
  private var outline: JSONOutline?
  private var cells: [Cell] = []
  /// Cells of the chunk that hold escapes.
  private var escapes: [(row: Int, column: Int)] = []
  private var scratch: [UInt8] = []
  private var failure: Diagnostic?

  /// Creates a reader.
  ///
  /// - Parameters:
  ///   - head: the unit's head.
  ///   - stream: the one the head was read from, or another at or before `position`; the reader owns
  ///     it from now on.
  ///   - shape: where the records are.
  ///   - fields: the columns, their headers being paths; a path that does not occur gives nulls.
  ///   - rules: what a record that cannot be read breaks.
  ///   - position: where to go on, from an earlier reader's ``position``; `nil` begins at the first
  ///     record.
  /// - Throws: `Diagnostic` for paths that cannot be understood, and when the stream is beyond the
  ///   position or ends before it.
  public init(
    head: JSONHead, stream: any ByteStream, shape: JSONShape, fields: [SourceField],
    rules: ExtractionRules, resumingAt position: Position? = nil
  ) throws {
    let position = position ?? head.start
    self.position = position
    self.head = head
    self.shape = shape
    self.rules = rules
    names = fields.map(\.name)
    keys = shape.children.map { child in
      child.keys.compactMap { key in fields.firstIndex { $0.name == key } }
    }
    record = JSONRecord(try JSONPaths(shape, fields), shape.limits)
    outline = try shape.record.map { path in
      try JSONOutline(path, depth: shape.limits.depth, resumingWith: position.context)
    }
    let readAhead = try stream.readAhead(head.readAhead, from: position, first: head.start)
    text = UnitText(stream, readAhead: readAhead, encoding: head.encoding, from: position)
  }

  /// Reads the next records as text columns, and their children as rows of the chunk's children.
  ///
  /// - Parameters:
  ///   - chunk: emptied first, and given the columns and children that it lacks.
  ///   - limit: how much to read.
  /// - Returns: `false` when the unit has no further record.
  /// - Throws: `Diagnostic` when the document cannot be read on from its last record, `ArchiveError`
  ///   when the content cannot.
  public mutating func read(into chunk: inout Chunk, limit: ChunkLimit) throws -> Bool {
    begin(&chunk, limit)
    if let failure { throw failure }
    let rowLimit = max(1, limit.rows)
    let byteLimit = min(limit.bytes, 512 << 20)
    let size = min(256 << 10, max(1 << 10, min(limit.bytes, 256 << 10)), min(rowLimit, 256) << 10)
    var isOver = false
    while !isOver, chunk.rowCount == 0 || (chunk.rowCount < rowLimit && text.place < byteLimit) {
      do {
        isOver = try outline == nil ? !readLine(&chunk, size) : !readItem(&chunk, size)
      } catch let error as Diagnostic {
        guard chunk.rowCount > 0 else { throw error }
        failure = error
        isOver = true
      }
    }
    finish(&chunk)
    return chunk.rowCount > 0
  }

  private mutating func begin(_ chunk: inout Chunk, _ limit: ChunkLimit) {
    prepare(&chunk, names)
    if chunk.children.count != shape.children.count {
      chunk.children = shape.children.map { _ in Chunk(columns: []) }
    }
    for (index, child) in shape.children.enumerated() {
      prepare(&chunk.children[index], child.keys + child.fields.map(\.name))
    }
    cells.removeAll(keepingCapacity: true)
    escapes.removeAll(keepingCapacity: true)
    text.begin(&chunk, limit)
  }

  private func prepare(_ chunk: inout Chunk, _ names: [String]) {
    chunk.removeAll()
    if chunk.columns.map(\.name) != names { chunk.columns = names.map { Column(name: $0) } }
  }

  /// Gives back what is left, rewrites strings with escapes and moves the position behind the chunk.
  private mutating func finish(_ chunk: inout Chunk) {
    text.finish(&chunk)
    position.record += Int64(chunk.rowCount)
    position.streamState = text.resumeState(near: position.offset)
    chunk.take(rowByRow: &cells)
    for (row, column) in escapes {
      unescape(chunk.columns[column].cells[row].range, of: chunk.bytes.storage.span)
      chunk.columns[column].cells[row] = chunk.bytes.append(scratch, in: 0..<scratch.count)
    }
  }

  /// Notes what a string with escapes means.
  private mutating func unescape(_ range: Range<Int>, of bytes: Span<UInt8>) {
    scratch.removeAll(keepingCapacity: true)
    JSONText.unescape(bytes, range, into: &scratch)
  }

  /// Reads the next line; `false` at the end.
  private mutating func readLine(_ chunk: inout Chunk, _ size: Int) throws -> Bool {
    switch try text.nextLine(of: &chunk, size: size, limit: shape.limits.recordBytes) {
    case .none:
      position.offset = text.offset(of: text.place, in: chunk)
      return false
    case .overlong(let line):
      addRefused(line, to: &chunk)
      text.take(next: line.next)
    case .whole(let raw, let next):
      if !chunk.bytes.storage.isBlank(raw) { take(raw, into: &chunk) }
      text.take(next: next)
    }
    position.offset = text.offset(of: text.place, in: chunk)
    position.line = text.line
    return true
  }

  /// Reads on to the next item of the list and over it; `false` at the end of the document.
  private mutating func readItem(_ chunk: inout Chunk, _ size: Int) throws -> Bool {
    let limit = shape.limits.recordBytes
    guard let found = try outline?.next(in: &chunk, &text, size, limit: limit) else { return false }
    switch found {
    case .none: return false
    case .overlong(let item):
      addRefused(item, to: &chunk)
      text.advance(to: item.next, in: chunk)
    case .whole(let raw, let next):
      take(raw, into: &chunk)
      text.advance(to: next, in: chunk)
    }
    position.offset = text.offset(of: text.place, in: chunk)
    position.line = text.line
    if let outline { position.context = outline.context }
    return true
  }

  /// Adds a row for the text of a record.
  private mutating func take(_ raw: Range<Int>, into chunk: inout Chunk) {
    let row = chunk.rowCount
    chunk.origins.append(
      RowOrigin(
        record: position.record + Int64(row) + 1, line: text.line,
        offset: text.offset(of: raw.lowerBound, in: chunk), raw: Cell(raw)))
    chunk.states.append(.live)
    record.read(chunk.bytes.storage.span, raw)
    let isText = TextExtent.isWhole(chunk.bytes.storage.span, in: raw)
    guard record.findings.isEmpty && isText else {
      for _ in names { cells.append(.null) }
      if !isText { refuse(row, rules.encoding, -1, &chunk) }
      for (fault, run) in record.findings { refuse(row, rule(fault), run, &chunk) }
      return
    }
    for (column, choices) in record.paths.columns[0].enumerated() {
      let run = record.first(of: choices)
      cells.append(run.start < 0 ? .null : Cell(run.start..<run.start + run.length))
      if run.hasEscapes { escapes.append((row, column)) }
    }
    for child in record.children { emit(child, of: row, &chunk) }
  }

  private func refuse(_ row: Int, _ rule: UInt16, _ run: Int, _ chunk: inout Chunk) {
    let isOwn = run >= 0 && record.paths.runTables[run] == 0
    let column = isOwn ? record.paths.runColumns[run] : -1
    chunk.note(Violation(row: row, rule: rule, column: column), severity: .reject)
  }

  private func rule(_ fault: JSONRecord.Fault) -> UInt16 {
    switch fault {
    case .structure: rules.structure
    case .encoding: rules.encoding
    case .length: rules.length
    }
  }

  /// Adds a row for a record that is longer than the limit.
  private mutating func addRefused(_ item: UnitText.Overlong, to chunk: inout Chunk) {
    let row = chunk.rowCount
    chunk.origins.append(
      RowOrigin(
        record: position.record + Int64(row) + 1, line: item.line, offset: item.offset,
        raw: Cell(item.raw)))
    chunk.states.append(.live)
    for _ in names { cells.append(.null) }
    refuse(row, rules.length, -1, &chunk)
  }

  /// Adds a row to a child table.
  private mutating func emit(
    _ child: JSONRecord.PendingChild, of row: Int, _ chunk: inout Chunk
  ) {
    let bytes = chunk.bytes.storage
    let origin = chunk.origins[row]
    let table = child.table
    let raw = chunk.children[table].bytes.append(bytes, in: child.range)
    let offset =
      head.encoding.isUTF16
      ? UTF16Transcoder.contentLength(
        of: bytes.span, Int(origin.raw.start)..<child.range.lowerBound)
      : child.range.lowerBound - Int(origin.raw.start)
    let lines = LineExtent(of: bytes, in: Int(origin.raw.start)..<child.range.lowerBound).lineFeeds
    chunk.children[table].origins.append(
      RowOrigin(
        record: origin.record, line: origin.line + Int64(lines),
        offset: origin.offset + Int64(offset), raw: raw,
        parent: UInt32(truncatingIfNeeded: row)))
    chunk.children[table].states.append(.live)
    let own = record.paths.columns[table + 1].indices.map {
      record.childCells[child.firstCell + $0]
    }
    let repeated = keys[table].map { record.first(of: record.paths.columns[0][$0]) }
    for (column, run) in (repeated + own).enumerated() {
      var cell = Cell.null
      if run.start >= 0 {
        let place = run.start..<run.start + run.length
        if run.hasEscapes {
          unescape(place, of: bytes.span)
          cell = chunk.children[table].bytes.append(scratch, in: 0..<scratch.count)
        } else {
          cell = chunk.children[table].bytes.append(bytes, in: place)
        }
      }
      chunk.children[table].columns[column].cells.append(cell)
    }
  }
}

extension [UInt8] {
  /// Whether a range holds nothing but what JSON takes for space.
  fileprivate func isBlank(_ range: Range<Int>) -> Bool {
    let bytes = span
    for index in range {
      let byte = bytes[index]
      guard byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x1A else { return false }
    }
    return true
  }
}
