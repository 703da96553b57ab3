import Dataflow
import Foundation
import Planning

/// The rows that a CSV beside a test case holds.
struct ExpectedRows {
  let rows: [CaseOutcome.Row]

  /// Reads the file: commas, quotes where needed, column names in its first row.
  init(file: Located<String>) throws {
    guard let data = FileManager.default.contents(atPath: file.path) else {
      throw Diagnostic(
        "SH5601", "cannot read the expected rows in \(file.path)", status: .definition,
        at: file.location, remedy: "the path is relative to the file of test cases")
    }
    let records = Self.records(of: String(decoding: data, as: UTF8.self))
    guard let header = records.first, records.allSatisfy({ $0.count == header.count }) else {
      throw Diagnostic(
        "SH5602", "\(file.path) is no CSV with one row of column names and rows as long as it",
        status: .definition, at: file.location, remedy: "write commas between the columns")
    }
    rows = records.dropFirst().map { cells in
      var values: [String: String?] = [:]
      for (name, cell) in zip(header, cells) where !cell.isEmpty { values[name] = cell }
      return CaseOutcome.Row(values: values)
    }
  }

  private static func records(of text: String) -> [[String]] {
    var records: [[String]] = []
    var record: [String] = []
    var cell = ""
    var isQuoted = false
    var wasQuoted = false
    func isEnd(_ character: Character) -> Bool { character == "\n" || character == "\r\n" }
    for character in text.unicodeScalars.first == "\u{FEFF}" ? text.dropFirst() : text[...] {
      if isQuoted {
        if character == "\"" { isQuoted = false } else { cell.append(character) }
      } else if character == "\"" {
        if wasQuoted { cell.append("\"") }
        isQuoted = true
        wasQuoted = true
      } else if character == "," || isEnd(character) {
        record.append(cell)
        (cell, wasQuoted) = ("", false)
        if character == "," { continue }
        records.append(record)
        record = []
      } else {
        cell.append(character)
      }
    }
    if !cell.isEmpty || !record.isEmpty { records.append(record + [cell]) }
    return records
  }
}
