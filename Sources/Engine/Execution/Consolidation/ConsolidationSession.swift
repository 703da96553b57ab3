public import Consolidation
public import Dataflow
import Digests
import Linking
import Loading
public import Planning
import Platform
import SQLite
import Transformation

/// Makes the consolidated model of a plan in its database.
///
/// All is written in one transaction, by a run of the ledger that holds the pipeline's lease: one that
/// is killed leaves the model as it was, and is taken up by the next.
public struct ConsolidationSession {
  /// What came of it.
  public struct Report: Sendable {
    /// The run that made it.
    public var run: Int64
    /// What became of each table.
    public var tables: [ConsolidationStore.Outcome]
    /// Seconds it took.
    public var seconds: Double
  }

  private let plan: Plan
  private let surroundings: Surroundings
  private let tell: (String) -> Void

  /// Prepares a consolidation.
  ///
  /// - Parameters:
  ///   - plan: has the model.
  ///   - surroundings: the clock and the process table.
  ///   - tell: is told what is made next.
  public init(
    plan: Plan, surroundings: Surroundings = .system, tell: @escaping (String) -> Void = { _ in }
  ) {
    self.plan = plan
    self.surroundings = surroundings
    self.tell = tell
  }

  /// Brings the model up to date.
  ///
  /// - Parameter always: whether it is made although nothing is new.
  /// - Returns: what came of it; nothing where nothing was new or the plan has no model.
  /// - Throws: `Diagnostic`.
  public func run(always: Bool = false) throws -> Report? {
    guard let model = plan.consolidation else { return nil }
    let started = Clock.monotonicSeconds
    let bench = try open()
    let store = ConsolidationStore(bench.connection)
    let (fingerprint, isCurrent) = try reading { () throws -> (String, Bool) in
      try bring(model, into: bench)
      let fingerprint = try self.fingerprint(model, bench.connection)
      return (
        fingerprint,
        try !isUnfinished(bench.connection) && store.fingerprint() == fingerprint
      )
    }
    if isCurrent && !always { return nil }
    try bringAll(model, into: bench)
    if let clash = try reading({ try store.clash(model) }) {
      throw Diagnostic(
        "SH5921", "the database has a table \(clash) that is not of the consolidated model",
        status: .definition, remedy: "give the table of the model another name")
    }
    let sink = try Database.open(plan.database, creates: false, surroundings: surroundings)
    defer { sink.close() }
    var draft = RunDraft(
      pipeline: plan.name, definition: plan.definition, definitionText: plan.definitionText,
      tables: [], rules: plan.rules, newUnits: [], lastRun: try lastRun(sink),
      holder: ProcessIdentity.current.holder, leaseMilliseconds: 3_600_000)
    draft.kind = .consolidate
    let run = try sink.begin(draft)
    do {
      let tables = try write(model, bench, sink, run.number, fingerprint)
      try sink.end(.done)
      return Report(
        run: run.number, tables: tables, seconds: Clock.monotonicSeconds - started)
    } catch {
      try? sink.end(.failed)
      throw error
    }
  }

  private func lastRun(_ sink: any Sink) throws -> RunEntry? {
    try sink.runs(of: plan.name).first { $0.kind == .consolidate && $0.scope.isEmpty }
  }

  private func write(
    _ model: ConsolidationPlan, _ bench: Workbench, _ sink: any Sink, _ run: Int64,
    _ fingerprint: String
  ) throws -> [ConsolidationStore.Outcome] {
    var step = ""
    do {
      let connection = bench.connection
      try connection.execute("BEGIN IMMEDIATE")
      if bench.mirror == nil { surroundings.reach(.begun) }
      do {
        let outcomes = try ConsolidationStore(connection).consolidate(
          model, run: run, fingerprint: fingerprint
        ) {
          step = $0
          tell($0)
        }
        if let mirror = bench.mirror, let server = sink as? PostgreSQLSink {
          try connection.execute("COMMIT")
          let views = model.tables.flatMap { ["\($0.name)_value", $0.name] }
          try server.publish(Self.written(model) + views, of: mirror)
          return outcomes
        }
        try checkLease(run, connection)
        surroundings.reach(.written)
        try connection.execute("COMMIT")
        surroundings.reach(.committed)
        return outcomes
      } catch {
        if connection.inTransaction { try connection.execute("ROLLBACK") }
        throw error
      }
    } catch let error as SQLiteError {
      throw diagnostic(error, step: step)
    }
  }

  /// The tables that a consolidation writes; the views come behind what they show.
  private static func written(_ model: ConsolidationPlan) -> [String] {
    model.tables.flatMap { table in
      ["claim", "value_version", "version"].map { "\(table.name)_\($0)" }
    } + [
      "sohoa_consolidated", "sohoa_flag_rule", "sohoa_flag", "sohoa_flag_count", "sohoa_match",
      "sohoa_match_value", "sohoa_match_count",
    ]
  }

