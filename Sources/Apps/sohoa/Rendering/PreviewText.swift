import Columnar
import Dataflow
import Execution
import LegacyText

/// A unit's preview for people: what was found of its form, then rows as a table or one by one.
struct PreviewText {
  let unit: UnitPreview
  /// Whether refused rows are shown, with their rules.
  let showsRejects: Bool
  /// The columns of the terminal, or `nil` where nothing limits a line.
  let width: Int?

  private let said = Speech.current.term

  var text: String {
    var parts = [heading]
    for table in unit.tables {
      parts.append(caption(table))
      if !table.rows.isEmpty {
        parts.append(showsRejects ? rejects(table) : rows(table))
      }
    }
    if let problem = unit.problem { parts.append(Speech.current.text(of: problem)) }
    return parts.joined(separator: "\n")
  }

  private var heading: String {
    var form = unit.format.uppercased()
    if let rows = unit.headerRows {
      form +=
        rows.count == 1
        ? ", \(said("tiêu đề ở dòng", "header in row")) \(rows.lowerBound)"
        : ", \(said("tiêu đề ở các dòng", "header in rows")) \(rows.lowerBound)–\(rows.upperBound)"
    }
    if let encoding = unit.encoding { form += ", \(encoding)" }
    if let delimiter = unit.delimiter {
      form +=
        ", \(said("ngăn cách bằng", "delimiter")) \(delimiter == "\t" ? "tab" : "'\(delimiter)'")"
    }
    var lines = [
      "== \(unit.identity.name)", "   \(said("nguồn", "source")) \(unit.identity.source): \(form)",
    ]
    lines += unit.encodingFindings.filter { $0.verdict != nil || $0.column != nil }
      .map { "   \(said("bảng mã", "encoding")) \(EncodingNote($0).text)" }
    let renamed = unit.carriers.filter { $0.header != nil && $0.header != $0.field }
    let same = unit.carriers.count { $0.header == $0.field }
    if !unit.carriers.isEmpty && !showsRejects {
      lines.append(
        renamed.isEmpty
          ? said(
            "   tiêu đề: cả \(same) trùng tên trường",
            "   headers: all \(same) bear their field's name")
          : said(
            "   tiêu đề: \(same) trùng tên trường, \(renamed.count) khác tên:",
            "   headers: \(same) bear their field's name, \(renamed.count) another:"))
      lines += wrapped(renamed.map { "\($0.field) ← \($0.header ?? "")" })
    }
    let absent = unit.carriers.filter { $0.header == nil }.map(\.field)
    if !absent.isEmpty {
      lines += [said("   không có, nên để trống:", "   absent, so null:")] + wrapped(absent)
    }
    if !unit.unusedHeaders.isEmpty {
      lines.append(said("   tiêu đề không trường nào dùng:", "   headers that no field asks for:"))
      lines += wrapped(unit.unusedHeaders.map(\.onOneLine))
    }
    for entry in unit.fonts {
      let cells = entry.cells.grouped
      lines.append(
        said(
          "   \(entry.field): \(cells) ô dùng phông chữ cũ (\(entry.font))",
          "   \(entry.field): \(cells) cells in a legacy font (\(entry.font))"))
    }
    return lines.joined(separator: "\n")
  }

  private func caption(_ table: UnitPreview.Table) -> String {
    let place =
      table.step.isEmpty
      ? said("lúc đọc", "as read") : "\(said("sau", "after")) '\(table.step)'"
    let kind = showsRejects ? said("bị loại", "refused") : said("hiện", "shown")
    let read = table.read.grouped
    var text = "   \(table.name), \(place): \(table.rows.count) \(kind)"
    text += said(" trong \(read) đã xem", " of \(read) looked at")
    if !showsRejects && table.rejected > 0 {
      text += ", \(table.rejected.grouped) \(said("bị loại", "refused"))"
    }
    if table.filtered > 0 {
      text += ", \(table.filtered.grouped) \(said("được lọc bỏ", "filtered out"))"
    }
    return text
  }

  /// Words on as many lines as the terminal asks for.
  private func wrapped(_ words: [String]) -> [String] {
    var lines: [String] = []
    for word in words {
      if let last = lines.last, last.terminalWidth + word.terminalWidth + 2 <= width ?? 100 {
        lines[lines.count - 1] = last + ", " + word
      } else {
        lines.append("     " + word)
      }
    }
    return lines
  }

  private func rows(_ table: UnitPreview.Table) -> String {
    let hasScans = table.rows.contains { $0.scan != nil }
    var grid = TextTable(
      [said("bản ghi", "record")] + table.columns.map(\.name) + (hasScans ? [scanTitle] : []),
      rightAligned: numbers(of: table))
    for row in table.rows {
      grid.add(
        ["\(row.record)"] + row.values.map { shown($0).shortened(to: 60) }
          + (hasScans ? [shown(row.scan)] : []))
    }
    let text = grid.text
    let widest = text.split(separator: "\n").map { String($0).terminalWidth }.max() ?? 0
    guard let width, widest > width else { return text }
    return table.rows.map { vertical($0, table) }.joined(separator: "\n")
  }

  /// The columns that hold numbers, behind the record's own.
  private func numbers(of table: UnitPreview.Table) -> Set<Int> {
    var columns: Set<Int> = [0]
    for (index, column) in table.columns.enumerated()
    where column.type == .integer || column.type == .number || column.type == .decimal {
      columns.insert(index + 1)
    }
    return columns
  }

  private func vertical(_ row: UnitPreview.Row, _ table: UnitPreview.Table) -> String {
    let widest = table.columns.map(\.name.terminalWidth).max() ?? 0
    let room = max(20, (width ?? 80) - widest - 2)
    var grid = TextTable(headers: [])
    for (column, value) in zip(table.columns, row.values) {
      grid.add([column.name, shown(value).shortened(to: room)])
    }
    if let scan = row.scan { grid.add([scanTitle, scan.onOneLine]) }
    return "-- \(place(of: row))\n" + grid.text
  }

  private func rejects(_ table: UnitPreview.Table) -> String {
    table.rows.map { row in
      var lines = ["-- \(place(of: row))"]
      for finding in row.findings {
        var line = "   \(finding.rule.code)"
        if let column = finding.column { line += " \(column)" }
        if let value = finding.value { line += " = \(value.onOneLine.shortened(to: 60))" }
        lines.append(
          "\(line): \(Speech.current(finding.rule.messageVietnamese, finding.rule.message))")
      }
      if let scan = row.scan { lines.append("   \(scanTitle): \(scan.onOneLine)") }
      lines.append("   | " + row.raw.onOneLine.shortened(to: (width ?? 400) - 5))
      return lines.joined(separator: "\n")
    }.joined(separator: "\n")
  }

  private var scanTitle: String { Speech.current("ảnh quét", "scan") }

  private func place(of row: UnitPreview.Row) -> String {
    "\(said("bản ghi", "record")) \(row.record)"
      + (row.line > 0 ? ", \(said("dòng", "line")) \(row.line)" : "")
  }

  private func shown(_ value: String?) -> String { value?.onOneLine ?? "∅" }
}
