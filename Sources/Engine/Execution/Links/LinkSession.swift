public import Dataflow
import Digests
import Foundation
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
  private let surroundings: Surroundings
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

  private func run(_ link: LinkPlan, always: Bool) throws -> Report? {
    let started = Clock.monotonicSeconds
    let bench = try open(link)
    let store = LinkStore(link.name, in: bench.connection) { try bench.bring($0, $1, $2) }
    return try saying(link) {
      let pairs = PairFile(of: link.name, plan)
      var decisions = try store.decisions()
      let wasBasis = try store.state(.basis)
      let isWhole = always || wasBasis != basis(link, decisions)
      if !always, try store.state(.fingerprint) == fingerprint(link, decisions, bench) {
        // What a run left that was killed behind its last commit.
        pairs.remove()
        return nil
      }
      let seen = try LinkWatermark(of: link, in: bench)
      let former = try store.state(.seen).flatMap {
        try? JSONDecoder().decode(LinkWatermark.self, from: Data($0.utf8))
      }
      var renewals: [String: String] = [:]
      if let seen, let former { renewals = try self.renewals(link, since: former, seen, in: bench) }
      decisions = LinkDecision.renewed(decisions, renewals)
      var learnt = link
      learnt.rowColumn = bench.rowColumn
      if !isWhole { learnt.model = try store.model(of: link) }
      let book = BookFile(of: link.name, plan)
      var outcome: LinkRun.Outcome?
      var standing: StandingBook?
      if !isWhole, let seen, let former {
        standing = try book.open(link, basis: wasBasis, fingerprint: store.state(.fingerprint))
        if let standing,
          let parts = try parts(
            link, since: former, seen, standing: store.count(.records), in: bench)
        {
          outcome = try LinkRun.run(
            learnt, book: standing, entities: StandingEntities(store), parts: parts,
            threads: threads, readers: readers, decisions: decisions, note: tell)
        }
      }
      if outcome == nil {
        try bench.bring("", writing: LinkStore.tables(link.name))
        outcome = try pairs.keeping { path in
          try LinkRun.run(
            learnt, threads: threads, readers: readers, withPartitions: seen != nil,
            standing: isWhole ? [:] : store.clusters(), decisions: decisions,
            checkpoint: LinkCheckpoint(path: path, reach: surroundings.reach), note: tell,
            open: reader(link))
        }
      }
      guard let outcome else { return nil }
      let basis = basis(link, decisions)
      let fingerprint = try fingerprint(link, decisions, bench)
      var state: [LinkStore.StateKey: String] = [.basis: basis, .fingerprint: fingerprint]
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      state[.seen] = try String(decoding: encoder.encode(seen), as: UTF8.self)
      // On a server it is what is sent there that counts.
      let changes = try store.write(
        outcome, of: link, state: state, isWhole: isWhole, renewals: renewals,
        at: Clock.timestamp(), reach: bench.mirror == nil ? surroundings.reach : { _ in })
      try bench.publish(LinkStore.tables(link.name), reach: surroundings.reach)
      let reviews = try outcome.reviewCount(link)
      pairs.remove()
      tell("keep")
      if seen == nil {
        book.remove()
      } else {
        book.keep(outcome, in: standing, link, basis: basis, fingerprint: fingerprint)
      }
      return Report(
        name: link.name, records: changes.records, pairs: outcome.scoredCount,
        clusters: changes.entities, reviews: reviews, takenUp: outcome.takenUpCount,
        read: outcome.readCount, changes: changes,
        seconds: Clock.monotonicSeconds - started)
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

  /// What a linkage depends on: its definition, what is loaded, and what people decided.
  private func fingerprint(
    _ link: LinkPlan, _ decisions: [LinkDecision], _ bench: Workbench
  ) throws -> String {
    let text = try basis(link, decisions) + bench.connection.ledgerProgress()
    return SHA256.hash(Array(text.utf8)).hexadecimal
  }

  /// The definition of a linkage, and what people decided.
  private func basis(_ link: LinkPlan, _ decisions: [LinkDecision]) -> String {
    var text = link.text
    for decision in decisions {
      text += "\n\(decision.left) \(decision.right) \(decision.isTogether)"
    }
    return SHA256.hash(Array(text.utf8)).hexadecimal
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

  /// Opens the database for a run: with what a linkage learnt, and with no records of it yet.
  private func open(_ link: LinkPlan) throws -> Workbench {
    let bench = try Self.open(plan.database, file: plan.file, writes: true)
    try bench.mirror?.lock("link \(link.name)")
    try saying(link) {
      try bench.bring(
        "sohoa_unit sohoa_run", writing: ["\(link.name)_parameter", "\(link.name)_state"])
      try bench.bring("\(link.name)_review", where: "decision IS NOT NULL")
      try bench.bring("\(link.name)_cluster", where: nil)
      // Where the next change is numbered from.
      let change = "\(link.name)_change"
      try bench.bring(
        change, where: "change = (SELECT max(change) FROM \(bench.name(of: change)))")
    }
    return bench
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
  private func saying<Result>(_ link: LinkPlan, _ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as SQLiteError {
      throw Diagnostic(
        "SH5904", "link.\(link.name) cannot read or write the database: \(error.message)",
        status: .definition,
        remedy: "check the tables, columns and expressions under link.\(link.name).records")
    }
  }
}
