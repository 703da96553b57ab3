import ArgumentParser
import Dataflow
import Execution
import Planning

/// Shows how a run stands, unit by unit.
struct StatusCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Shows how a run stands, unit by unit; the newest by default.",
    discussion: "It may be asked while the run is at work, from another terminal.")

  @OptionGroup var options: LedgerOptions
  @Argument(
    help: ArgumentHelp("The run's number.", valueName: "run"), completion: .runs)
  var number: Int64?

  @Option(
    help: "Writes one page of HTML with pictures to a file, checks compared over the runs.",
    completion: .file(extensions: ["html"]))
  var html: String?

  private struct Row: Encodable {
    var unit: Int64
    var name, sha256, status, reason: String
    var checkpoints: Int
    var percent: Int?
    var counts: CountsJSON
  }

  private struct Status: Encodable {
    var run: RunJSON
    var last_checkpoint: String
    var units: [Row]
    var checks: [CheckJSON]
    var scans: [ScanTallyJSON]
    var scan_faults: [ScanFaultJSON]
  }

  func perform() throws {
    let ledger = try options.open()
    let run = try options.run(number, in: ledger)
    if let html { return try RunPageOutput(run, in: ledger).write(to: html) }
    let checkpoints = try ledger.checkpoints(ofRun: run.number)
    var reached: [Int64: Int64] = [:]
    for checkpoint in checkpoints {
      reached[checkpoint.unit] = max(reached[checkpoint.unit] ?? 0, checkpoint.offset)
    }
    let last = checkpoints.map(\.committed).max() ?? ""
    let units = try ledger.units(of: run.pipeline).filter {
      $0.run == run.number || reached[$0.number] != nil
    }
    let scans = try ledger.scanTallies(ofRun: run.number)
    let faults = try ledger.scanFaults(ofRun: run.number, limit: RunReport.mostScanFaults)
    if options.json {
      let rows = units.map {
        Row(
          unit: $0.number, name: $0.identity.name, sha256: $0.identity.sha256,
          status: $0.status.rawValue, reason: $0.reason, checkpoints: $0.checkpoints,
          percent: percent(of: $0, reached: reached[$0.number]), counts: CountsJSON($0.counts))
      }
      return try Console.json(
        Status(
          run: RunJSON(run), last_checkpoint: last, units: rows,
          checks: try ledger.checks(ofRun: run.number).map { CheckJSON($0) },
          scans: scans.map { ScanTallyJSON($0) }, scan_faults: faults.map { ScanFaultJSON($0) }))
    }
    try Console.output(headline(run, last, units))
    let speech = Speech.current
    var table = TextTable(
      [
        speech.term("tệp", "unit"), speech.term("trạng thái", "status"), "%",
        speech.term("điểm lưu", "checkpoints"), speech.term("đọc", "read"),
        speech.term("nạp", "loaded"), speech.term("loại", "rejected"), speech.term("tên", "name"),
      ], rightAligned: [0, 2, 3, 4, 5, 6])
    for unit in units {
      table.add([
        "\(unit.number)", unit.status.said,
        percent(of: unit, reached: reached[unit.number]).map { "\($0)" } ?? "",
        "\(unit.checkpoints)", unit.counts.read.grouped, unit.counts.loaded.grouped,
        unit.counts.rejected.grouped, unit.identity.name,
      ])
    }
    try Console.output(table.text)
    for unit in units where !unit.reason.isEmpty {
      try Console.output(
        "\(speech.term("tệp", "unit")) \(unit.number): \(speech.sentence(unit.reason))"
      )
    }
    for line in ScanNote.lines(scans, faults, most: 40) { try Console.output(line) }
    for check in try ledger.checks(ofRun: run.number) { try Console.output(check.line) }
  }

  private func headline(_ run: RunEntry, _ last: String, _ units: [UnitEntry]) -> String {
    let speech = Speech.current
    let over = units.count { $0.status != .loading }
    let name = speech.term(
      "lượt chạy \(run.number) của \(run.pipeline)", "run \(run.number) of \(run.pipeline)")
    var parts = [
      "\(name): \(run.status.said)", "\(speech.term("bắt đầu", "started")) \(run.started)",
    ]
    if !run.finished.isEmpty {
      parts.append("\(speech.term("kết thúc", "ended")) \(run.finished)")
    }
    if run.status != .done && !last.isEmpty {
      parts.append("\(speech.term("điểm lưu cuối", "last checkpoint")) \(last)")
    }
    parts.append(
      speech.term("xong \(over)/\(units.count) tệp", "\(over) of \(units.count) units settled"))
    parts.append(
      "\(run.counts.read.grouped) \(speech.term("bản ghi đã đọc", "records read"))")
    return parts.joined(separator: ", ")
  }

  /// How much of a unit's content its checkpoints cover, where its size is known.
  private func percent(of unit: UnitEntry, reached: Int64?) -> Int? {
    switch unit.status {
    case .done, .broken: 100
    case .rejected, .duplicate: nil
    case .loading:
      unit.identity.size > 0
        ? Int(min(100, (reached ?? 0) * 100 / unit.identity.size)) : nil
    }
  }
}
