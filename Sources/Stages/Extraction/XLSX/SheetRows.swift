import Archives
import Columnar
import Dataflow
import Markup

/// The rows of a sheet, in batches: runs of plain rows from the scanner, each other row from the parser.
struct SheetRows {
  /// Rows found together.
  struct Batch {
    /// The numbers of the rows and cells, as ``SheetScanner`` gives them.
    var rows: [UInt32] = []
    var cells: [UInt32] = []
    /// What the cells' texts lie in.
    var text: [UInt8] = []
    var count = 0
    var cellCount = 0
    /// The content offset of the place 0 of the rows.
    var origin: Int64 = 0
    /// Whether it is one row that is longer than the limit.
    var isOverlong = false

    /// The cells of a row.
    func cellRange(_ row: Int) -> Range<Int> {
      let first = Int(rows[SheetScanner.rowSize * row + 3])
      guard row + 1 < count else { return first..<cellCount }
      return first..<Int(rows[SheetScanner.rowSize * (row + 1) + 3])
    }

    /// The content offset behind a row.
    func end(_ row: Int) -> Int64 { origin + Int64(rows[SheetScanner.rowSize * row + 1]) }
  }

  private var xml: SheetXML
  private var scanner: SheetScanner
  private let recordLimit: Int
  private var isOver = false
  /// Off in tests that compare the two ways of reading.
  var usesScanner = true
  /// The merged ranges behind the rows, once these are over.
  private(set) var merges: [SheetMerge] = []

  /// The content offset behind the rows given so far.
  var offset: Int64 { xml.offset }

  init(_ xml: SheetXML, recordLimit: Int) {
    self.xml = xml
    self.recordLimit = recordLimit
    scanner = SheetScanner(prefix: xml.prefix, rows: 1024, cells: 1 << 15)
  }

  /// The number of rows that the scanner found in all, for tests.
  private(set) var scanned = 0

  /// Reads the next batch; `nil` at the end of the sheet, whose part has been read to its end then.
  ///
  /// Messages name the `row` that came last.
  mutating func next(most: Int, budget: Int, row: Int64) throws -> Batch? {
    guard !isOver else { return nil }
    while true {
      let start = xml.source.index(xml.next)
      let stop =
        xml.isEmpty || !usesScanner
        ? .odd
        : scanner.scanRows(
          xml.source.window, in: start..<xml.source.count, most: most, budget: budget,
          longest: recordLimit)
      if !xml.isEmpty, usesScanner, scanner.count > 0 {
        scanned += scanner.count
        let batch = Batch(
          rows: scanner.rows, cells: scanner.cells, text: xml.source.window, count: scanner.count,
          cellCount: scanner.cellCount, origin: xml.base + xml.source.origin)
        xml.advance(to: scanner.end)
        return batch
      }
      switch stop {
      case .more where xml.source.ending == nil && xml.source.count - start <= recordLimit:
        xml.source.fill()
      default: return try parse(row)
      }
    }
  }

  private mutating func parse(_ row: Int64) throws -> Batch? {
    var merges: [SheetMerge] = []
    let start = xml.offset
    switch try xml.parse(
      limit: recordLimit, row: row, visitTail: { SheetMerge.collect($0, into: &merges) })
    {
    case .end:
      isOver = true
      self.merges = merges
      return nil
    case .element(let tape, let end, let isOverlong):
      var parsed = ParsedRow(tape)
      let length = end - xml.next
      xml.next = end
      xml.source.discard(before: end)
      var batch = Batch(count: 1, origin: start, isOverlong: isOverlong)
      batch.rows = [
        0, UInt32(clamping: length), parsed.number, 0, parsed.flags,
      ]
      batch.cellCount = parsed.cells.count / SheetScanner.cellSize
      swap(&batch.cells, &parsed.cells)
      swap(&batch.text, &parsed.text)
      return batch
    }
  }
}

/// Cells that are shown as one.
struct SheetMerge: Equatable {
  var columns: ClosedRange<Int>
  var rows: ClosedRange<Int>

  /// Merges further down cannot be part of a header.
  private static let lastRow = 1000
  private static let most = 10_000

  /// Takes the merged ranges out of the events behind the rows.
  static func collect(_ tape: MarkupTape, into merges: inout [SheetMerge]) {
    for (index, event) in tape.events.enumerated() where event.kind == .start {
      let element = MarkupElement(tape, at: index)
      guard element.name == "mergeCell", merges.count < most, let reference = element["ref"]
      else { continue }
      let corners = reference.split(separator: ":").compactMap { SheetReference(String($0)) }
      guard corners.count == 2, corners[0].column <= corners[1].column,
        corners[0].row <= corners[1].row, corners[0].row <= lastRow
      else { continue }
      merges.append(
        SheetMerge(
          columns: corners[0].column...corners[1].column, rows: corners[0].row...corners[1].row))
    }
  }
}
