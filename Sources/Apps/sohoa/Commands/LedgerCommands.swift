import ArgumentParser
import Dataflow

/// Lists the runs.
struct RunsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs", abstract: "Lists the runs of a database, newest first.")

  @OptionGroup var options: LedgerOptions

  struct Row: Encodable {
    var run: Int64
    var pipeline, status, started, finished: String
    var attempts: Int
    var counts: CountsJSON

    init(_ run: RunEntry) {
      self.run = run.number
      pipeline = run.pipeline
      status = run.status.rawValue
      started = run.started
      finished = run.finished
      attempts = run.attempts
      counts = CountsJSON(run.counts)
    }
  }

  func run() throws {
    try Console.reporting {
      let runs = try options.open().runs(of: nil)
      if options.json { return try Console.json(runs.map(Row.init)) }
      var table = TextTable(
        [
          "run", "pipeline", "status", "started", "finished", "attempts", "read", "loaded",
          "rejected",
        ],
        rightAligned: [0, 5, 6, 7, 8])
      for run in runs {
        table.add([
          "\(run.number)", run.pipeline, run.status.rawValue, run.started, run.finished,
          "\(run.attempts)", run.counts.read.grouped, run.counts.loaded.grouped,
          run.counts.rejected.grouped,
        ])
      }
      Console.output(table.text)
    }
  }
}

/// Shows how a run stands, unit by unit.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Shows how a run stands, unit by unit; the newest by default.")

  @OptionGroup var options: LedgerOptions
  @Argument(help: ArgumentHelp("The run's number.", valueName: "run")) var number: Int64?

  private struct Row: Encodable {
    var unit: Int64
    var name, sha256, status, reason: String
    var checkpoints: Int
    var counts: CountsJSON
  }

  private struct Status: Encodable {
    var run: RunsCommand.Row
    var units: [Row]
  }

  func run() throws {
    try Console.reporting {
      let ledger = try options.open()
      let entry = try options.run(number, in: ledger)
      let units = try ledger.units(of: entry.pipeline).filter { $0.run == entry.number }
      if options.json {
        let rows = units.map {
          Row(
            unit: $0.number, name: $0.identity.name, sha256: $0.identity.sha256,
            status: $0.status.rawValue, reason: $0.reason, checkpoints: $0.checkpoints,
            counts: CountsJSON($0.counts))
        }
        return try Console.json(Status(run: .init(entry), units: rows))
      }
      Console.output(
        "run \(entry.number) of \(entry.pipeline): \(entry.status.rawValue), started \(entry.started)"
          + (entry.finished.isEmpty ? "" : ", finished \(entry.finished)"))
      var table = TextTable(
        ["unit", "status", "checkpoints", "read", "loaded", "rejected", "name", "reason"],
        rightAligned: [0, 2, 3, 4, 5])
      for unit in units {
        table.add([
          "\(unit.number)", unit.status.rawValue, "\(unit.checkpoints)", unit.counts.read.grouped,
          unit.counts.loaded.grouped, unit.counts.rejected.grouped, unit.identity.name, unit.reason,
        ])
      }
      Console.output(table.text)
    }
  }
}

/// Lists the checkpoints of a run.
struct CheckpointsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkpoints", abstract: "Lists the checkpoints of a run; the newest by default.")

  @OptionGroup var options: LedgerOptions
  @Argument(help: ArgumentHelp("The run's number.", valueName: "run")) var number: Int64?

  private struct Row: Encodable {
    var unit, chunk, offset: Int64
    var stage, hash, committed: String
    var counts: CountsJSON
  }

  func run() throws {
    try Console.reporting {
      let ledger = try options.open()
      let checkpoints = try ledger.checkpoints(
        ofRun: options.run(number, in: ledger).number)
      if options.json {
        return try Console.json(
          checkpoints.map {
            Row(
              unit: $0.unit, chunk: $0.chunk, offset: $0.offset, stage: $0.stage, hash: $0.hash,
              committed: $0.committed, counts: CountsJSON($0.counts))
          })
      }
      var table = TextTable(
        ["unit", "chunk", "stage", "offset", "read", "loaded", "rejected", "hash", "committed"],
        rightAligned: [0, 1, 3, 4, 5, 6])
      for checkpoint in checkpoints {
        table.add([
          "\(checkpoint.unit)", checkpoint.chunk == 0 ? "keys" : "\(checkpoint.chunk)",
          checkpoint.stage, "\(checkpoint.offset)", checkpoint.counts.read.grouped,
          checkpoint.counts.loaded.grouped, checkpoint.counts.rejected.grouped, checkpoint.hash,
          checkpoint.committed,
        ])
      }
      Console.output(table.text)
    }
  }
}

/// Proves that every record of a run is accounted for.
struct ReconcileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reconcile",
    abstract: "Proves that every record is accounted for; the newest run by default.")

  @OptionGroup var options: LedgerOptions
  @Argument(help: ArgumentHelp("The run's number.", valueName: "run")) var number: Int64?

  private struct Row: Encodable {
    var unit: Int64
    var name, stage: String
    var counts: CountsJSON
    var rows_in_table, rejects_in_ledger: Int
    var closes: Bool
  }

  func run() throws {
    try Console.reporting {
      let ledger = try options.open()
      let balances = try ledger.balances(ofRun: options.run(number, in: ledger).number)
      if options.json {
        try Console.json(
          balances.map {
            Row(
              unit: $0.unit, name: $0.unitName, stage: $0.stage, counts: CountsJSON($0.counts),
              rows_in_table: $0.rowsInTable, rejects_in_ledger: $0.rejectsInLedger,
              closes: $0.closes)
          })
      } else {
        show(balances)
      }
      guard balances.allSatisfy(\.closes) else {
        throw Diagnostic("SH5301", "the balance does not close", status: .internal)
      }
    }
  }

  private func show(_ balances: [Balance]) {
    var table = TextTable(
      [
        "unit", "stage", "read", "= loaded", "+ updated", "+ unchanged", "+ filtered",
        "+ duplicate", "+ rejected", "rows in table", "rejects kept", "closes", "name",
      ], rightAligned: Set(2...10).union([0]))
    for balance in balances {
      let counts = balance.counts
      let figures = [
        counts.read, counts.loaded, counts.updated, counts.unchanged, counts.filtered,
        counts.duplicate, counts.rejected, balance.rowsInTable, balance.rejectsInLedger,
      ]
      table.add(
        ["\(balance.unit)", balance.stage] + figures.map(\.grouped)
          + [balance.closes ? "yes" : "NO", balance.unitName])
    }
    Console.output(table.text)
  }
}
