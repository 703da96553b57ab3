public import Dataflow

/// What the ledger tells of a run, beside the runs before it.
public struct RunHistory: Sendable {
  /// How a check came out in one run after the other.
  public struct Course: Sendable {
    /// How it came out in the run itself.
    public var entry: CheckEntry
    /// The runs in which it was measured, the oldest first, up to the run itself.
    public var entries: [CheckEntry]
  }

  /// The most runs that are looked back on.
  public static let runLimit = 30

  /// The run.
  public var run: RunEntry
  /// The pipeline's runs up to it, the oldest first.
  public var runs: [RunEntry]
  /// The units it had to do with.
  public var units: [UnitEntry]
  /// Rejected records by code, most first.
  public var rejects: [(rule: String, count: Int)]
  /// Findings that did not refuse a record, by code, most first.
  public var warnings: [(rule: String, count: Int)]
  /// The checks over many rows, in the order of the definition.
  public var checks: [Course]
  /// How the scans stand, by file.
  public var scans: [ScanTally]
  /// How the units and stages add up.
  public var balances: [Balance]

  /// Asks the ledger.
  public init(of run: RunEntry, in ledger: any Ledger) throws {
    self.run = run
    let earlier = try ledger.runs(of: run.pipeline).filter { $0.number <= run.number }
    runs = earlier.prefix(Self.runLimit).reversed()
    let touched = Set(try ledger.checkpoints(ofRun: run.number).map(\.unit))
    units = try ledger.units(of: run.pipeline).filter {
      $0.run == run.number || touched.contains($0.number)
    }
    rejects = try ledger.rejectsByRule(ofRun: run.number)
    warnings = try ledger.warningsByRule(ofRun: run.number)
    scans = try ledger.scanTallies(ofRun: run.number)
    balances = try ledger.balances(ofRun: run.number)
    let measured = try runs.flatMap { try ledger.checks(ofRun: $0.number) }
    checks = measured.filter { $0.run == run.number }.map { entry in
      Course(entry: entry, entries: measured.filter { $0.isSameCheck(as: entry) })
    }
  }
}

extension CheckEntry {
  /// Whether two runs measured the same.
  fileprivate func isSameCheck(as other: CheckEntry) -> Bool {
    stage == other.stage && code == other.code && measure == other.measure
      && column == other.column && scope == other.scope
  }
}
