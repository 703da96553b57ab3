public import Archives
public import Columnar
public import Dataflow
public import LegacyText

/// Reads the rows of a sheet as text columns, at constant memory.
///
/// A record is a row with at least one value; its line is the row's number. Its `raw` cell is the row
/// as RFC 4180 writes it, from column A on, so that a refused row is readable without the workbook's
/// shared strings. A cell that is not there is null; offsets count the bytes of the sheet's XML.
/// Where the XML breaks, the rows before the place are delivered first; the next
/// ``read(into:limit:)`` throws.
public struct XLSXReader: RecordReader {
  /// Where the next row begins.
  public private(set) var position: Position
  /// For each field and ``FontFamily``, the cells that are set in such a font.
  public private(set) var fonts: [[Int]]

  let head: SheetHead
  private let rules: ExtractionRules
  private let stream: any ByteStream
  private var assembler: SheetAssembler
  /// Internal, so that a test can do without the scanner.
  var rows: SheetRows
  /// The cells read, row by row.
  private var cells: [Cell] = []
  /// The legacy fonts of the cells read, row by row; empty where the workbook has none.
  private var cellFonts: [UInt8] = []
  private let hasFonts: Bool
  private var last: Int64
  private var failure: (any Error)?

  /// Creates a reader.
  ///
  /// - Parameters:
  ///   - head: the sheet's head.
  ///   - stream: the sheet's part, at or before the position; the reader owns it from now on.
  ///   - rules: what a row that cannot be read breaks.
  ///   - position: where to go on, from an earlier reader's ``position``; `nil` begins at the first
  ///     record.
  public init(
    head: SheetHead, stream: any ByteStream, rules: ExtractionRules,
    resumingAt position: Position? = nil
  ) {
    let position = position ?? head.start
    self.position = position
    self.head = head
    self.rules = rules
    self.stream = stream
    assembler = head.assembler
    hasFonts = assembler.strings.hasFonts || assembler.styles.fonts.contains { $0 != .plain }
    last = position.line - 1
    rows = SheetRows(
      SheetXML(stream, from: position.offset, like: head.xml), recordLimit: head.shape.recordLimit)
    fonts = head.fields.map { _ in FontFamily.allCases.map { _ in 0 } }
  }

  /// The fields with cells in legacy fonts: the font that most of these have, and how many.
  public var legacyFonts: [(field: String, font: FontFamily, cells: Int)] {
    zip(head.fields, fonts).compactMap { field, counts in
      guard let most = counts.indices.max(by: { counts[$0] < counts[$1] }), counts[most] > 0,
        let font = FontFamily(rawValue: UInt8(most))
      else { return nil }
      return (field.name, font, counts[most])
    }
  }

  /// Reads the next rows; see ``RecordReader/read(into:limit:)``.
  ///
  /// - Parameters:
  ///   - chunk: emptied first; afterwards it has one column for each field of the head.
  ///   - limit: how much to read.
  /// - Returns: `false` when the sheet has no further record.
  /// - Throws: `Diagnostic` when the sheet cannot be read on, `ArchiveError` when its content cannot.
  public mutating func read(into chunk: inout Chunk, limit: ChunkLimit) throws -> Bool {
    begin(&chunk)
    if let failure { throw failure }
    let first = rows.offset
    var isOver = false
    do {
      while chunk.origins.count < max(1, limit.rows),
        chunk.origins.isEmpty || rows.offset - first < Int64(limit.bytes)
      {
        guard
          let batch = try rows.next(
            most: max(1, limit.rows) - chunk.origins.count, budget: 1 << 20, row: last)
        else {
          isOver = true
          break
        }
        try take(batch, into: &chunk)
      }
    } catch {
      guard !chunk.origins.isEmpty else { throw error }
      failure = error
    }
    moveCells(into: &chunk)
    position.offset = rows.offset
    position.record += Int64(chunk.rowCount)
    position.line = last + 1
    position.streamState = isOver ? [] : stream.resumeState(near: rows.offset)
    return chunk.rowCount > 0
  }

  private mutating func begin(_ chunk: inout Chunk) {
    let names = head.fields.map(\.name)
    if chunk.columns.map(\.name) != names { chunk.columns = names.map { Column(name: $0) } }
    chunk.children.removeAll()
    chunk.removeAll()
    cells.removeAll(keepingCapacity: true)
    cellFonts.removeAll(keepingCapacity: true)
  }

  /// Turns a batch into rows of the chunk.
  private mutating func take(_ batch: SheetRows.Batch, into chunk: inout Chunk) throws {
    for row in 0..<batch.count {
      let place = SheetScanner.rowSize &* row
      let given = Int64(batch.rows[place &+ 2])
      let flags = batch.rows[place &+ 4]
      let number = given > 0 ? given : last + 1
      let before = chunk.bytes.count
      let raw = try assembler.assemble(
        batch.cells, batch.cellRange(row), batch.text,
        isUnordered: flags & ParsedRow.unordered != 0, into: &chunk.bytes)
      if batch.isOverlong { assembler.note(.length, -1) }
      if number <= last || flags & ParsedRow.malformed != 0 { assembler.note(.structure, -1) }
      last = max(last, number)
      guard assembler.hasValue || assembler.fault != nil else {
        chunk.bytes.count = before
        continue
      }
      chunk.origins.append(
        RowOrigin(
          record: position.record + Int64(chunk.origins.count) + 1, line: number,
          offset: batch.origin + Int64(batch.rows[place]), raw: raw))
      finish(flags, &chunk)
    }
  }

  /// Gives the row just added its state and its cells.
  private mutating func finish(_ flags: UInt32, _ chunk: inout Chunk) {
    let row = chunk.origins.count - 1
    let isHidden = flags & ParsedRow.hidden != 0
    chunk.states.append(isHidden && head.shape.skipsHidden ? .filtered : .live)
    if let (fault, column) = assembler.fault {
      for _ in head.columns { cells.append(.null) }
      if hasFonts { for _ in head.columns { cellFonts.append(0) } }
      chunk.note(
        Violation(
          row: row, rule: rule(fault), column: head.columns.firstIndex(of: column) ?? -1),
        severity: .reject)
      return
    }
    if isHidden && !head.shape.skipsHidden {
      chunk.note(Violation(row: row, rule: rules.hidden), severity: .warn)
    }
    for (field, column) in head.columns.enumerated() {
      guard let column else {
        cells.append(.null)
        if hasFonts { cellFonts.append(0) }
        continue
      }
      cells.append(assembler.cells[column])
      guard hasFonts else { continue }
      let font = assembler.fonts[column]
      cellFonts.append(font)
      if font != 0 { fonts[field][Int(font)] += 1 }
    }
  }

  private func rule(_ fault: SheetAssembler.Fault) -> UInt16 {
    switch fault {
    case .structure: rules.structure
    case .length: rules.length
    case .value: rules.cell
    }
  }

  /// Moves the cells read into the chunk's columns.
  private mutating func moveCells(into chunk: inout Chunk) {
    let width = chunk.columns.count
    guard width > 0 else { return }
    let count = cells.count / width
    for column in 0..<width {
      chunk.columns[column].cells.append(contentsOf: repeatElement(.null, count: count))
      var target = chunk.columns[column].cells.mutableSpan
      var source = column
      let cells = cells.span
      for row in 0..<count {
        target[row] = cells[source]
        source &+= width
      }
      guard hasFonts else { continue }
      let fonts = (0..<count).map { cellFonts[$0 * width + column] }
      if fonts.contains(where: { $0 != 0 }) { chunk.columns[column].fonts = fonts }
    }
  }
}
