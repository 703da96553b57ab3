import Archives
import Columnar
import Dataflow
import Extraction

/// A table as a spreadsheet saved it: CSV in whatever encoding and delimiter, or a workbook.
struct SheetFile {
  /// A row and where it stands.
  struct Row {
    /// The sheet's name; empty for CSV.
    var sheet: String
    /// Its number as the spreadsheet shows it, from 1.
    var number: Int64
    /// The texts by the names of their columns; "" for a cell without one.
    var cells: [String: String]
  }

  let path: String
  /// A column that a table has which is meant.
  let mark: String

  /// The tables of the file that have the column.
  ///
  /// - Parameters:
  ///   - head: called for each with the names of its columns.
  ///   - body: called for each row that is not empty.
  /// - Returns: the number of tables.
  /// - Throws: `Diagnostic` when the file cannot be read, and what the closures throw.
  func read(_ head: ([String]) throws -> Void, _ body: (Row) throws -> Void) throws -> Int {
    do {
      let archive = try Archive(path: path)
      let entries = try archive.entries()
      guard Workbook.isPackage(entries) else {
        guard let entry = entries.first, entries.count == 1 else {
          throw unreadable("it is neither CSV nor a workbook")
        }
        return try readCSV(archive, entry, head, body)
      }
      let workbook = try Workbook(archive, entry: nil)
      var count = 0
      for sheet in workbook.sheets where !sheet.isHidden {
        count += try readSheet(workbook, sheet, archive, head, body)
      }
      return count
    } catch let error as ArchiveError {
      throw unreadable(error.message)
    }
  }

  private func unreadable(_ reason: String) -> Diagnostic {
    Diagnostic(
      "SH5510", "\(path) cannot be read: \(reason)", status: .input,
      remedy: "name the file that the spreadsheet saved, as CSV (UTF-8) or XLSX")
  }

  private func readCSV(
    _ archive: Archive, _ entry: ArchiveEntry, _ head: ([String]) throws -> Void,
    _ body: (Row) throws -> Void
  ) throws -> Int {
    let dialect = CSVDialect(headerRow: 1)
    let names = try CSVHead.read(
      from: archive.open(entry), fields: [], dialect: dialect
    ).headers
    guard names.contains(mark) else { return 0 }
    try head(names)
    let fields = Self.fields(names)
    let full = try CSVHead.read(from: archive.open(entry), fields: fields, dialect: dialect)
    var book = RuleBook()
    let rules = ExtractionRules(addingTo: &book)
    var reader: any RecordReader = try CSVReader(
      head: full, stream: archive.open(entry), rules: rules, resumingAt: nil)
    try rows(of: &reader, fields, sheet: "", isMarked: true, body)
    return 1
  }

  private func readSheet(
    _ workbook: Workbook, _ sheet: Workbook.Sheet, _ archive: Archive,
    _ head: ([String]) throws -> Void, _ body: (Row) throws -> Void
  ) throws -> Int {
    let shape = XLSXShape(header: .rows(1...1))
    guard
      let names = try? SheetHead(workbook, sheet, from: archive, fields: [], shape: shape).headers,
      names.contains(mark)
    else { return 0 }
    try head(names)
    let fields = Self.fields(names)
    let full = try SheetHead(workbook, sheet, from: archive, fields: fields, shape: shape)
    var book = RuleBook()
    let rules = ExtractionRules(addingTo: &book)
    var reader: any RecordReader = XLSXReader(
      head: full, stream: try archive.open(sheet.part), rules: rules)
    try rows(of: &reader, fields, sheet: sheet.name, isMarked: false, body)
    return 1
  }

  private static func fields(_ names: [String]) -> [SourceField] {
    names.filter { !$0.isEmpty }.map { SourceField(name: $0, headers: [$0], isRequired: false) }
  }

  private func rows(
    of reader: inout any RecordReader, _ fields: [SourceField], sheet: String, isMarked: Bool,
    _ body: (Row) throws -> Void
  ) throws {
    var chunk = Chunk(columns: fields.map(\.name))
    while try reader.read(into: &chunk, limit: ChunkLimit(rows: 2_000)), chunk.rowCount > 0 {
      for row in 0..<chunk.rowCount {
        // In CSV, a row may take several lines.
        let number = isMarked ? chunk.origins[row].record + 1 : chunk.origins[row].line
        guard chunk.states[row] == .live else {
          throw unreadable(
            sheet.isEmpty
              ? "row \(number) is malformed" : "row \(number) of \(sheet) is malformed")
        }
        var cells: [String: String] = [:]
        for column in chunk.columns {
          let text = chunk.bytes.string(column.cells[row]) ?? ""
          cells[column.name] = isMarked ? SheetMark.unmarked(text) : text
        }
        guard cells.values.contains(where: { !$0.isEmpty }) else { continue }
        try body(Row(sheet: sheet, number: number, cells: cells))
      }
      chunk = Chunk(columns: fields.map(\.name))
    }
  }
}
