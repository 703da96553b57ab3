import Dataflow
import Execution
import Foundation
import Loading

/// The end of a run in words and figures that a district officer understands, Vietnamese first.
struct RunSummary {
  let report: RunReport
  /// The definition's file, for the commands to type next.
  let pipeline: String
  /// The database as the user named it, or `nil` for the definition's own.
  let database: String?
  /// The columns there are.
  let width: Int
  private let speech = Speech.current

  init(report: RunReport, pipeline: String, database: String?, width: Int) {
    self.report = report
    self.pipeline = pipeline
    self.database = database
    self.width = width
  }

  var text: String {
    let before =
      report.predecessors.isEmpty
      ? "" : SequenceTable(report.predecessors, ledger: ledger).text + "\n\n"
    return before + own
  }

  /// How verbs of the ledger are told its database.
  private var ledger: String {
    isFoundWithoutName ? "" : " --database \(Invocation.quoted(report.database))"
  }

  private var own: String {
    guard let run = report.run else { return nothingNew }
    var parts = [headline(run), UnitTable(report: report, width: width).text]
    let notes = EncodingNote.lines(of: report)
    if !notes.isEmpty {
      let title = speech("Bảng mã nhận ra từ chữ", "encodings told from the words")
      parts.append(([title] + notes).joined(separator: "\n"))
    }
    if !report.scans.isEmpty {
      parts.append(
        ([speech("Ảnh quét", "scans")]
          + ScanNote.lines(report.scans, report.scanFaults, most: 10)).joined(separator: "\n"))
    }
    if !report.rejects.isEmpty {
      parts.append(byRule(speech("Lý do loại", "why rejected"), report.rejects))
    }
    if !report.warnings.isEmpty {
      parts.append(
        byRule(speech("Cảnh báo, vẫn nạp", "warnings, loaded all the same"), report.warnings))
    }
    if !report.checks.isEmpty {
      parts.append(
        ([speech("Kiểm tra chất lượng", "quality checks")] + report.checks.map(\.line))
          .joined(separator: "\n"))
    }
    parts.append(speech("Cơ sở dữ liệu", "database") + "\n  \(databasePath)")
    parts.append(next(run))
    return parts.joined(separator: "\n\n")
  }

  private var nothingNew: String {
    if report.stop != nil { return "\(report.pipeline): \(speech("không chạy", "not run"))" }
    if report.units.isEmpty {
      return "\(report.pipeline): \(speech("làm trên những gì đã nạp", "works on what is loaded"))"
    }
    return """
      \(report.pipeline): \(speech("không có gì mới", "nothing new"))
        \(report.units.count.grouped) \(speech("tệp đã xử lý trước đây", "files were settled before"))
        \(databasePath)
      """
  }

  private func headline(_ run: RunEntry) -> String {
    let status =
      switch report.status {
      case "done": speech("xong", "done")
      case "paused": speech("tạm dừng theo --limit", "paused")
      case "limit" where report.checks.contains(where: \.stops):
        speech("dừng: không đạt kiểm tra chất lượng", "stopped: a quality check is missed")
      case "limit": speech("dừng: quá nhiều dòng bị loại", "stopped: too many rejects")
      default: speech("dừng, chạy lại để tiếp tục", "stopped, run again to go on")
      }
    return """
      \(report.pipeline), \(speech == .english ? "run" : "lượt chạy") \(run.number): \(status)
        \(decimal(report.seconds)) s, \(memory) \(report.peakMemoryBytes >> 20) MB
      """
  }

  private var memory: String { speech == .both ? "bộ nhớ (memory)" : speech("bộ nhớ", "memory") }

  /// A number with one digit behind the comma, as it is written in Vietnam, or the point.
  private func decimal(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\((tenths / 10).grouped)\(speech == .english ? "." : ",")\(tenths % 10)"
  }

  private func byRule(_ title: String, _ counts: [(rule: String, count: Int)]) -> String {
    let countWidth = counts.map { $0.count.grouped.count }.max() ?? 0
    let codeWidth = counts.map(\.rule.count).max() ?? 0
    var lines = [title]
    for (code, count) in counts {
      let figure = count.grouped
      var line = String(repeating: " ", count: 2 + countWidth - figure.count) + figure
      line += "  " + code.padding(toLength: codeWidth, withPad: " ", startingAt: 0) + "  "
      let indentation = String(repeating: " ", count: line.terminalWidth)
      let meaning = RuleMeaning(code: code, rules: report.rules)
      let both = line + speech(meaning.vietnamese, meaning.english)
      if both.terminalWidth <= width || speech != .both {
        lines.append(both)
      } else {
        lines += [line + meaning.vietnamese, indentation + meaning.english]
      }
    }
    return lines.joined(separator: "\n")
  }

  private func next(_ run: RunEntry) -> String {
    var commands: [(meaning: String, command: String)] = []
    if report.totals.rejected + report.totals.duplicate > 0 {
      commands.append(
        (
          speech("xem các dòng bị loại", "see what was rejected"),
          "\(Invocation.name) rejects list --run \(run.number)\(ledger)"
        ))
    }
    if let shell, let table = report.stages.first?.name {
      commands.append(
        (
          speech("xem dữ liệu", "see the data"), shell + " 'SELECT * FROM \(table) LIMIT 5'"
        ))
    }
    let named = database.map { " --database \(Invocation.quoted($0))" } ?? ""
    commands.append(
      (
        report.status == "done"
          ? speech("có tệp mới thì chạy lại", "when new files arrive")
          : speech("chạy tiếp", "go on"),
        "\(Invocation.name) run \(pipeline)\(named)"
      ))
    let lines = commands.map { "  # \($0.meaning)\n  \($0.command)" }
    return speech("Gõ tiếp", "type next") + "\n" + lines.joined(separator: "\n")
  }

  /// The database's own shell, up to the query.
  private var shell: String? {
    if Database.isPostgreSQL(report.database) {
      return "psql \(Invocation.quoted(report.database)) -c"
    }
    return Database.sqlitePath(of: report.database).map { "sqlite3 -box \($0)" }
  }

  private var databasePath: String {
    Database.sqlitePath(of: report.database) ?? report.database
  }

  /// Whether the verbs that read the ledger find this database by themselves.
  private var isFoundWithoutName: Bool {
    (try? LedgerOptions.defaultDatabase()) == report.database
  }
}