  /// Brings what tells whether something is new.
  private func bring(_ model: ConsolidationPlan, into bench: Workbench) throws {
    let link = model.link.map { "\($0)_state \($0)_change" } ?? ""
    try bench.bring("sohoa_run sohoa_unit \(link)", writing: ["sohoa_consolidated"])
  }

  /// Brings what the model is made of, and what was made of it before.
  private func bringAll(_ model: ConsolidationPlan, into bench: Workbench) throws {
    let written = Self.written(model).filter { !$0.hasSuffix("_count") }
    let link = model.link.map { "\($0)_cluster " } ?? ""
    // What bears the name of a table of the model is looked for, too.
    let names = model.tables.map(\.name).joined(separator: " ")
    try bench.bring("\(link)\(names)\n\(model.text)", writing: written)
  }

  /// Makes sure that nobody has taken the lease over meanwhile.
  private func checkLease(_ run: Int64, _ connection: Connection) throws {
    let statement = try connection.prepare(
      "SELECT 1 FROM sohoa_lease WHERE pipeline = ? AND run = ? AND holder = ?")
    try statement.bind(plan.name, at: 1)
    try statement.bind(run, at: 2)
    try statement.bind(ProcessIdentity.current.holder, at: 3)
    guard try statement.step() else {
      throw Diagnostic(
        "SH5922", "another process has taken this consolidation over", status: .busy,
        remedy: "nothing is lost: the other one makes it")
    }
  }

  /// What the model depends on: its definition, what is loaded, and what is linked.
  private func fingerprint(
    _ model: ConsolidationPlan, _ connection: Connection
  ) throws -> String {
    var text = model.text
    if let link = model.link {
      text += try LinkStore(link, in: connection).state(.fingerprint) ?? ""
      text += try connection.text("SELECT count(*) FROM \"\(link)_change\"") ?? ""
    }
    text += try connection.ledgerProgress()
    return SHA256.hash(Array(text.utf8)).hexadecimal
  }

  private func isUnfinished(_ connection: Connection) throws -> Bool {
    let statement = try connection.prepare(
      """
      SELECT status <> 'done' FROM sohoa_run WHERE pipeline = ? AND kind = 'consolidate' \
      ORDER BY run DESC LIMIT 1
      """)
    try statement.bind(plan.name, at: 1)
    return try statement.step() && statement.int64(at: 0) == 1
  }

  private func open() throws -> Workbench {
    let path = Database.sqlitePath(of: plan.database)
    guard path.map({ (try? FileIdentity(of: $0)) != nil }) ?? true else {
      throw Diagnostic(
        "SH5924", "there is no database \(path ?? "") to consolidate", status: .input,
        remedy: "load it first: sohoa run \(plan.file)")
    }
    return try reading {
      if let path { SQLiteLibrary.keepTemporaryFiles(in: Self.folder(of: path)) }
      let bench = try Workbench(plan.database, mode: .readWrite)
      try ExpressionFunction.add(to: bench.connection)
      try bench.connection.execute(
        "PRAGMA busy_timeout = 60000; PRAGMA temp_store = FILE; PRAGMA cache_size = -65536")
      if path != nil { try bench.connection.execute("PRAGMA synchronous = FULL") }
      return bench
    }
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private func reading<Result>(_ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as SQLiteError {
      throw diagnostic(error, step: "")
    }
  }

  private func diagnostic(_ error: SQLiteError, step: String) -> Diagnostic {
    let url = plan.database
    let path = Database.sqlitePath(of: url) ?? Database.name(of: url)
    if error.isBusy {
      return Diagnostic(
        "SH5925", "the database \(path) is busy", status: .unavailable,
        remedy: "see who else uses the database, then run the same command again")
    }
    if error.isFull || error.isIO || error.isReadOnly {
      return Diagnostic(
        "SH5926", "cannot write \(path): \(error.message)", status: .inputOutput,
        remedy: "see that the disk has room and the file may be written, then run again")
    }
    let place = step.isEmpty ? "consolidate" : "consolidate.\(step)"
    if error.message.contains("_claim") || error.message.hasPrefix("UNIQUE") {
      return Diagnostic(
        "SH5927", "\(place): a row says the same thing twice", status: .definition,
        remedy: "let each row of a source come once: see its 'from' for a join")
    }
    return Diagnostic(
      "SH5920", "\(place) cannot be made: \(error.message)", status: .definition,
      remedy: "check its tables, columns and expressions; 'sohoa link run' makes the entities")
  }
}
