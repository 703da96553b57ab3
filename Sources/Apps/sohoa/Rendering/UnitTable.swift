import Dataflow
import Execution
import Foundation
import Planning

/// The units of a run with their figures, the balance, and what was wrong with whole units.
struct UnitTable {
  let report: RunReport
  /// The columns there are.
  let width: Int
  private let speech = Speech.current

  init(report: RunReport, width: Int) {
    self.report = report
    self.width = width
  }

  private static let mostUnits = 40

  private struct Figure: Sendable {
    var vietnamese: String
    var english: String
    var value: @Sendable (Counts) -> Int
  }

  private static let figures = [
    Figure(vietnamese: "đọc", english: "read", value: \.read),
    Figure(vietnamese: "nạp", english: "loaded", value: \.loaded),
    Figure(vietnamese: "sửa", english: "updated", value: \.updated),
    Figure(vietnamese: "như cũ", english: "same", value: \.unchanged),
    Figure(vietnamese: "bỏ qua", english: "skipped", value: \.filtered),
    Figure(vietnamese: "trùng", english: "repeated", value: \.duplicate),
    Figure(vietnamese: "loại", english: "rejected", value: \.rejected),
  ]

  var text: String { [table, balance, notes].filter { !$0.isEmpty }.joined(separator: "\n\n") }

  private var directory: String {
    let paths = report.units.map(\.identity.path)
    guard var common = paths.first else { return "" }
    for path in paths { common = String(common.commonPrefix(with: path)) }
    return common.lastIndex(of: "/").map { String(common[...$0]) } ?? ""
  }

  /// The figures worth a column: those that are always asked for, and those that are not all zero.
  private var figures: [Figure] {
    Self.figures.filter { figure in
      ["read", "loaded", "rejected"].contains(figure.english) || figure.value(report.totals) > 0
        || report.units.contains { figure.value($0.counts) > 0 }
    }
  }

  private var table: String {
    let figures = figures
    let columns = figures.reduce(0) { sum, figure in
      let digits = figure.value(report.totals).grouped.count
      return sum + 2 + max(figure.english.count, figure.vietnamese.count, digits)
    }
    let room = max(20, width - columns)
    var table = TextTable(
      headers: headers(figures),
      rightAligned: Set(1...figures.count))
    let directory = directory
    let shown = report.units.prefix(Self.mostUnits)
    for unit in shown {
      let name = name(of: unit.identity, without: directory, room: room - 2)
      let isWhole = unit.status == "done" || unit.status == "broken" || unit.status == "loading"
      table.add(
        ["\(mark(unit.status)) \(name)"]
          + figures.map { isWhole ? $0.value(unit.counts).grouped : "–" })
    }
    table.add([speech("Tổng", "total")] + figures.map { $0.value(report.totals).grouped })
    var text = table.text
    if report.units.count > shown.count {
      text +=
        "\n… \(speech("và", "and")) \((report.units.count - shown.count).grouped) more: see --json"
    }
    return directory.isEmpty ? text : speech("Thư mục", "folder") + " \(directory)\n" + text
  }

  private func headers(_ figures: [Figure]) -> [[String]] {
    let both = [["Tệp"] + figures.map(\.vietnamese), ["Unit"] + figures.map(\.english)]
    switch speech {
    case .both: return both
    case .vietnamese: return [both[0]]
    case .english: return [both[1]]
    }
  }

  /// A unit's name: its file and, in an archive, its member, each shortened where there is no room.
  private func name(of identity: UnitIdentity, without directory: String, room: Int) -> String {
    let file = String(identity.path.dropFirst(directory.count))
    guard !identity.member.isEmpty else { return file.shortened(to: room) }
    let whole = "\(file)!\(identity.member)"
    guard whole.terminalWidth > room else { return whole }
    let left = file.shortened(to: max(room / 2, room - identity.member.terminalWidth - 1))
    return left + "!" + identity.member.shortened(to: room - left.terminalWidth - 1)
  }

  private var balance: String {
    let counts = report.totals
    let isEnglish = speech == .english
    let parts = figures.dropFirst().map {
      "\($0.value(counts).grouped) \(isEnglish ? $0.english : $0.vietnamese)"
    }
    let isOpen = counts.deferred > 0 || !counts.isBalanced
    return (isEnglish ? "Balance" : "Đối chiếu")
      + ": \(counts.read.grouped) \(isEnglish ? "read" : "đọc") = "
      + parts.joined(separator: " + ")
      + (isOpen
        ? " (\(speech("chưa xong", "not finished")))" : " ✓ \(speech("khớp", "balanced"))")
  }

  private var notes: String {
    let directory = directory
    return report.units.filter { !$0.reason.isEmpty }.prefix(Self.mostUnits).map { unit in
      let name = String(unit.identity.name.dropFirst(directory.count))
      let said = speech.sentence(unit.reason)
      let reason = directory.isEmpty ? said : said.replacingOccurrences(of: directory, with: "")
      return "\(mark(unit.status)) \(name)\n    \(outcome(unit.status))\n    \(reason)"
    }.joined(separator: "\n")
  }

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
    case "rejected": speech("không nạp cả tệp", "refused as a whole")
    case "duplicate": speech("đã có", "known already")
    case "broken": speech("nạp đến chỗ hỏng", "loaded up to the break")
    default: status
    }
  }
}
