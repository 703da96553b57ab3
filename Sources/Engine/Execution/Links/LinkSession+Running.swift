import Dataflow
import Digests
import Foundation
import Linking
import Loading
import Planning
import Platform

/// Runs of a link that are written.
extension LinkSession {
  /// What a run starts from.
  private struct Start {
    /// How far the ledger was when nothing had been read yet.
    var progress: String
    /// What people decided, by the ids that records have now.
    var decisions: [LinkDecision]
    /// The definition and the decisions of the last linkage, and all that it was made of.
    var basis, fingerprint: String?
    /// How far the last linkage had seen the tables, and where they stand.
    var former, seen: LinkWatermark?
    /// Which records have taken the places of others since.
    var renewals = Renewals()
    /// Whether all pairs are compared anew.
    var isWhole: Bool
  }

  /// Runs one link if something is new, or `always`.
  func run(_ link: LinkPlan, always: Bool) throws -> Report? {
    let started = Clock.monotonicSeconds
    let bench = try open(link)
    let store = LinkStore(link.name, in: bench.connection) { try bench.bring($0, $1, $2) }
    return try saying(link) {
      let pairs = PairFile(of: link.name, plan)
      guard let start = try start(link, store, bench, always: always) else {
        // What a run left that was killed behind its last commit.
        pairs.remove()
        return nil
      }
      var learnt = link
      learnt.rowColumn = bench.rowColumn
      if !start.isWhole { learnt.model = try store.model(of: link) }
      let file = BookFile(of: link.name, plan)
      let book =
        start.isWhole
        ? nil : file.open(link, basis: start.basis, fingerprint: start.fingerprint)
      var outcome = try book.flatMap { try deliver(learnt, $0, start, store, bench) }
      if outcome == nil {
        try bench.bring("", writing: LinkStore.tables(link.name))
        outcome = try pairs.keeping { path in
          try LinkRun.run(
            learnt, threads: threads, readers: readers, withPartitions: start.seen != nil,
            standing: start.isWhole ? nil : store, decisions: start.decisions, in: space,
            checkpoint: LinkCheckpoint(path: path, reach: surroundings.reach), note: tell,
            open: reader(link))
        }
      }
      guard let outcome else { return nil }
      let (basis, fingerprint) = Self.fingerprints(link, start.decisions, start.progress)
      var state: [LinkStore.StateKey: String] = [.basis: basis, .fingerprint: fingerprint]
      state[.seen] = try start.seen?.text
      // On a server it is what is sent there that counts.
      let changes = try store.write(
        outcome, of: link, state: state, isWhole: start.isWhole, renewals: start.renewals,
        at: Clock.timestamp(), reach: bench.mirror == nil ? surroundings.reach : { _ in })
      try bench.publish(LinkStore.tables(link.name), reach: surroundings.reach)
      let reviews = try outcome.reviewCount(link)
      let waiting = try bench.integer(
        "SELECT count(*) FROM \(bench.name(of: "\(link.name)_review")) WHERE decision IS NULL")
      pairs.remove()
      tell("keep")
      if start.seen == nil {
        file.remove()
      } else {
        file.keep(outcome, in: book, link, basis: basis, fingerprint: fingerprint)
      }
      return Report(
        name: link.name, records: changes.records, pairs: outcome.scoredCount,
        clusters: changes.entities, reviews: reviews, waiting: Int(waiting ?? 0),
        takenUp: outcome.takenUpCount, read: outcome.readCount, changes: changes,
        seconds: Clock.monotonicSeconds - started)
    }
  }

  /// Looks what there is; `nil` where nothing is new.
  private func start(
    _ link: LinkPlan, _ store: LinkStore, _ bench: Workbench, always: Bool
  ) throws -> Start? {
    let decisions = try store.decisions()
    let progress = try bench.connection.ledgerProgress()
    let (basis, fingerprint) = Self.fingerprints(link, decisions, progress)
    var start = Start(progress: progress, decisions: decisions, isWhole: always)
    start.basis = try store.state(.basis)
    start.fingerprint = try store.state(.fingerprint)
    if !always, start.fingerprint == fingerprint { return nil }
    start.isWhole = always || start.basis != basis
    start.seen = try LinkWatermark(of: link, in: bench)
    start.former = try store.state(.seen).flatMap { LinkWatermark(text: $0) }
    if let seen = start.seen, let former = start.former {
      start.renewals = try renewals(link, since: former, seen, in: bench)
      start.decisions = LinkDecision.renewed(decisions, start.renewals)
    }
    return start
  }

  /// Links what is new with what stands; `nil` where all records must be read.
  private func deliver(
    _ link: LinkPlan, _ book: StandingBook, _ start: Start, _ store: LinkStore, _ bench: Workbench
  ) throws -> LinkRun.Outcome? {
    guard let seen = start.seen, let former = start.former,
      let parts = try parts(
        link, since: former, seen, standing: store.count(.records), in: bench)
    else { return nil }
    return try LinkRun.run(
      link, book: book, entities: StandingEntities(store), parts: parts, threads: threads,
      readers: readers, decisions: start.decisions, note: tell)
  }

  /// Hashes of the definition and what people decided, and of these and what is loaded.
  private static func fingerprints(
    _ link: LinkPlan, _ decisions: [LinkDecision], _ progress: String
  ) -> (basis: String, all: String) {
    var text = link.text
    for decision in decisions {
      text += "\n\(decision.left) \(decision.right) \(decision.isTogether)"
    }
    let basis = SHA256.hash(Array(text.utf8)).hexadecimal
    return (basis, SHA256.hash(Array((basis + progress).utf8)).hexadecimal)
  }

  /// Opens the database with what a linkage learnt, and with no records of it yet.
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
}

extension LinkWatermark {
  /// As the tables of a link keep it.
  fileprivate var text: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      return try String(decoding: encoder.encode(self), as: UTF8.self)
    }
  }

  fileprivate init?(text: String) {
    guard let mark = try? JSONDecoder().decode(Self.self, from: Data(text.utf8)) else { return nil }
    self = mark
  }
}
