import ArgumentParser
import Dataflow
import Execution
import Foundation
import Platform

/// Takes a run back.
struct UndoCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Puts the database back to what it was before a run.",
    discussion: """
      Rows that the run added go, rows that it changed are again what they were, its rejects and \
      checkpoints go, and its units are new for the next 'run'. A replay, a rerun or an import of \
      corrections is taken back in the same way. All of it is one transaction. Where a later run built \
      on the run, nothing is done and that run is named. The run stays in 'runs' as undone. \
      Links and a consolidated model are made anew by the next 'run' or 'consolidate'.
      """)

  @OptionGroup var options: LedgerOptions
  @Argument(help: "The run's number; see them with 'runs'.") var run: Int64
  @Flag(help: "Tells what would be done, and writes nothing.") var dryRun = false
  @Flag(help: "Asks nothing.") var yes = false
  @Option(help: "Who wants it; otherwise the name of the account.") var by: String?

  private struct Report: Encodable {
    struct Table: Encodable { var removed, restored, returned: Int }

    var run: Int64
    var undo: Int64?
    var kind: String
    var tables: [String: Table]
    var units, rejects, reopened, corrections: Int
    var to_make_anew: [String]

    init(_ report: UndoReport) {
      run = report.run.number
      undo = report.undo == 0 ? nil : report.undo
      kind = report.run.kind.rawValue
      tables = Dictionary(
        uniqueKeysWithValues: report.tables.map {
          ($0.name, Table(removed: $0.removed, restored: $0.restored, returned: $0.returned))
        })
      units = report.units
      rejects = report.rejects
      reopened = report.reopened
      corrections = report.corrections
      to_make_anew = report.derived
    }
  }

  func perform() throws {
    let ledger = try options.openForRevision()
    defer { ledger.close() }
    guard try !dryRun && (yes || isConfirmed(ledger)) else {
      if dryRun { try show(try ledger.forecast(ofUndoing: run)) }
      return
    }
    Directory.keepPrivate()
    try show(
      try ledger.undo(
        run, by: by ?? NSUserName(), holder: ProcessIdentity.current.holder))
  }

  /// Asks a person at a terminal; elsewhere the command itself is the answer.
  private func isConfirmed(_ ledger: any RevisionLedger) throws -> Bool {
    guard StandardStream.input.isTerminal && Console.isTerminal else { return true }
    Console.error(text(of: try ledger.forecast(ofUndoing: run)))
    Console.live(Speech.current.term("Hoàn tác? [c/K] ", "Take it back? [y/N] "))
    return ["y", "yes", "c", "co", "có"].contains(readLine()?.lowercased())
  }

  private func show(_ report: UndoReport) throws {
    if options.json { return try Console.json(Report(report)) }
    try Console.output(text(of: report))
  }

  private func text(of report: UndoReport) -> String {
    let speech = Speech.current
    let number = report.run.number
    let head =
      report.undo == 0
      ? speech.term(
        "lượt chạy \(number) (\(report.run.kind.said)) sẽ được hoàn tác như sau; chưa ghi gì",
        "run \(number) (\(report.run.kind.said)) would be taken back; nothing is written")
      : speech.term(
        "đã hoàn tác lượt chạy \(number) (\(report.run.kind.said)) bằng lượt chạy \(report.undo)",
        "run \(number) (\(report.run.kind.said)) is taken back by run \(report.undo)")
    var lines = [head]
    if !report.tables.isEmpty {
      var table = TextTable(
        [
          speech.term("bảng", "table"), speech.term("dòng bỏ đi", "rows removed"),
          speech.term("về như trước", "as before"), speech.term("lấy lại", "brought back"),
        ], rightAligned: [1, 2, 3])
      for part in report.tables {
        table.add([
          part.name, part.removed.grouped, part.restored.grouped, part.returned.grouped,
        ])
      }
      lines.append(table.text)
    }
    let parts = [
      (report.units, "tệp sẽ được nạp lại", "units that are new for the next run"),
      (report.rejects, "bản ghi loại bỏ đi", "rejects that go with it"),
      (report.reopened, "bản ghi loại về như trước", "rejects that are as before"),
      (report.corrections, "chỗ sửa bỏ đi", "corrections that go with it"),
    ]
    for (count, vietnamese, english) in parts where count > 0 {
      lines.append(speech.term("\(count.grouped) \(vietnamese)", "\(english): \(count.grouped)"))
    }
    if !report.derived.isEmpty {
      let names = report.derived.joined(separator: ", ")
      lines.append(
        speech.term(
          "\(names) còn theo dữ liệu cũ; làm lại bằng: \(Invocation.name) consolidate PIPELINE",
          "\(names): still of what was loaded; make anew with:"
            + " \(Invocation.name) consolidate PIPELINE"))
    }
    return lines.joined(separator: "\n")
  }
}
