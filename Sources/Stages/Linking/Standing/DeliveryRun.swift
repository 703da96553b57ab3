internal import Columnar
internal import Linkage
internal import SQLite

/// Links the records of a delivery with those that stand, of which it reads what may be linked with them.
///
/// The records at hand are those of the delivery, all that share a block with one of them, and all of
/// each entity that one of them may be of. Blocks with a record of the delivery are whole then, and so
/// pairs, weights and clusters are those that come out with all records at hand.
struct DeliveryRun {
  let plan: LinkPlan
  let book: StandingBook
  let entities: StandingEntities
  let decisions: [LinkDecision]
  let threads: Int
  let delivery: Delivery
  private var new: RecordReading { delivery.new }
  /// The records at hand.
  private var records: [ReadRecord]
  /// The numbers of those of the book, and of those that are gone.
  private var loaded: Set<UInt32>
  /// Entities of which all records are at hand.
  private var whole: Set<UInt32> = []
  /// How many records of all have each token, by lane, as far as it was asked.
  private var counts: [Int: [UInt64: Double]] = [:]
  private var sums: [Int: (total: Double, squares: Double)] = [:]

  init(
    _ plan: LinkPlan, book: StandingBook, entities: StandingEntities, decisions: [LinkDecision],
    threads: Int, delivery: Delivery
  ) {
    (self.plan, self.book, self.entities) = (plan, book, entities)
    (self.decisions, self.threads, self.delivery) = (decisions, threads, delivery)
    records = delivery.added
    loaded = Set(delivery.gone.map(\.number))
  }

  /// Links the delivery.
  ///
  /// - Parameter note: is told what is done next.
  /// - Returns: what came out; `nil` where all records must be read.
  /// - Throws: what the databases or the system refuse.
  mutating func run(note: (String) -> Void) throws -> LinkRun.Outcome? {
    guard let model = plan.model, !new.idOf.contains(0) else { return nil }
    note("find")
    try entities.find(delivery.goneIDs)
    try load(blockMates())
    try load(decided())
    let log = try PairLog(nil)
    var (totals, pass) = (PairLog.Totals(), UInt64(0))
    var partition: [UInt32: UInt32] = [:]
    var last: (hand: RecordsAtHand, clustering: Clustering)?
    for round in 0..<max(1, plan.rounds) {
      while true {
        var hand = try gather(model)
        let roots = hand.roots(partition)
        hand.setRelations(roots, plan, entities)
        if try load(relatedMates(hand, roots)) { continue }
        note("score \(round + 1): \(records.count)")
        let store = hand.scorer.store
        var walk = PairWalk(
          plan.blocks.map { BlockIndex($0.rule, of: store) } + plan.lackingIndexes(store))
        walk.apart = hand.guards.apart
        walk.isStanding = hand.entityOf.map { $0 != 0 }
        if plan.isAcrossSets { walk.sets = records.map { plan.sources[Int($0.source)].set } }
        pass += 1
        _ = try PairSearch(
          walk: walk, scorer: hand.scorer, floor: Float(plan.reviewWeight), threads: threads
        ).run(round, into: log, key: pass)
        totals = try log.totals(round)
        if try load(fellows(hand, log, round)) { continue }
        note("cluster \(round + 1): \(totals.kept) of \(totals.scored)")
        let clustering = try Clustering(
          together: hand.together, scorer: hand.scorer, guards: hand.guards,
          support: Float(plan.support),
          shape: plan.shape(setOf: records.map { plan.sources[Int($0.source)].set })
        ) { join throws(SQLiteError) in
          try log.visitInOrder(round) { pair in
            guard pair.weight >= Float(plan.matchWeight) else { return false }
            join(pair)
            return true
          }
        }
        for (record, root) in clustering.roots.enumerated() {
          partition[records[record].number] = records[Int(root)].number
        }
        last = (hand, clustering)
        break
      }
    }
    guard let last else { return nil }
    note("done")
    return LinkRun.Outcome(
      ids: last.hand.reading.ids, idOf: last.hand.reading.idOf, scorer: last.hand.scorer,
      clustering: last.clustering, pairs: LinkPairs(log, round: max(1, plan.rounds) - 1),
      scoredCount: totals.scored, takenUpCount: 0, delivery: delivery,
      recordCount: try newIDs() - delivery.goneIDs.count,
      readCount: delivery.readCount + records.count - delivery.added.count)
  }

  /// How many ids of the delivery were not there before.
  private func newIDs() throws -> Int {
    let ids = (1..<UInt32(new.ids.last + 1)).map { new.ids.text(of: $0) }
    try entities.find(ids)
    return ids.count { entities.entity(of: $0) == 0 }
  }

  /// The records that share a block with one of the delivery, as far as it is told without relations.
  private func blockMates() throws -> Set<UInt32> {
    var mates: Set<UInt32> = []
    for (index, block) in plan.blocks.enumerated() where !plan.namesRelation(block.rule.parts) {
      try book.find(new.store.contentKeys(block.rule.parts), in: Lane.block(index)) {
        mates.insert($0.number)
      }
    }
    return mates
  }

  /// The records that people decided on together with one of the delivery.
  private func decided() throws -> Set<UInt32> {
    var ids: [[UInt8]] = []
    for decision in decisions {
      let (left, right) = (Array(decision.left.utf8), Array(decision.right.utf8))
      guard (new.ids.find(left) == 0) != (new.ids.find(right) == 0) else { continue }
      ids += [left, right]
    }
    try entities.find(ids)
    let standing = Set(ids.map { entities.entity(of: $0) }.filter { $0 != 0 })
    return try members(of: standing)
  }

