import Archives
import Columnar
import Dataflow
import LegacyText
import Loading
import Pairing
import Planning
import Platform

/// One run at work: readers ahead, one loader behind.
final class RunSession {
  private let plan: Plan
  private let options: RunOptions
  private let sink: any Sink
  private let started: Double
  private let tell: (RunProgress) -> Void
  private var units: [FoundUnit]
  private let lastRun: RunEntry?
  private var read = Counts()
  private var readBytes: Int64 = 0
  private var unitsDone = 0
  private var isPaused = false
  private var rejectsByRule: [String: Int] = [:]
  private var totals = Counts()
  private var runNumber: Int64 = 0
  /// How the texts of the units that were read were made out, by the units' numbers.
  private var encodings: [Int64: [EncodingFinding]] = [:]
  /// The scans by name, for each stage of the plan.
  private var scans: [ScanIndex?] = []

  init(
    plan: Plan, options: RunOptions, sink: any Sink, units: [FoundUnit], lastRun: RunEntry?,
    started: Double, tell: @escaping (RunProgress) -> Void
  ) {
    self.plan = plan
    self.options = options
    self.sink = sink
    self.units = units
    self.lastRun = lastRun
    self.started = started
    self.tell = tell
  }

  /// Why a run ends before its units do.
  private enum Stop: Error {
    case signal(Int32)
    case limit(String)
    case checks([CheckEntry])
    case pause
  }

  func run() throws -> RunReport {
    let run = try begin()
    do {
      // A limit that an earlier start hit still holds.
      try checkStop()
      try findScans()
      try loadUnits()
      if isPaused { throw Stop.pause }
      try finishTables()
      try recount(run.number)
      try checkLimit()
      try checkBalance(run)
      let missed = try sink.judge().filter(\.stops)
      if !missed.isEmpty { throw Stop.checks(missed) }
      try sink.end(.done)
      return try report(run, status: "done", .done, stop: nil)
    } catch let stop as Stop {
      return try self.stop(run, stop)
    } catch {
      // The run stays open for the next start; if even that cannot be written, the ledger says
      // `running`, which means the same once this process is gone.
      try? sink.end(.failed)
      throw error
    }
  }

  /// Notes the scans, so that rows can be bound to them.
  private func findScans() throws {
    scans = try ScanInventory(
      plan: plan, sink: sink, check: { [self] in try checkStop() },
      tell: { [self] path in tell(progress(path)) }
    ).indexes()
  }

  /// Builds the keys; a signal stops that too, and the next start builds them.
  private func finishTables() throws {
    do {
      _ = try sink.finishTables { StopSignal.requested != nil }
    } catch let stopped as WorkStopped {
      try checkStop()
      throw stopped
    }
  }

  private func begin() throws -> RunEntry {
    let new = units.indices.filter { units[$0].number == 0 }
    let draft = RunDraft(
      pipeline: plan.name, definition: plan.definition, definitionText: plan.definitionText,
      tables: plan.stages.map(\.table), rules: plan.rules, newUnits: new.map { units[$0].identity },
      retriedUnits: units.filter { $0.state == .resumable }.map(\.number), lastRun: lastRun,
      holder: ProcessIdentity.current.holder)
    let run = try sink.begin(draft)
    let entries = try sink.units(of: plan.name)
    for (index, entry) in zip(new, entries.suffix(new.count)) { units[index].number = entry.number }
    runNumber = run.number
    // Under the lease: nobody else writes there. What a killed run left is not worth stopping for.
    try SpoolFolder(plan).sweep(keeping: sink.spools(of: plan.name))
    try recount(runNumber)
    return run
  }

  /// Takes the run's counts from the ledger: what limits are held against, whatever happened.
  private func recount(_ run: Int64) throws {
    totals = try sink.runs(of: plan.name).first { $0.number == run }?.counts ?? Counts()
    rejectsByRule = [:]
    for (rule, count) in try sink.rejectsByRule(ofRun: run) { rejectsByRule[rule] = count }
  }

