public import Dataflow
import Loading
import Pairing
public import Planning
import Platform

/// Takes rejects through the pipeline again: the corrected ones as a person typed them, the others as
/// they were read.
///
/// One page of rejects of one unit is one transaction: rows, what became of each reject, the audit. A
/// replay that was killed goes on behind the last page that was committed.
public struct Replay {
  /// What a replay did.
  public struct Report: Sendable {
    /// The run, or `nil` when there was nothing to replay.
    public var run: RunEntry?
    /// The pipeline's name.
    public var pipeline: String
    /// What became of the rejects, by table.
    public var stages: [(name: String, outcome: ReplayOutcome)]
    /// What became of all.
    public var total: ReplayOutcome
    /// How the checks over whole tables came out.
    public var checks: [CheckEntry]
    /// How the command ends.
    public var exitStatus: ExitStatus
    /// Why it stopped, or `nil`.
    public var stop: Diagnostic?
  }

  let plan: Plan
  private let filter: RejectFilter
  private let maker: String?
  private let acceptsDefinition: Bool
  private let replaces: Bool
  /// The most rejects committed together.
  static let pageSize = 2_000

  /// Prepares a replay.
  ///
  /// - Parameters:
  ///   - plan: the pipeline.
  ///   - filter: which rejects; its status is `open`, `fixed` or `nil` for both.
  ///   - maker: the person who wants it, or `nil`.
  ///   - acceptsDefinition: whether the definition may be another than the one that refused them.
  ///   - replaces: whether a reject that has the key of a row is its correction and takes its place.
  public init(
    plan: Plan, filter: RejectFilter, maker: String?, acceptsDefinition: Bool,
    replaces: Bool = false
  ) {
    self.plan = replaces ? plan.replacing : plan
    self.replaces = replaces
    self.filter = filter
    self.maker = maker
    self.acceptsDefinition = acceptsDefinition
  }

  /// Replays.
  ///
  /// - Throws: `Diagnostic`; what was committed stays.
  public func run() throws -> Report {
    let ledger = try Database.open(plan.database, creates: false, surroundings: .system)
    defer { ledger.close() }
    var wanted = filter
    wanted.isToReplay = true
    let scope = scope
    let last = try ledger.runs(of: plan.name).first { $0.kind == .replay && $0.scope == scope }
    let isUnfinished = last.map { !$0.status.isOver } ?? false
    guard try isUnfinished || !ledger.units(toReplay: wanted, of: plan.name).isEmpty else {
      return report(nil, [])
    }
    try checkDefinition(in: ledger)
    var draft = RunDraft(
      pipeline: plan.name, definition: plan.definition, definitionText: plan.definitionText,
      tables: plan.stages.map(\.table), rules: plan.rules, newUnits: [], lastRun: last,
      holder: ProcessIdentity.current.holder)
    (draft.kind, draft.scope, draft.maker) = (.replay, scope, maker)
    let run = try ledger.begin(draft)
    do {
      var tally = ReplayTally(plan.stages.count)
      let scans = try ScanInventory(plan: plan, sink: ledger, check: {}, tell: { _ in }).indexes()
      let units = try units(in: ledger)
      let reached = try ledger.replayPosition(ofRun: run.number)
      for unit in try ledger.units(toReplay: wanted, of: plan.name)
      where unit >= reached?.unit ?? 0 {
        wanted.unit = unit
        wanted.after = unit == reached?.unit ? reached?.reject : nil
        guard let found = units.first(where: { $0.number == unit }) else { continue }
        try replay(found, wanted, in: ledger, scans, into: &tally)
        if let number = StopSignal.requested { throw tally.stopped(number) }
      }
      try checkBalance(of: run, in: ledger)
      let checks = try ledger.judge()
      try ledger.end(.done)
      return report(run, checks, tally)
    } catch let stop as ReplayTally.Stop {
      try ledger.end(.stopped)
      return report(run, [], stop.tally, stop: stop.diagnostic)
    } catch {
      try? ledger.end(.failed)
      throw error
    }
  }

  /// What makes two replays the same one.
  private var scope: String {
    let parts: [(String, String?)] = [
      ("run", filter.run.map { "\($0)" }), ("unit", filter.unit.map { "\($0)" }),
      ("rule", filter.rule), ("field", filter.field), ("status", filter.status),
      ("day", filter.day), ("reject", filter.number.map { "\($0)" }),
      ("replace", replaces ? "yes" : nil),
    ]
    return parts.compactMap { name, value in value.map { "\(name)=\($0)" } }.joined(separator: " ")
  }

  private func units(in ledger: any QualityLedger) throws -> [UnitEntry] {
    let replaced = plan.stages.contains { $0.table.mode == .replace }
    let newest = try ledger.runs(of: plan.name).first { $0.kind == .load }?.number ?? 0
    // Of a table that every run replaces, only the newest run's rejects mean anything.
    return try ledger.units(of: plan.name).filter { !replaced || $0.run >= newest }
  }

  private func checkDefinition(in ledger: any QualityLedger) throws {
    guard !acceptsDefinition,
      let other = try ledger.units(of: plan.name).last(where: {
        $0.definition != plan.definition && $0.checkpoints > 0
      })
    else { return }
    throw Diagnostic(
      "SH5202",
      "the definition has changed since \(other.identity.name) was loaded; a replay follows the"
        + " definition as it is now", status: .input,
      remedy: "put the definition back, or say that it is meant with --accept-definition")
  }

  private func checkBalance(of run: RunEntry, in ledger: any QualityLedger) throws {
    let open = try ledger.balances(ofRun: run.number).filter { !$0.closes }
    guard let first = open.first else { return }
    throw Diagnostic(
      "SH5301",
      "the balance does not close for \(open.count) units, the first being \(first.unitName)",
      status: .internal, remedy: "see the figures with: sohoa reconcile \(run.number)")
  }

  private func report(
    _ run: RunEntry?, _ checks: [CheckEntry], _ tally: ReplayTally? = nil, stop: Diagnostic? = nil
  ) -> Report {
    let outcomes = tally?.outcomes ?? plan.stages.map { _ in ReplayOutcome() }
    var total = ReplayOutcome()
    for outcome in outcomes { total += outcome }
    return Report(
      run: run, pipeline: plan.name,
      stages: zip(plan.stages, outcomes).map { ($0.table.name, $1) }.filter { $0.1.count > 0 },
      total: total, checks: checks, exitStatus: stop?.status ?? .done, stop: stop)
  }
}

extension Plan {
  /// The plan with tables in which a row takes the place of the one with its key.
  fileprivate var replacing: Plan {
    var plan = self
    for stage in stages.indices
    where stages[stage].table.mode == .append && !stages[stage].table.key.isEmpty {
      plan.stages[stage].table.mode = .upsert
    }
    return plan
  }
}
