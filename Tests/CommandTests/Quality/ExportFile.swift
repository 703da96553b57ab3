import Foundation
import TestSupport

/// An export of rejects as a spreadsheet holds it: rows of texts by the names of their columns.
struct ExportFile {
  var names: [String]
  var rows: [[String: String]]

  /// Reads CSV (RFC 4180).
  init(csv path: String) throws {
    let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    var table: [[String]] = [[""]]
    var isQuoted = false
    for character in text where character != "\u{FEFF}" {
      let row = table.count - 1
      switch character {
      case "\"":
        // A doubled quote closes and opens again, with itself between.
        if !isQuoted, table[row].last?.isEmpty == false { table[row][table[row].count - 1] += "\"" }
        isQuoted.toggle()
      case "," where !isQuoted: table[row].append("")
      case "\r\n" where !isQuoted: table.append([""])
      default: table[row][table[row].count - 1].append(character)
      }
    }
    if table.last == [""] { table.removeLast() }
    let heads = table[0]
    names = heads
    rows = table.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(heads, $0)) }
  }

  /// The row of a reject.
  subscript(reject: Int) -> [String: String] {
    get { rows.first { $0["sohoa_reject"] == "\(reject)" } ?? [:] }
    set {
      guard let index = rows.firstIndex(where: { $0["sohoa_reject"] == "\(reject)" }) else {
        return
      }
      rows[index] = newValue
    }
  }

  /// The file as programs write CSV: with their own delimiter and line ends.
  func csv(delimiter: String = ";", lineEnd: String = "\n") -> [UInt8] {
    let lines = [names] + rows.map { row in names.map { row[$0] ?? "" } }
    let text = lines.map { cells in
      cells.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: delimiter)
        + lineEnd
    }.joined()
    return Array(text.utf8)
  }

  /// The file as programs write workbooks: shared strings, whole numbers as numbers, a sheet of notes.
  func workbook() throws -> [UInt8] {
    var strings: [String] = []
    let lines = [names] + rows.map { row in names.map { row[$0] ?? "" } }
    let xml = lines.enumerated().map { number, cells in
      let parts = cells.map { text in
        if let whole = Int(text), "\(whole)" == text { return "<c><v>\(whole)</v></c>" }
        guard !text.isEmpty else { return "<c/>" }
        strings.append("<t xml:space=\"preserve\">\(Self.escaped(text))</t>")
        return "<c t=\"s\"><v>\(strings.count - 1)</v></c>"
      }
      return "<row r=\"\(number + 1)\">\(parts.joined())</row>"
    }
    let note = "<row r=\"1\"><c t=\"inlineStr\"><is><t>ghi chú</t></is></c></row>"
    return try Spreadsheet(
      [.init("ghi chú", rows: note), .init("rejects", rows: xml.joined())], strings: strings
    ).bytes()
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
  }
}
