import Archives
import Columnar
import Dataflow
import Extraction

/// Where the names of a sheet's columns stand, told from its first rows.
struct SheetSurvey {
  /// The row that holds the names, from 1.
  let headerRow: Int
  /// The names.
  let headers: [String]

  private static let depth = 60
  private static let columns = 128

  /// Looks at a sheet; `nil` when no row of it looks like names.
  init?(
    _ workbook: Workbook, _ sheet: Workbook.Sheet, in archive: Archive
  ) throws {
    guard let row = try Self.headerRow(workbook, sheet, archive) else { return nil }
    let head = try SheetHead(
      workbook, sheet, from: archive, fields: [],
      shape: XLSXShape(header: .rows(row...row)))
    headerRow = row
    headers = head.headers
  }

  /// The first row whose cells are all different and no numbers, and are nearly as many as any row has.
  private static func headerRow(
    _ workbook: Workbook, _ sheet: Workbook.Sheet, _ archive: Archive
  ) throws -> Int? {
    let fields = letters.map { SourceField(name: $0, headers: [$0], isRequired: false) }
    let head = try SheetHead(
      workbook, sheet, from: archive, fields: fields, shape: XLSXShape(header: .none))
    var book = RuleBook()
    var reader = XLSXReader(
      head: head, stream: try archive.open(sheet.part), rules: ExtractionRules(addingTo: &book))
    var chunk = Chunk(columns: [])
    guard try reader.read(into: &chunk, limit: ChunkLimit(rows: depth, bytes: 1 << 20)) else {
      return nil
    }
    let rows = chunk.origins.indices.map { row in
      chunk.columns.compactMap { chunk.bytes.string($0.cells[row]) }.filter { !$0.isEmpty }
    }
    let most = rows.map(\.count).max() ?? 0
    let row = rows.firstIndex { cells in
      cells.count >= 2 && cells.count * 10 >= most * 7 && Set(cells).count == cells.count
        && cells.allSatisfy { cell in cell.contains(where: \.isLetter) }
    }
    return row.map { Int(chunk.origins[$0].line) }
  }

  /// The letters of the first columns.
  private static let letters: [String] = {
    let alphabet = (0..<26).map { String(UnicodeScalar(UInt8(0x41 + $0))) }
    let pairs = alphabet.prefix(4).flatMap { first in alphabet.map { first + $0 } }
    return Array((alphabet + pairs).prefix(columns))
  }()
}
