import Extraction
import Foundation
import Planning

/// The text of a guessed definition.
struct GuessText {
  var sources: [GuessedSource]
  var columns: [GuessedColumn]
  /// The files as they were named.
  var files: [String]
  /// The definition's path.
  var output: String
  /// The columns that tell rows apart.
  var key: [String] = []
  /// Whether types, key and evidence are known; before that all is read as text.
  var isFinal = false
  /// The language of the comments.
  var say = Wording.english

  var text: String {
    var lines = ["# " + say("A first definition, guessed from \(files.joined(separator: ", ")).")]
    if isFinal {
      lines += [
        "# " + say("Every comment tells what was seen; identifiers stay text. Look at it with:"),
        "#   sohoa preview \(output)",
      ]
    }
    lines += ["sohoa: 1", "name: \(name)", "database: sqlite:\(name).sqlite", "", "extract:"]
    for (index, source) in sources.enumerated() { lines += extract(source, index) }
    lines += ["", "transform:", "  - normalize: { trim: true, collapse: true, unicode: nfc }"]
    if isFinal { lines += casts }
    lines += ["", "load:", "  \(name):"]
    if key.isEmpty {
      if isFinal { lines.append("    # " + say("No columns were found that tell records apart.")) }
      lines.append("    mode: append")
    } else {
      lines.append(
        "    # " + say("Their values together hardly ever repeat; records that do are refused."))
      lines += ["    mode: append", "    key: [\(key.joined(separator: ", "))]"]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The pipeline's and the table's name: that of the definition's file.
  private var name: String {
    let file = output.split(separator: "/").last.map(String.init) ?? ""
    let name = ColumnName(header: String(file.prefix { $0 != "." })).text
    return name.isEmpty ? "so" : name
  }

  private func extract(_ source: GuessedSource, _ index: Int) -> [String] {
    let format = source.format
    var lines = ["  nguon_\(index + 1):"]
    let count = source.unitCount
    lines.append("    # " + (count == 1 ? say("1 unit seen") : say("\(count) units seen")))
    lines.append("    files: [\(source.files.map { quoted(path($0)) }.joined(separator: ", "))]")
    if !source.members.isEmpty {
      lines.append("    members: [\(source.members.map(quoted).joined(separator: ", "))]")
    }
    lines += reading(format, source)
    guard index == 0 else { return lines + ["    fields: *columns"] }
    lines.append("    fields: &columns")
    for column in columns {
      let headers = column.headers.map(quoted)
      let from = headers.count == 1 ? headers[0] : "[\(headers.joined(separator: ", "))]"
      if isFinal { lines.append("      # \(column.evidence(say))") }
      lines.append(
        "      \(column.name): " + (column.isOptional ? "{ from: \(from), optional: true }" : from))
    }
    return lines
  }

  /// The lines that say how a source is read, with the evidence.
  private func reading(_ format: GuessedSource.Format, _ source: GuessedSource) -> [String] {
    let reason =
      "  # "
      + (source.evidence.isEmpty ? say("the bytes prove UTF-8 or UTF-16") : say(source.evidence))
    switch format {
    case .csv(let encoding): return ["    csv: { header: 1, encoding: \(encoding) }\(reason)"]
    case .xml(let record): return ["    xml: { record: \(record) }"]
    case .ocr(let format):
      return [
        "    # "
          + say("Zones are blocks seen on the first page, or rectangles: left top width height."),
        "    ocr: { format: \(format.rawValue), confidence: 80% }",
      ]
    case .dbf(let encoding):
      let plain =
        source.evidence.isEmpty ? "  # " + say("all of it is ASCII, or UTF-8") : reason
      return ["    dbf: { encoding: \(encoding) }\(plain)"]
    case .json(let record):
      var lines = record.map { ["    json: { record: \(quoted($0)) }"] } ?? ["    json: {}"]
      if !source.lists.isEmpty {
        lines.append(
          "    # "
            + say("lists inside a record, left out: \(source.lists.joined(separator: ", "))"))
      }
      return lines
    case .fixed(let widths, let encoding):
      let columns = widths.enumerated().map { "cot_\($0.offset + 1): \($0.element)" }
      return [
        "    # " + say("the widths are told by blanks that all lines have in common"),
        "    fixed: { widths: { \(columns.joined(separator: ", ")) }, encoding: \(encoding) }",
      ]
    case .xlsx(let row, let sheets):
      let chosen = sheets.map(quoted).joined(separator: ", ")
      return [
        "    xlsx: { header: \(row)" + (sheets.isEmpty ? " }" : ", sheet: [\(chosen)] }")
          + "  # " + say("the first row of different names")
      ]
    }
  }

  /// Empty texts become null before dates are read, so that they are not taken for wrong dates.
  private var casts: [String] {
    let dates = columns.filter { !$0.dateFormats.isEmpty }
    guard !dates.isEmpty else { return [] }
    var lines = ["  - derive:"]
    for column in dates { lines.append("      \(column.name): nullif(\(column.name), '')") }
    lines.append("  - cast:")
    for column in dates {
      lines.append(
        "      \(column.name): { type: date, formats: [\(column.dateFormats.joined(separator: ", "))] }"
      )
    }
    return lines
  }

  /// A file's path as it is seen from the definition's folder.
  private func path(_ file: String) -> String {
    let folders = output.split(separator: "/").dropLast()
    guard !file.hasPrefix("/"), !folders.isEmpty else { return file }
    guard !output.hasPrefix("/"), !folders.contains("..") else {
      return FileManager.default.currentDirectoryPath + "/" + file
    }
    return String(repeating: "../", count: folders.count { $0 != "." }) + file
  }

  private func quoted(_ text: String) -> String {
    "'" + text.replacingOccurrences(of: "'", with: "''") + "'"
  }
}