  /// The records that name a record of the entity that one of the delivery names.
  private func relatedMates(_ hand: RecordsAtHand, _ roots: SpillArray<UInt32>) throws -> Set<
    UInt32
  > {
    let wanted = Set(
      plan.blocks.compactMap { block in
        block.rule.parts.first { plan.fields[$0.field].isRelation }?.field
      })
    if wanted.isEmpty { return [] }
    var groups: [UInt32: [UInt32]] = [:]
    var newOf: [UInt32: [UInt32]] = [:]
    for (record, root) in roots.enumerated() {
      let entity = hand.entityOf[record]
      if entity == 0 {
        newOf[root, default: []].append(UInt32(record))
      } else if groups[root]?.last != entity {
        groups[root, default: []].append(entity)
      }
    }
    var mates: Set<UInt32> = []
    for field in wanted.sorted() {
      var (named, ids): (Set<UInt32>, [[UInt8]]) = ([], [])
      let codes = hand.scorer.store.fields[field].codes
      for record in Set(codes.indices.filter { hand.entityOf[$0] == 0 }.map { codes[$0] })
      where record != 0 {
        if Int(record) > hand.entityOf.count {
          named.insert(record - UInt32(hand.entityOf.count) - 1)
        } else {
          named.formUnion(groups[record - 1] ?? [])
          ids += (newOf[record - 1] ?? []).map { records[Int($0)].id }
        }
      }
      try entities.findMembers(named)
      for entity in named { ids += entities.members(of: entity) }
      try book.find(ids.map(RecordStore.contentKey), in: Lane.relation(field)) {
        mates.insert($0.number)
      }
    }
    return mates
  }

  /// The other records of the entities that a pair may join.
  private mutating func fellows(
    _ hand: RecordsAtHand, _ log: PairLog, _ round: Int
  ) throws -> Set<UInt32> {
    var open: Set<UInt32> = []
    try log.visitInOrder(round) { pair in
      guard pair.weight >= Float(plan.matchWeight) else { return false }
      for record in [pair.first, pair.second] { open.insert(hand.entityOf[Int(record)]) }
      return true
    }
    open.remove(0)
    open.subtract(whole)
    whole.formUnion(open)
    return try members(of: open)
  }

  private func members(of wanted: Set<UInt32>) throws -> Set<UInt32> {
    try entities.findMembers(wanted)
    let ids = wanted.flatMap { entities.members(of: $0) }.filter {
      new.ids.find($0) == 0 && !delivery.goneIDs.contains($0)
    }
    var (numbers, found): (Set<UInt32>, Set<UInt64>) = ([], [])
    try book.find(ids.map(RecordStore.contentKey), in: Lane.ids) {
      numbers.insert($0.number)
      found.insert($0.key)
    }
    guard found.count == Set(ids.map(RecordStore.contentKey)).count else {
      throw StandingBook.Damage()
    }
    return numbers
  }

  /// Takes records of the book to hand, and tells whether there was one that was not.
  @discardableResult
  private mutating func load(_ numbers: Set<UInt32>) throws -> Bool {
    let missing = numbers.subtracting(loaded)
    if missing.isEmpty { return false }
    loaded.formUnion(missing)
    records += try book.records(missing.sorted())
    records.sort(by: ReadRecord.precedes)
    return true
  }

  /// Makes columns of the records at hand.
  private mutating func gather(_ model: LinkageModel) throws -> RecordsAtHand {
    let reading = RecordReading(plan, of: records)
    var frequencies: [[TokenFrequencies]] = []
    for (index, comparison) in plan.comparisons.enumerated() {
      frequencies.append([])
      guard comparison.usesFrequency else { continue }
      let values = reading.store.fields[comparison.field].values
      for list in 0..<values.countedLists {
        let tokens = values.countedTokens(list)
        frequencies[index].append(try frequency(of: tokens, Lane.tokens(index, list)))
      }
    }
    return try RecordsAtHand(
      records, reading, plan, model, frequencies, entities, decisions, goneIDs: delivery.goneIDs,
      standing: book.count)
  }

  /// How frequent tokens are among the records that stand and those of the delivery.
  private mutating func frequency(
    of tokens: SpillArray<UInt64>, _ lane: Int
  ) throws -> TokenFrequencies {
    if sums[lane] == nil {
      var (total, squares) = try book.frequency(lane)
      let more = delivery.tokenCounts[lane] ?? []
      let former = try book.counts(of: more.map(\.token), lane)
      var known: [UInt64: Double] = [:]
      for count in more {
        let before = former[count.token] ?? 0
        let now = before + Double(count.count)
        known[count.token] = now
        total += Double(count.count)
        squares += now * now - before * before
      }
      (sums[lane], counts[lane]) = ((total, squares), known)
    }
    var known = counts[lane] ?? [:]
    let missing = tokens.filter { $0 != 0 && known[$0] == nil }
    known.merge(try book.counts(of: missing, lane)) { one, _ in one }
    counts[lane] = known
    return TokenFrequencies(
      total: sums[lane]?.total ?? 0, squares: sums[lane]?.squares ?? 0, counts: known)
  }
}
