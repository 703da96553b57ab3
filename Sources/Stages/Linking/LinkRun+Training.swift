public import Columnar
public import Linkage
public import SQLite

extension LinkRun {
  /// Learns from records of which the entity is known.
  ///
  /// - Parameters:
  ///   - plan: what is compared.
  ///   - threads: how many threads read.
  ///   - isSample: whether what is known was chosen by how alike it is, so that it tells nothing of how
  ///     likely two records are of one entity.
  ///   - known: the entity of each record, 0 where it is not known; from the ids and each record's.
  ///   - apart: pairs of ids that are of two entities for sure.
  ///   - space: where columns lie.
  ///   - open: opens the database; each thread has a connection of its own.
  /// - Returns: what was learnt, and from how many pairs of one entity.
  /// - Throws: what the database or the system refuses.
  public static func train(
    _ plan: LinkPlan, threads: Int, isSample: Bool,
    known: (_ ids: ValueTable, _ idOf: SpillArray<UInt32>) -> [UInt32],
    apart: [(String, String)] = [],
    in space: any SpillSpace = MemorySpace.shared,
    open: @escaping @Sendable () throws -> Connection
  ) throws -> (model: LinkageModel, pairs: Int) {
    var reading = try RecordReading(plan, threads: threads, in: space, open: open)
    _ = reading.takeRelations(of: plan)
    let learning = Learning(plan: plan)
    var scorer = learning.begin(reading.store, apart: reading.pairs(apart))
    let entities = known(reading.ids, reading.idOf)
    var members: [UInt32: [UInt32]] = [:]
    var roots = SpillArray(0..<UInt32(reading.idOf.count), in: space)
    for record in entities.indices where entities[record] != 0 {
      members[entities[record], default: []].append(UInt32(record))
      roots[record] = members[entities[record]]?[0] ?? UInt32(record)
    }
    let relations = plan.fields.indices.filter { plan.fields[$0].isRelation }
    for field in relations { scorer.replace(field, with: reading.clusters(field, roots)) }
    learning.learnChance(&scorer, relations: relations)
    let pairs = learning.learn(
      &scorer, from: members.keys.sorted().compactMap { members[$0] }, isSample: isSample)
    return (scorer.model, pairs)
  }
}

extension Learning {
  /// The most records of one entity that are held against each other.
  private static let memberLimit = 40

  /// Learns `m` from the records of each entity, and how likely a pair is.
  ///
  /// - Returns: from how many pairs.
  fileprivate func learn(
    _ scorer: inout PairScorer, from entities: [[UInt32]], isSample: Bool
  ) -> Int {
    var counts = LevelCounts(scorer)
    var batch = PairBatch()
    var (records, together, compared) = (0.0, 0.0, 0)
    func count() {
      scorer.compare(&batch)
      counts.add(batch)
      compared += batch.count
      batch.removeAll()
    }
    for members in entities {
      records += Double(members.count)
      together += Double(members.count) * Double(members.count - 1) / 2
      let held = members.prefix(Self.memberLimit)
      for (index, one) in held.enumerated() {
        for other in held.dropFirst(index + 1) { batch.append(one, other) }
      }
      if batch.count >= 4096 { count() }
    }
    count()
    var model = scorer.model
    for slot in model.probabilities.indices
    where counts.counts[slot].dropFirst().reduce(0, +) >= 10 {
      model.probabilities[slot].m = counts.probabilities(slot)
    }
    if !isSample, together > 0 {
      model.prior = min(0.5, together / (records * (records - 1) / 2))
    }
    scorer.learn(model)
    return compared
  }
}

extension RecordReading {
  /// Pairs of records by pairs of their ids, without those that are not there.
  fileprivate func pairs(_ ids: [(String, String)]) -> [(UInt32, UInt32)] {
    if ids.isEmpty { return [] }
    var recordOf = [UInt32](repeating: .max, count: self.ids.last + 1)
    for record in idOf.indices where recordOf[Int(idOf[record])] == .max {
      recordOf[Int(idOf[record])] = UInt32(record)
    }
    return ids.compactMap { left, right in
      let numbers = [left, right].map { self.ids.find(Array($0.utf8)) }
      guard !numbers.contains(0), numbers[0] != numbers[1] else { return nil }
      return (recordOf[Int(numbers[0])], recordOf[Int(numbers[1])])
    }
  }
}
