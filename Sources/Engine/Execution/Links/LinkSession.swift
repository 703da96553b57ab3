import Columnar
public import Dataflow
import Linkage
public import Linking
import Loading
public import Planning
import Platform
import SQLite
import Transformation

/// Runs the links of a plan over its database.
public struct LinkSession {
  /// What one link did.
  public struct Report: Sendable {
    /// The link's name.
    public var name: String
    /// The records, the pairs compared, the clusters, and the pairs for people that this run found.
    public var records, pairs, clusters, reviews: Int
    /// How many pairs wait for people in all.
    public var waiting: Int
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
  /// Where the columns of records lie.
  let space: SpillFile

  /// The bytes of columns that stay in memory where nothing else is said.
  public static let defaultMemory = 512 << 20

  /// Prepares links.
  ///
  /// - Parameters:
  ///   - plan: has the links.
  ///   - threads: how many threads score pairs; `nil` for one a processor, two at least.
  ///   - memory: the bytes of columns that stay in memory; what is more lies in a file without a name, beside
  ///     the database or in the folder .sohoa of the definition.
  ///   - surroundings: the clock and the process table.
  ///   - tell: is told what is done next.
  public init(
    plan: Plan, threads: Int? = nil, memory: Int = defaultMemory,
    surroundings: Surroundings = .system,
    tell: @escaping (String) -> Void = { _ in }
  ) {
    self.plan = plan
    self.surroundings = surroundings
    self.threads = threads ?? max(2, plan.jobs + 1)
    self.tell = tell
    space = SpillFile(in: [plan.linkFolder, ScratchFile.defaultDirectory], budget: memory)
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
        link, threads: threads, readers: readers, decisions: store.decisions(), in: space,
        note: tell,
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
        apart: truth.apart, in: space, open: reader(link))
    }
    guard pairs >= 20 else {
      throw Diagnostic(
        "SH5911", "link.\(link.name) cannot learn from \(pairs) known pairs", status: .input,
        remedy: "name more records of the same entities")
    }
    return LinkModelFile(model, of: link)
  }

  /// Tells what the blocks of a link will cost and reach.
  public func forecast(_ link: LinkPlan) throws -> LinkForecast {
    try saying(link) {
      try LinkRun.forecast(link, threads: readers ?? threads, in: space, open: reader(link))
    }
  }

  /// Hands over the clusters as lines of CSV.
  public func visitClusterLines(of link: LinkPlan, _ body: (String) throws -> Void) throws {
    let bench = try open(link, writes: false)
    try saying(link) { try LinkStore(link.name, in: bench.connection).visitClusterLines(body) }
  }

  /// Hands over the joined pairs as lines of CSV, the surest first.
  public func visitPairLines(of link: LinkPlan, _ body: (String) throws -> Void) throws {
    let outcome = try outcome(of: link, usingStored: true)
    let roots = outcome.clustering.roots
    try body("id_left,id_right,probability\n")
    var failure: (any Error)?
    try saying(link) {
      try outcome.pairs.visitInOrder { pair in
        guard roots[Int(pair.first)] == roots[Int(pair.second)] else { return true }
        let probability = probability(ofWeight: Double(pair.weight))
        let ids = [outcome.id(of: pair.first), outcome.id(of: pair.second)].map(csvCell)
        do { try body("\(ids[0]),\(ids[1]),\(probability)\n") } catch { failure = error }
        return failure == nil
      }
    }
    if let failure { throw failure }
  }

  /// The pairs for people.
  public func reviews(of link: LinkPlan) throws -> [LinkReview] {
    let bench = try open(link, writes: false)
    return try saying(link) { try LinkStore(link.name, in: bench.connection).reviews() }
  }

  /// The fields of some records, as they stand in the tables; they are personal data.
  public func values(
    of ids: Set<String>, in link: LinkPlan
  ) throws -> [String: [String]] {
    try saying(link) { try link.values(of: ids, in: reader(link)()) }
  }

  /// What became of decisions that were taken in.
  public struct Taken: Sendable, Equatable {
    /// How many were noted, and how many withdrawn.
    public var noted = 0, withdrawn = 0
    /// The lines that were left out: they name a record that the link does not have, or withdraw what
    /// nobody decided.
    public var unknown: [Int] = []
  }

  /// Notes what somebody decided on pairs; the next run of the link follows it.
  ///
  /// - Throws: `Diagnostic`, also where decisions contradict each other or none has records of the link.
  public func decide(
    _ file: LinkDecisions, by person: String, in link: LinkPlan
  ) throws -> Taken {
    let bench = try open(link, writes: true)
    return try saying(link) {
      let store = LinkStore(link.name, in: bench.connection)
      try store.prepare()
      let standing = try store.decisions()
      let known = try store.known(Set(file.entries.flatMap(\.pair)))
      let decided = Set(standing.map { [$0.left, $0.right] })
      func isKnown(_ entry: LinkDecisions.Entry) -> Bool {
        entry.isTogether == nil
          ? decided.contains(entry.pair) : entry.pair.allSatisfy { known.contains($0) }
      }
      var taken = Taken()
      taken.unknown = file.entries.filter { !isKnown($0) }.map(\.line)
      guard file.entries.isEmpty || taken.unknown.count < file.entries.count else {
        throw Diagnostic(
          "SH5916",
          "none of the \(file.entries.count) decisions is on records that link.\(link.name) has",
          status: .input, remedy: "link first, and take the ids from: sohoa link review export")
      }
      try DecisionCheck(file: file, standing: standing).check()
      let entries = file.entries.filter(isKnown)
      let decisions = entries.compactMap { entry in
        entry.isTogether.map { LinkDecision(left: entry.left, right: entry.right, isTogether: $0) }
      }
      let withdrawn = entries.filter { $0.isTogether == nil }.map(\.pair)
      try store.decide(decisions, withdrawn: withdrawn, by: person, at: Clock.timestamp())
      try bench.publish(LinkStore.tables(link.name))
      (taken.noted, taken.withdrawn) = (decisions.count, withdrawn.count)
      return taken
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
      try ExpressionFunction.add(to: bench.connection)
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
