import ArgumentParser
import Dataflow

/// Proves that every record of a run is accounted for.
struct ReconcileCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "reconcile",
    abstract: "Proves that every record is accounted for; the newest run by default.",
    discussion: """
      For every unit and table: read = loaded + updated + unchanged + filtered + duplicate + rejected, \
      summed in the database, and held against the rows and rejects that it really holds.
      """)

  @OptionGroup var options: LedgerOptions
  @Argument(
    help: ArgumentHelp("The run's number.", valueName: "run"), completion: .runs)
  var number: Int64?

  private struct Row: Encodable {
    var unit: Int64
    var name, stage: String
    var counts: CountsJSON
    var rows_in_table, rows_replaced, rejects_in_ledger: Int
    var closes: Bool
  }

  func perform() throws {
    let ledger = try options.open()
    let run = try options.run(number, in: ledger)
    let balances = try ledger.balances(ofRun: run.number)
    if options.json {
      try Console.json(
        balances.map {
          Row(
            unit: $0.unit, name: $0.unitName, stage: $0.stage, counts: CountsJSON($0.counts),
            rows_in_table: $0.rowsInTable, rows_replaced: $0.rowsReplaced,
            rejects_in_ledger: $0.rejectsInLedger,
            closes: $0.closes)
        })
    } else {
      try Console.output(table(balances))
    }
    let open = balances.count { !$0.closes }
    guard open == 0 else {
      throw Diagnostic(
        "SH7103", "the balance does not close for \(open) of \(balances.count) units",
        status: .internal,
        remedy: run.status == .done
          ? "keep the database as it is and report this"
          : "the run is not finished: run its pipeline again, then look once more")
    }
  }

  /// The figures; those that are zero everywhere are left out, but never read, loaded and rejected.
  private func table(_ balances: [Balance]) -> String {
    let said = Speech.current.term
    let columns: [(title: String, value: (Balance) -> Int, isKept: Bool)] = [
      (said("đọc", "read"), \.counts.read, true),
      (said("= nạp", "= loaded"), \.counts.loaded, true),
      (said("+ cập nhật", "+ updated"), \.counts.updated, false),
      (said("+ không đổi", "+ unchanged"), \.counts.unchanged, false),
      (said("+ lọc bỏ", "+ filtered"), \.counts.filtered, false),
      (said("+ trùng", "+ duplicate"), \.counts.duplicate, false),
      (said("+ loại", "+ rejected"), \.counts.rejected, true),
      (said("+ tạm giữ", "+ held back"), \.counts.deferred, false),
      (said("trong bảng", "in table"), \.rowsInTable, true),
      (said("bị thay", "replaced"), \.rowsReplaced, false),
      (said("loại đang lưu", "rejects kept"), \.rejectsInLedger, true),
    ].map { ($0.0, $0.1 as (Balance) -> Int, $0.2) }
    let shown = columns.filter { column in
      column.isKept || balances.contains { column.value($0) != 0 }
    }
    var table = TextTable(
      [said("tệp", "unit"), said("bảng", "stage")] + shown.map(\.title)
        + [said("khớp", "closes"), said("tên", "name")],
      rightAligned: Set(2..<2 + shown.count).union([0]))
    for balance in balances {
      table.add(
        ["\(balance.unit)", balance.stage] + shown.map { $0.value(balance).grouped }
          + [balance.closes ? said("có", "yes") : said("KHÔNG", "NO"), balance.unitName])
    }
    return table.text
  }
}