  private func loadUnits() throws {
    let work = units.filter { $0.state != .done }
    let readable = work.filter {
      $0.state == .new && $0.entry.problem == nil || $0.state == .resumable
    }
    let jobs = max(1, min(plan.jobs, readable.count))
    let pipes = readable.map { _ in UnitPipe() }
    let pools = (0..<jobs).map { _ in ChunkPool() }
    let resumePoints = try readable.map { unit in
      unit.state == .resumable ? try sink.resumePoint(ofUnit: unit.number) : nil
    }
    let next = Monitor(0)
    var threads: [ThreadHandle] = []
    defer {
      for pool in pools { pool.cancel() }
      for thread in threads { thread.join() }
    }
    for pool in pools where !readable.isEmpty {
      let plan = plan
      let limit = options.recordLimit
      let profiles = options.profiles
      let scans = scans
      threads.append(
        try ThreadHandle {
          while true {
            let index = next.withValue { value in
              defer { value += 1 }
              return value
            }
            guard index < readable.count, !pool.isCancelled else { return }
            UnitReader(
              plan: plan, unit: readable[index], resume: resumePoints[index], pipe: pipes[index],
              pool: pool, recordLimit: limit, scans: scans, profiles: profiles
            ).run()
          }
        })
    }
    var pipe = 0
    for unit in work {
      switch unit.state {
      case .duplicate(let other):
        try sink.finish(
          unit: unit.number, identity: unit.identity, status: .duplicate,
          reason: FoundUnit.reason(copyOf: other))
      case .new where unit.entry.problem != nil:
        try sink.finish(
          unit: unit.number, identity: unit.identity, status: .rejected,
          reason: unit.entry.problem?.message ?? "")
      default:
        try load(unit, from: pipes[pipe], count: readable.count)
        pipe += 1
      }
      unitsDone += 1
    }
  }

  /// Commits a unit's chunks in order.
  private func load(_ unit: FoundUnit, from pipe: UnitPipe, count: Int) throws {
    var offset: Int64 = 0
    var steps: StepRunner?
    var sample: EncodingSample?
    defer { steps?.finish() }
    while true {
      // While the reader is behind, the balance of the run's end is prepared.
      while pipe.isEmpty, try sink.countAhead() {}
      switch pipe.next() {
      case .opened(let findings, let rows):
        encodings[unit.number] = findings
        sample = rows
      case .filled(var filled):
        if !filled.isTransformed {
          var runner =
            try steps
            ?? StepRunner(
              plan, plan.sources[unit.source], sample: sample, scans: scans,
              profiles: options.profiles)
          try runner.apply(to: &filled.chunks)
          steps = runner
        }
        var checkpoint = CheckpointDraft(
          unit: unit.number, chunk: filled.number, position: filled.position, hash: filled.hash,
          tables: plan.sources[unit.source].stages)
        checkpoint.spool = filled.spool
        let counts = try sink.commit(&filled.chunks, at: checkpoint)
        for part in counts {
          read += part
          totals += part
        }
        countRejects(filled.chunks)
        readBytes += filled.position.offset - offset
        offset = filled.position.offset
        filled.pool.giveBack(filled.chunks)
        tell(progress(unit.identity.name))
        try checkStop()
      case .end(let identity, let status, let reason):
        try sink.finish(unit: unit.number, identity: identity, status: status, reason: reason)
        return
      case .paused:
        isPaused = true
        return
      case .failed(let error):
        try settle(error, of: unit)
        return
      }
    }
  }

  /// Refuses a unit that cannot be read; any other failure ends the run.
  private func settle(_ error: any Error, of unit: FoundUnit) throws {
    if let error = error as? ArchiveError {
      guard error.refusesUnit else { throw error.diagnostic(unit: unit.identity.name) }
      return try refuse(unit, error.message)
    }
    // A unit that is partly loaded is not thrown out for what may be a mistake about its position.
    guard let error = error as? Diagnostic, error.status == .input, unit.state == .new else {
      throw error
    }
    try refuse(unit, error.message)
  }

  private func refuse(_ unit: FoundUnit, _ reason: String) throws {
    try sink.refuse(
      unit: unit.number, identity: unit.identity, status: .rejected, reason: reason)
    try recount(runNumber)
  }

  private func countRejects(_ chunks: [Chunk]) {
    guard !plan.rejectLimit.rules.isEmpty else { return }
    for chunk in chunks {
      var counted = Set<UInt32>()
      for violation in chunk.violations
      where chunk.states[Int(violation.row)] == .rejected && counted.insert(violation.row).inserted
      {
        rejectsByRule[plan.rules[violation.rule].code, default: 0] += 1
      }
    }
  }

  private func checkStop() throws {
    if let number = StopSignal.requested { throw Stop.signal(number) }
    try checkLimit()
  }

