public import Dataflow
import Loading
import Pairing
public import Planning
import Platform

/// Reads committed chunks again and puts what comes out in the place of what they wrote: with the same
/// definition, or with a corrected one.
///
/// One chunk is one transaction. A rerun that was killed goes on behind the last chunk that was
/// committed.
public struct Rerun {
  /// What is read again.
  public struct Scope: Sendable, Equatable {
    /// The number of the unit, or `nil` for all units.
    public var unit: Int64?
    /// The chunks of it, or `nil` for all.
    public var chunks: ClosedRange<Int64>?
    /// The table whose rows are replaced, or `nil` for all tables of the units.
    public var stage: String?

    /// Creates a scope.
    public init(unit: Int64?, chunks: ClosedRange<Int64>? = nil, stage: String? = nil) {
      self.unit = unit
      self.chunks = chunks
      self.stage = stage
    }

    /// What makes two reruns the same one.
    var name: String {
      let parts = [
        unit.map { "unit=\($0)" },
        chunks.map { "chunks=\($0.lowerBound)..\($0.upperBound)" }, stage.map { "stage=\($0)" },
      ]
      return parts.compactMap(\.self).joined(separator: " ")
    }
  }

  /// What a rerun did.
  public struct Report: Sendable {
    /// The run.
    public var run: RunEntry
    /// The pipeline's name.
    public var pipeline: String
    /// The units and chunks that were read again by this process.
    public var units = 0
    /// The number of their chunks.
    public var chunks = 0
    /// Of these, the number whose records came from where they are kept, not from the source.
    public var spooled = 0
    /// The rows that are new, gone and changed, by table.
    public var differences: [String: DifferenceCounts] = [:]
    /// Whether they were counted chunk by chunk, so that the states need not be compared.
    var isCounted = true
    /// How the definition differs from the one that the units were loaded with; empty where it does not.
    public var definitionChanges = ""
    /// How the checks over whole tables came out.
    public var checks: [CheckEntry] = []
    /// Why it stopped, or `nil`.
    public var stop: Diagnostic?
  }

  let plan: Plan
  let scope: Scope
  /// Whether the source is not looked at.
  let isFromSpool: Bool
  private let maker: String?
  private let surroundings: Surroundings

  /// Prepares a rerun.
  ///
  /// - Parameters:
  ///   - plan: the pipeline as it is now.
  ///   - scope: what is read again.
  ///   - isFromSpool: whether records as they were kept are loaded and the source is not looked at;
  ///     otherwise that is done where the source is gone.
  ///   - maker: the person who wants it, or `nil`.
  ///   - surroundings: the clock and the process table.
  public init(
    plan: Plan, scope: Scope, isFromSpool: Bool = false, maker: String?,
    surroundings: Surroundings = .system
  ) {
    self.plan = plan
    self.scope = scope
    self.isFromSpool = isFromSpool
    self.maker = maker
    self.surroundings = surroundings
  }

  /// Reads again and replaces.
  ///
  /// - Returns: what was done.
  /// - Throws: `Diagnostic`; what was committed stays.
  public func run() throws -> Report {
    let ledger = try Database.open(plan.database, creates: false, surroundings: surroundings)
    defer { ledger.close() }
    let units = try units(in: ledger)
    if try isReferredTo(units, in: ledger) {
      // Whether a row goes that another refers to is known only when all is read again.
      try ledger.rehearse { _ = try perform(units, in: ledger, as: .look) }
    }
    return try perform(units, in: ledger, as: .rerun)
  }

  /// Reads again, tells what would differ, and writes nothing.
  public func rehearse(tell: (RowDifference) throws -> Void) throws -> Report {
    let ledger = try Database.open(plan.database, creates: false, surroundings: surroundings)
    defer { ledger.close() }
    var report: Report?
    try ledger.rehearse {
      let units = try units(in: ledger)
      _ = try isReferredTo(units, in: ledger)
      report = try perform(units, in: ledger, as: .trial, tell)
    }
    guard let report else { preconditionFailure("a rehearsal that did not fail was performed") }
    return report
  }

  /// What reading again is for.
  private enum Purpose {
    /// Its result is to stay.
    case rerun
    /// What differs is told field by field, and nothing is kept.
    case trial
    /// Only what stands in the way is told, and nothing is kept.
    case look
  }

  /// Makes sure that all units can be read again.
  ///
  /// - Returns: whether other rows refer to theirs.
  private func isReferredTo(
    _ units: [UnitEntry], in ledger: any RevisionLedger & LineageLedger
  ) throws -> Bool {
    var isReferredTo = false
    for unit in units where try check(unit, in: ledger) { isReferredTo = true }
    return isReferredTo
  }

