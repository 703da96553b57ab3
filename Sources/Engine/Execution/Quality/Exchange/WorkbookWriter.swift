import Archives
import Dataflow

/// Writes tables as the sheets of a workbook (ECMA-376), every cell a text: nothing is computed, and
/// nothing that somebody types into a column turns into a number or a date.
public struct WorkbookWriter: SheetWriter {
  /// The most characters of a cell, and the most rows of a sheet, that spreadsheets take.
  static let mostCharacters = 32_767
  static let mostRows = 1_048_576

  private let archive: ZipWriter
  private var names: [String] = []
  /// The rows and columns of the sheet that is being written.
  private var size = (rows: 0, columns: 0)

  /// Creates a writer; `write` takes the file's bytes in order.
  public init(_ write: @escaping ([UInt8]) throws -> Void) { archive = ZipWriter(write) }

  /// Begins a sheet.
  public mutating func begin(_ name: String, columns: Int) throws {
    try endSheet()
    names.append(Self.sheetName(name, among: names))
    try archive.begin("xl/worksheets/sheet\(names.count).xml")
    size = (0, columns)
    archive.add(
      Array(
        """
        \(Self.head)<worksheet xmlns="\(Self.main)"><sheetViews><sheetView workbookViewId="0">\
        <pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>\
        </sheetViews><sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="\(max(1, columns))" \
        width="16" style="1" customWidth="1"/></cols><sheetData>
        """.utf8))
  }

  /// Adds a row to the sheet.
  ///
  /// - Throws: `Diagnostic` for more than a sheet or a cell holds.
  public mutating func add(_ cells: [SheetCell]) throws {
    size.rows += 1
    var text = "<row r=\"\(size.rows)\">"
    for (index, cell) in cells.enumerated() where !cell.text.isEmpty || cell.look != .plain {
      guard cell.text.utf16.count <= Self.mostCharacters, size.rows <= Self.mostRows else {
        throw Diagnostic(
          "SH5516",
          "it does not fit a workbook: a sheet has \(Self.mostRows) rows, a cell"
            + " \(Self.mostCharacters) characters", status: .usage,
          remedy: "write CSV: --format csv")
      }
      text += "<c r=\"\(Self.letters(index))\(size.rows)\" s=\"\(cell.look.rawValue)\""
      text +=
        cell.text.isEmpty
        ? "/>"
        : " t=\"inlineStr\"><is><t xml:space=\"preserve\">\(Self.escaped(cell.text))</t></is></c>"
    }
    archive.add(Array((text + "</row>").utf8))
  }

  /// Ends the file.
  public mutating func finish() throws {
    try endSheet()
    for (name, text) in Self.parts(sheets: names) {
      try archive.begin(name)
      archive.add(Array(text.utf8))
      try archive.end()
    }
    try archive.finish()
  }

  private func endSheet() throws {
    guard !names.isEmpty else { return }
    let last = "\(Self.letters(max(0, size.columns - 1)))\(max(1, size.rows))"
    archive.add(Array("</sheetData><autoFilter ref=\"A1:\(last)\"/></worksheet>".utf8))
    try archive.end()
  }

  /// A column's letters from its index: A, B, …, Z, AA.
  static func letters(_ index: Int) -> String {
    var letters = ""
    var rest = index + 1
    while rest > 0 {
      letters = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + letters
      rest = (rest - 1) / 26
    }
    return letters
  }

  /// A sheet's name has at most 31 characters and is its own.
  private static func sheetName(_ name: String, among others: [String]) -> String {
    let plain = String(name.map { "[]:*?/\\'".contains($0) ? "_" : $0 }.prefix(28))
    var unique = plain.isEmpty ? "sheet" : plain
    var number = 2
    while others.contains(where: { $0.lowercased() == unique.lowercased() }) {
      unique = "\(plain)\(number)"
      number += 1
    }
    return unique
  }
}