  private func checkLimit() throws {
    if let excess = plan.rejectLimit.excess(
      read: totals.read, rejected: totals.rejected, byRule: rejectsByRule)
    {
      throw Stop.limit(excess)
    }
  }

  private func progress(_ name: String) -> RunProgress {
    RunProgress(
      unit: name, unitsDone: unitsDone,
      unitCount: units.count { $0.state != .done }, counts: read, bytes: readBytes,
      byteCount: units.filter { $0.state != .done }.reduce(0) { $0 + max(0, $1.identity.size) },
      seconds: Clock.monotonicSeconds - started)
  }

  private func checkBalance(_ run: RunEntry) throws {
    let open = try sink.balances(ofRun: run.number).filter { !$0.closes }
    guard let first = open.first else { return }
    throw Diagnostic(
      "SH5301",
      "the balance does not close for \(open.count) units, the first being \(first.unitName)",
      status: .internal, remedy: "see the figures with: sohoa reconcile \(run.number)")
  }

  private func stop(_ run: RunEntry, _ stop: Stop) throws -> RunReport {
    switch stop {
    case .signal(let number):
      try sink.end(.stopped)
      let isInterrupt = number == 2
      return try report(
        run, status: "stopped", isInterrupt ? .interrupted : .terminated,
        stop: Diagnostic(
          "SH5401", "stopped by \(isInterrupt ? "SIGINT" : "SIGTERM") after a clean checkpoint",
          status: isInterrupt ? .interrupted : .terminated,
          remedy: "go on with: sohoa run \(plan.file)"))
    case .pause:
      try sink.end(.stopped)
      return try report(run, status: "paused", .done, stop: nil)
    case .checks(let missed):
      try sink.end(.limit)
      let list = missed.map { "\($0.code) on \($0.stage) (\($0.message))" }
      let vietnamese = missed.map { "\($0.code) ở \($0.stage) (\($0.messageVietnamese))" }
      var stop = Diagnostic(
        "SH5403", "a quality check is missed: " + list.joined(separator: "; "), status: .limit,
        remedy: "see the values with: sohoa status \(run.number); what is loaded stays, and the"
          + " run is done once the check is met or changed (--accept-definition)")
      stop.messageVietnamese =
        "không đạt kiểm tra chất lượng: " + vietnamese.joined(separator: "; ")
      return try report(run, status: "limit", .limit, stop: stop)
    case .limit(let excess):
      try sink.end(.limit)
      return try report(
        run, status: "limit", .limit,
        stop: Diagnostic(
          "SH5402", "the reject limit is hit: \(excess)", status: .limit,
          remedy:
            "look at them with: sohoa rejects list --run \(run.number); raise rejects.limit in"
            + " \(plan.file) to go on"))
    }
  }

  private func report(
    _ run: RunEntry, status: String, _ exitStatus: ExitStatus, stop: Diagnostic?
  ) throws -> RunReport {
    let entry = try sink.runs(of: plan.name).first { $0.number == run.number } ?? run
    let numbers = Set(units.filter { $0.state != .done }.map(\.number))
    let entries = try sink.units(of: plan.name).filter {
      numbers.contains($0.number) || $0.run == run.number
    }
    var stages: [(name: String, counts: Counts)] = plan.stages.map { ($0.table.name, Counts()) }
    for checkpoint in try sink.checkpoints(ofRun: run.number) {
      if let index = stages.firstIndex(where: { $0.name == checkpoint.stage }) {
        stages[index].counts += checkpoint.counts
      }
    }
    return RunReport(
      run: entry, pipeline: plan.name, status: status, exitStatus: exitStatus,
      database: Database.name(of: plan.database),
      units: entries.map {
        .init(
          identity: $0.identity, status: $0.status.rawValue, reason: $0.reason, counts: $0.counts,
          checkpoints: $0.checkpoints, encodings: encodings[$0.number] ?? [])
      }, stages: stages, totals: entry.counts,
      rejects: try sink.rejectsByRule(ofRun: run.number),
      warnings: try sink.warningsByRule(ofRun: run.number),
      checks: try sink.checks(ofRun: run.number), scans: try sink.scanTallies(ofRun: run.number),
      scanFaults: try sink.scanFaults(ofRun: run.number, limit: RunReport.mostScanFaults),
      rules: plan.rules.rules,
      seconds: Clock.monotonicSeconds - started,
      peakMemoryBytes: ResourceUsage.current.peakMemoryBytes, stop: stop)
  }
}
