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
    let path = try path()
    let connection = try open(path)
    let store = ConsolidationStore(connection)
    let (fingerprint, isCurrent, clash) = try reading(path) {
      () throws -> (String, Bool, String?) in
      let fingerprint = try self.fingerprint(model, connection)
      let isCurrent = try !isUnfinished(connection) && store.fingerprint() == fingerprint
      return (fingerprint, isCurrent, try store.clash(model))
    }
    if isCurrent && !always { return nil }
    if let clash {
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
      let tables = try write(model, store, run.number, fingerprint, path)
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
    _ model: ConsolidationPlan, _ store: ConsolidationStore, _ run: Int64, _ fingerprint: String,
    _ path: String
  ) throws -> [ConsolidationStore.Outcome] {
    var step = ""
    do {
      let connection = store.connection
      try connection.execute("BEGIN IMMEDIATE")
      surroundings.reach(.begun)
      do {
        let outcomes = try store.consolidate(model, run: run, fingerprint: fingerprint) {
          step = $0
          tell($0)
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
      throw Self.diagnostic(error, step: step, path: path)
    }
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
      text += try LinkStore(link, in: connection).fingerprint() ?? ""
      text += try connection.text("SELECT count(*) FROM \"\(link)_change\"") ?? ""
    }
    text +=
      try connection.text(
        "SELECT count(*) || ' ' || max(run) FROM sohoa_run WHERE kind <> 'consolidate'") ?? ""
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

  private func path() throws -> String {
    guard let path = Database.sqlitePath(of: plan.database) else {
      throw Diagnostic(
        "SH5923", "a model is consolidated in SQLite databases only", status: .definition,
        remedy: "name one with --database sqlite:PATH")
    }
    guard (try? FileIdentity(of: path)) != nil else {
      throw Diagnostic(
        "SH5924", "there is no database \(path) to consolidate", status: .input,
        remedy: "load it first: sohoa run \(plan.file)")
    }
    return path
  }

  private func open(_ path: String) throws -> Connection {
    try reading(path) {
      SQLiteLibrary.keepTemporaryFiles(in: Self.folder(of: path))
      let connection = try Connection(path: path, mode: .readWrite)
      try ExpressionFunction.add(to: connection)
      try connection.execute(
        """
        PRAGMA busy_timeout = 60000; PRAGMA temp_store = FILE; PRAGMA cache_size = -65536; \
        PRAGMA synchronous = FULL
        """)
      return connection
    }
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private func reading<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as SQLiteError {
      throw Self.diagnostic(error, step: "", path: path)
    }
  }

  private static func diagnostic(
    _ error: SQLiteError, step: String, path: String
  ) -> Diagnostic {
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