  private func perform(
    _ units: [UnitEntry], in ledger: any RevisionLedger & LineageLedger, as purpose: Purpose,
    _ tell: (RowDifference) throws -> Void = { _ in }
  ) throws -> Report {
    let isTrial = purpose != .rerun
    if plan.isSpooled && !isTrial { try SpoolFolder(plan).prepare() }
    let name = scope.name
    let last = try ledger.runs(of: plan.name).first { $0.kind == .rerun && $0.scope == name }
    var draft = RunDraft(
      pipeline: plan.name, definition: plan.definition, definitionText: plan.definitionText,
      tables: plan.stages.map(\.table), rules: plan.rules, newUnits: [], lastRun: last,
      holder: ProcessIdentity.current.holder)
    (draft.kind, draft.scope, draft.maker) = (.rerun, name, maker)
    let run = try ledger.begin(draft)
    do {
      var report = Report(run: run, pipeline: plan.name)
      report.definitionChanges = try definitionChanges(units, in: ledger)
      let scans = try ScanInventory(plan: plan, sink: ledger, check: {}, tell: { _ in }).indexes()
      for unit in units {
        try rerun(unit, run, in: ledger, scans, isTrial: isTrial, &report)
        report.units += 1
        if report.stop != nil { break }
      }
      if let stop = report.stop {
        if purpose == .look { throw stop }
        try ledger.end(.stopped)
        return report
      }
      if isTrial { try ledger.checkReferences(ofRun: run.number) }
      if purpose == .look { return report }
      try checkBalance(of: run, in: ledger)
      report.checks = try ledger.judge()
      if isTrial || !report.isCounted {
        report.differences = [:]
        try ledger.differences(madeByRun: run.number, fields: isTrial) { difference in
          report.differences[difference.table, default: DifferenceCounts()].add(difference.kind)
          try tell(difference)
        }
      }
      try ledger.end(.done)
      return report
    } catch {
      try? ledger.end(.failed)
      throw error
    }
  }

  /// The units that are read again.
  private func units(in ledger: any RevisionLedger & LineageLedger) throws -> [UnitEntry] {
    if let stage = scope.stage, !plan.stages.contains(where: { $0.table.name == stage }) {
      let names = plan.stages.map(\.table.name)
      throw Diagnostic(
        "SH5502", "the pipeline loads no table '\(stage)'", status: .usage,
        remedy: nearest(to: stage, among: names).map { "did you mean '\($0)'?" }
          ?? "its tables: \(names.joined(separator: ", "))")
    }
    let replaced = plan.stages.contains { $0.table.mode == .replace }
    let newest = try ledger.runs(of: plan.name).first { $0.kind == .load }?.number ?? 0
    // Of a table that every run replaces, only the newest run's rows are there.
    let units = try ledger.units(of: plan.name).filter {
      $0.checkpoints > 0 && (scope.unit == nil || $0.number == scope.unit)
        && (!replaced || $0.run >= newest) && reads($0)
    }
    if let open = units.first(where: { $0.status == .loading }) {
      throw Diagnostic(
        "SH5503", "\(open.identity.name) is only partly loaded", status: .input,
        remedy: "finish it first with: sohoa run PIPELINE")
    }
    guard !units.isEmpty else {
      throw Diagnostic(
        "SH5504", "nothing that was loaded is to be read again", status: .input,
        remedy: "see the units with: sohoa status")
    }
    return units
  }

  /// Whether a unit's records go to the table that is wanted.
  private func reads(_ unit: UnitEntry) -> Bool {
    guard let stage = scope.stage,
      let source = plan.sources.first(where: { $0.name == unit.identity.source })
    else { return true }
    return source.stages.contains { plan.stages[$0].table.name == stage }
  }

  private func definitionChanges(
    _ units: [UnitEntry], in ledger: any RevisionLedger & LineageLedger
  ) throws -> String {
    guard let other = units.last(where: { $0.definition != plan.definition }) else { return "" }
    let before = try ledger.definitionText(other.definition) ?? ""
    return LineDiff(old: before, new: plan.definitionText).text
  }

  private func checkBalance(of run: RunEntry, in ledger: any RevisionLedger & LineageLedger) throws
  {
    let open = try ledger.balances(ofRun: run.number).filter { !$0.closes }
    guard let first = open.first else { return }
    throw Diagnostic(
      "SH5301",
      "the balance does not close for \(open.count) units, the first being \(first.unitName)",
      status: .internal, remedy: "see the figures with: sohoa reconcile \(run.number)")
  }
}
