public import Dataflow
import Linkage
public import Linking
import Loading
public import Planning
import Platform
import SQLite

/// Runs the links of a plan over its database.
public struct LinkSession {
  /// What one link did.
  public struct Report: Sendable {
    /// The link's name.
    public var name: String
    /// The records, the pairs compared, the clusters, and the pairs for people.
    public var records, pairs, clusters, reviews: Int
    /// How many pairs a run that was killed had scored.
    public var takenUp: Int
    /// How many records were read: all, or those of a delivery and such as may be linked with them.
    public var read: Int
    /// How entities changed.
    public var changes: LinkChanges
    /// Seconds this link took.
    public var seconds: Double
  }

  let plan: Plan
  let threads: Int
  let surroundings: Surroundings
  let tell: (String) -> Void

  /// Prepares links.
  ///
  /// - Parameters:
  ///   - plan: has the links.
  ///   - threads: how many threads score pairs; `nil` for one a processor, two at least.
  ///   - surroundings: the clock and the process table.
  ///   - tell: is told what is done next.
  public init(
    plan: Plan, threads: Int? = nil, surroundings: Surroundings = .system,
    tell: @escaping (String) -> Void = { _ in }
  ) {
    self.plan = plan
    self.surroundings = surroundings
    self.threads = threads ?? max(2, plan.jobs + 1)
    self.tell = tell
  }

  /// Runs all links of which something is new, or all of them.
  ///
  /// - Parameters:
  ///   - always: whether all records are compared anew, although nothing or little is new.
  ///   - only: the name of the one link to run, or `nil` for all.
  /// - Returns: what each link did that ran.
  /// - Throws: `Diagnostic`.
  public func run(always: Bool, only: String? = nil) throws -> [Report] {
    try plan.links.filter { only == nil || $0.name == only }.compactMap {
      try run($0, always: always)
    }
  }

  /// Finds the clusters of a link without writing anything.
  public func outcome(of link: LinkPlan, usingStored: Bool = false) throws -> LinkRun.Outcome {
    let bench = try open(link, writes: false)
    let store = LinkStore(link.name, in: bench.connection)
    return try saying(link) {
      var link = link
      if usingStored { link.model = try store.model(of: link) }
      return try LinkRun.run(
        link, threads: threads, readers: readers, decisions: store.decisions(), note: tell,
        open: reader(link))
    }
  }

  /// What a link learns, from records of which the entity is known or by itself; nothing is written.
  ///
  /// - Throws: `Diagnostic`, also where too little is known.
  public func learn(_ link: LinkPlan, from truth: LinkTruth?) throws -> LinkModelFile {
    var link = link
    link.model = nil
    guard let truth else { return LinkModelFile(try outcome(of: link).scorer.model, of: link) }
    let (model, pairs) = try saying(link) {
      try LinkRun.train(
        link, threads: readers ?? threads, isSample: truth.isPairs, known: truth.known,
        open: reader(link))
    }
    guard pairs >= 20 else {
      throw Diagnostic(
        "SH5911", "link.\(link.name) cannot learn from \(pairs) known pairs", status: .input,
        remedy: "name more records of the same entities")
    }
    return LinkModelFile(model, of: link)
  }

  /// Tells what the blocks of a link will cost and reach.
  public func forecast(_ link: LinkPlan) throws -> [BlockForecast] {
    try saying(link) { try LinkRun.forecast(link, threads: readers ?? threads, open: reader(link)) }
  }

  /// The clusters as CSV, and the joined pairs where they are wanted.
  public func tables(of link: LinkPlan, pairs: Bool) throws -> (pairs: String, clusters: String) {
    let bench = try open(link, writes: false)
    let clusters = try saying(link) {
      try LinkStore(link.name, in: bench.connection).clusterTable()
    }
    guard pairs else { return ("", clusters) }
    let outcome = try outcome(of: link, usingStored: true)
    var text = "id_left,id_right,probability\n"
    let roots = outcome.clustering.roots
    try saying(link) {
      try outcome.pairs.visitInOrder { pair in
        if roots[Int(pair.first)] == roots[Int(pair.second)] {
          let probability = probability(ofWeight: Double(pair.weight))
          text += "\(outcome.id(of: pair.first)),\(outcome.id(of: pair.second)),\(probability)\n"
        }
        return true
      }
    }
    return (text, clusters)
  }

  /// The pairs for people.
  public func reviews(of link: LinkPlan) throws -> [LinkReview] {
    let bench = try open(link, writes: false)
    return try saying(link) { try LinkStore(link.name, in: bench.connection).reviews() }
  }

  /// Notes what somebody decided on pairs; the next run of the link follows it.
  public func decide(_ decisions: [LinkDecision], by person: String, in link: LinkPlan) throws {
    let bench = try open(link, writes: true)
    try saying(link) {
      let store = LinkStore(link.name, in: bench.connection)
      try store.prepare()
      try store.decide(decisions, by: person, at: Clock.timestamp())
      try bench.publish(LinkStore.tables(link.name))
    }
  }

  /// How many threads read; a copy of a server's tables is made by one.
  var readers: Int? { Database.isPostgreSQL(plan.database) ? 1 : nil }

  /// Opens connections for reading records, one for each thread.
  func reader(_ link: LinkPlan) -> @Sendable () throws -> Connection {
    { [url = plan.database, file = plan.file] in
      let bench = try Self.open(url, file: file, writes: false)
      try bench.bring(link.text)
      return bench.connection
    }
  }

  /// Opens the database with what a linkage has written there.
  private func open(_ link: LinkPlan, writes: Bool) throws -> Workbench {
    let bench = try Self.open(plan.database, file: plan.file, writes: writes)
    if writes { try bench.mirror?.lock("link \(link.name)") }
    let ledger = "sohoa_unit sohoa_run"
    try saying(link) { try bench.bring(ledger, writing: LinkStore.tables(link.name)) }
    return bench
  }

  static func open(_ url: String, file: String, writes: Bool) throws -> Workbench {
    let path = Database.sqlitePath(of: url)
    guard path.map({ (try? FileIdentity(of: $0)) != nil }) ?? true else {
      throw Diagnostic(
        "SH5902", "there is no database \(path ?? "") to link", status: .input,
        remedy: "load it first: sohoa run \(file)")
    }
    do {
      let bench = try Workbench(url, mode: writes ? .readWrite : .readOnly)
      try bench.connection.execute("PRAGMA busy_timeout = 60000; PRAGMA temp_store = FILE")
      return bench
    } catch let error as SQLiteError {
      throw Diagnostic(
        "SH5903", "cannot open \(path ?? ""): \(error.message)", status: .unavailable,
        remedy: "see who else uses the database, then run the same command again")
    }
  }

  /// Says which link a failure of the database belongs to.
  func saying<Result>(_ link: LinkPlan, _ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as SQLiteError {
      throw Diagnostic(
        "SH5904", "link.\(link.name) cannot read or write the database: \(error.message)",
        status: .definition,
        remedy: "check the tables, columns and expressions under link.\(link.name).records")
    }
  }
}
