import Dataflow
import Execution
import Loading

/// The end of a run in words and figures that a district officer understands, in both languages.
struct RunSummary {
  let report: RunReport
  /// The definition's file, for the commands to type next.
  let pipeline: String

  var text: String {
    guard let run = report.run else { return nothingNew }
    var parts = [headline(run), units, totals]
    if !report.rejects.isEmpty {
      parts.append(byRule("Lý do loại bỏ · rejected because", report.rejects))
    }
    if !report.warnings.isEmpty {
      parts.append(byRule("Cảnh báo, vẫn nạp · loaded with a warning", report.warnings))
    }
    parts.append(next(run))
    return parts.joined(separator: "\n\n")
  }

  private var nothingNew: String {
    let done = report.units.count
    return """
      \(report.pipeline): không có gì mới · nothing new (\(done) units are known, database \(database))
      """
  }

  private func headline(_ run: RunEntry) -> String {
    let seconds = (report.seconds * 10).rounded() / 10
    let status = report.status == "done" ? "xong · done" : "dừng · \(report.status)"
    return "\(report.pipeline): \(status) — run \(run.number), \(seconds) s,"
      + " \(report.peakMemoryBytes >> 20) MB"
  }

  private var units: String {
    var table = TextTable(
      [
        "Tệp · unit", "đọc·read", "nạp·loaded", "cập nhật·updated", "trùng·duplicate",
        "loại·rejected",
      ],
      rightAligned: [1, 2, 3, 4, 5])
    let shown = report.units.prefix(40)
    for unit in shown {
      let name = "\(mark(unit.status)) \(unit.identity.name.shortened(to: 60))"
      let counts = unit.counts
      table.add([
        name, counts.read.grouped, counts.loaded.grouped, counts.updated.grouped,
        (counts.duplicate + counts.unchanged).grouped, counts.rejected.grouped,
      ])
    }
    let totals = report.totals
    table.add([
      "Tổng · total", totals.read.grouped, totals.loaded.grouped, totals.updated.grouped,
      (totals.duplicate + totals.unchanged).grouped, totals.rejected.grouped,
    ])
    var text = table.text
    if report.units.count > shown.count {
      text += "\n… \(report.units.count - shown.count) more units: --json lists them all"
    }
    for unit in report.units where !unit.reason.isEmpty {
      text +=
        "\n\(mark(unit.status)) \(unit.identity.name): \(outcome(unit.status)): \(unit.reason)"
    }
    return text
  }

  private var totals: String {
    let counts = report.totals
    var parts = ["\(counts.loaded.grouped) nạp"]
    if counts.updated > 0 { parts.append("\(counts.updated.grouped) cập nhật") }
    if counts.unchanged > 0 { parts.append("\(counts.unchanged.grouped) không đổi") }
    if counts.filtered > 0 { parts.append("\(counts.filtered.grouped) bỏ qua") }
    parts.append("\(counts.duplicate.grouped) trùng")
    parts.append("\(counts.rejected.grouped) loại")
    let balance = counts.isBalanced ? "khớp · balanced" : "chưa xong · not finished"
    return "Đối chiếu · balance: \(counts.read.grouped) đọc = "
      + parts.joined(separator: " + ") + "  (\(balance))"
  }

  private func byRule(_ title: String, _ counts: [(rule: String, count: Int)]) -> String {
    var table = TextTable(["", "", ""], rightAligned: [0])
    for (code, count) in counts {
      let rule = report.rules.first { $0.code == code }
      let meaning = rule.map { "\($0.messageVietnamese) · \($0.message)" } ?? ""
      table.add(["  " + count.grouped, code, meaning])
    }
    return title + ":" + table.text.drop { $0 != "\n" }
  }

  private func next(_ run: RunEntry) -> String {
    var lines = ["Cơ sở dữ liệu · database: \(database)"]
    var commands: [(String, String)] = []
    if let stop = report.stop?.remedy { lines.append("→ \(stop)") }
    let option = isDefaultDatabase ? "" : " --database \(report.database)"
    if report.totals.rejected + report.totals.duplicate > 0 {
      commands.append(
        ("\(Invocation.name) rejects list --run \(run.number)\(option)", "xem các dòng bị loại"))
    }
    if let path = Database.sqlitePath(of: report.database), let table = report.stages.first?.name {
      commands.append(("sqlite3 -box \(path) 'SELECT * FROM \(table) LIMIT 5'", "xem dữ liệu"))
    }
    commands.append(("\(Invocation.name) run \(pipeline)", "chạy lại: chỉ nạp phần mới"))
    var table = TextTable(["", ""])
    for (command, meaning) in commands { table.add(["  " + command, "# " + meaning]) }
    lines.append("Lệnh tiếp theo · what to type next:" + table.text.drop { $0 != "\n" })
    return lines.joined(separator: "\n")
  }

  private var database: String {
    Database.sqlitePath(of: report.database) ?? report.database
  }

  private var isDefaultDatabase: Bool { database.hasPrefix(".sohoa/") }

  private func mark(_ status: String) -> String {
    switch status {
    case "done": "✓"
    case "rejected": "✗"
    case "duplicate": "="
    default: "!"
    }
  }

  private func outcome(_ status: String) -> String {
    switch status {
    case "rejected": "cả tệp bị loại · refused as a whole"
    case "duplicate": "đã có · known already"
    case "broken": "đọc đến chỗ hỏng · read up to the break"
    default: status
    }
  }
}
