public import Dataflow
import Loading
public import Planning
import Platform

/// Runs a plan: finds the units, reads them on threads of their own, and commits them in order.
///
/// One thread, the caller's, owns the database. Units are committed in the order they were found,
/// whatever reader is ahead, so that the result does not depend on the number of threads.
public struct Runner {
  let plan: Plan
  let options: RunOptions
  let surroundings: Surroundings
  let tell: (RunProgress) -> Void
  let started = Clock.monotonicSeconds

  /// Prepares a run.
  ///
  /// - Parameters:
  ///   - plan: what to run.
  ///   - options: how this run differs.
  ///   - surroundings: the clock and the process table.
  ///   - tell: called after every commit.
  public init(
    plan: Plan, options: RunOptions = RunOptions(), surroundings: Surroundings = .system,
    tell: @escaping (RunProgress) -> Void = { _ in }
  ) {
    self.plan = plan
    self.options = options
    self.surroundings = surroundings
    self.tell = tell
  }

  /// Finds the units and tells what is to be done with each, writing nothing.
  public func findUnits() throws -> [FoundUnit] {
    guard let sink = try openExisting() else {
      var discovery = Discovery(plan: plan, known: [])
      return try discovery.units()
    }
    defer { sink.close() }
    var discovery = Discovery(plan: plan, known: try sink.units(of: plan.name))
    return try discovery.units()
  }

  /// Runs, or goes on with what was interrupted.
  ///
  /// - Returns: the report of a run that ended well or stopped at a limit or signal.
  /// - Throws: `Diagnostic` for everything else; what was committed stays.
  public func run() throws -> RunReport {
    while true {
      do { return try attempt() } catch is LedgerMoved {
        // Another run ended between the look at the ledger and the lease: look again.
        continue
      }
    }
  }

  private func attempt() throws -> RunReport {
    let existing = try openExisting()
    // Read before the units: whatever another run does from now on changes it.
    let lastRun = try existing?.runs(of: plan.name).first { $0.kind == .load }
    let known = try existing?.units(of: plan.name) ?? []
    try checkDefinition(against: known, in: existing)
    var discovery = Discovery(plan: plan, known: known)
    let units = try discovery.units()
    let isUnfinished = lastRun.map { !$0.status.isOver } ?? false
    let hasWork = units.contains { $0.state == .new || $0.state == .resumable }
    let isIdle = !hasWork && !isUnfinished
    // A run notes copies itself. What cannot be noted now, because others are at work or nothing may
    // be written, is only read again next time.
    let sightings = sightings(units, known).filter { isIdle || $0.unit > 0 }
    try? existing?.remember(sightings, pipeline: plan.name)
    guard !isIdle else {
      defer { existing?.close() }
      return nothingNew(units, known)
    }
    existing?.close()
    for stage in plan.stages {
      if let scans = stage.scans {
        _ = try ScanFiles(stage: stage.table.name, scans: scans).paths()
      }
    }
    try makeDirectory()
    if plan.isSpooled { try SpoolFolder(plan).prepare() }
    let sink = try Database.open(
      plan.database, creates: true, surroundings: surroundings)
    defer { sink.close() }
    return try RunSession(
      plan: plan, options: options, sink: sink, units: units, lastRun: lastRun, started: started,
      tell: tell
    ).run()
  }

  /// Makes the folder of a database that is a file.
  private func makeDirectory() throws {
    guard let path = Database.sqlitePath(of: plan.database), let slash = path.lastIndex(of: "/"),
      slash > path.startIndex
    else { return }
    do { try Directory.make(String(path[..<slash])) } catch {
      throw Diagnostic(
        "SH5004", error.description, status: .inputOutput,
        remedy: "name a database in a place that can be written, with --database")
    }
  }

  func openExisting() throws -> (any Sink)? {
    guard let path = Database.sqlitePath(of: plan.database) else {
      return try Database.open(plan.database, creates: false, surroundings: surroundings)
    }
    guard (try? FileIdentity(of: path)) != nil else { return nil }
    return try Database.open(plan.database, creates: false, surroundings: surroundings)
  }

  /// Stops before anything is written when the definition is not the one the units were loaded with.
  private func checkDefinition(against known: [UnitEntry], in ledger: (any Ledger)?) throws {
    guard
      let other = known.last(where: {
        $0.definition != plan.definition && $0.checkpoints > 0
          && ($0.status == .loading || !options.acceptsDefinition)
      })
    else { return }
    let before = try ledger?.definitionText(other.definition) ?? ""
    let changes = LineDiff(old: before, new: plan.definitionText).text
    let isInterrupted = other.status == .loading
    throw Diagnostic(
      "SH5201",
      "the definition has changed since \(other.identity.name) was loaded:\n"
        + changes.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n"),
      status: .input,
      remedy: isInterrupted
        ? "the unit is only partly loaded: put the definition back as it was and run again to finish it"
        : "put the definition back, or keep what is loaded and go on with: sohoa run \(plan.file)"
          + " --accept-definition")
  }

  /// The units whose content is known, but not that it lies where it was found.
  private func sightings(_ units: [FoundUnit], _ known: [UnitEntry]) -> [Sighting] {
    units.compactMap { unit in
      if case .duplicate(let other) = unit.state {
        return Sighting(
          unit: unit.number, identity: unit.identity, reason: FoundUnit.reason(copyOf: other))
      }
      let isRenewed = known.contains {
        $0.number == unit.number && $0.identity.stamp != unit.identity.stamp
      }
      return isRenewed ? Sighting(unit: unit.number, identity: unit.identity, reason: "") : nil
    }
  }

  private func nothingNew(_ units: [FoundUnit], _ known: [UnitEntry]) -> RunReport {
    let entries = units.compactMap { unit in known.first { $0.number == unit.number } }
    var totals = Counts()
    for entry in entries { totals += entry.counts }
    return RunReport(
      run: nil, pipeline: plan.name, status: "nothing new", exitStatus: .done,
      database: Database.name(of: plan.database),
      units: entries.map {
        .init(
          identity: $0.identity, status: $0.status.rawValue, reason: $0.reason, counts: $0.counts,
          checkpoints: $0.checkpoints)
      }, stages: [], totals: Counts(), rejects: [], warnings: [], checks: [],
      scans: [], scanFaults: [],
      rules: plan.rules.rules,
      seconds: Clock.monotonicSeconds - started,
      peakMemoryBytes: ResourceUsage.current.peakMemoryBytes, stop: nil)
  }
}

extension Surroundings {
  /// The machine's own clock and process table.
  public static var system: Surroundings {
    Surroundings(
      now: { Clock.wallMilliseconds }, timestamp: { Clock.timestamp() },
      isGone: { ProcessIdentity(holder: $0)?.isGone ?? false })
  }
}
