internal import Columnar
internal import Linkage
internal import SQLite

/// The records that a delivery is linked among, as columns.
struct RecordsAtHand {
  var reading: RecordReading
  var scorer: PairScorer
  var guards: Guards
  var together: [LinkedPair] = []
  /// The entity of each record; 0 for one that was not there before.
  var entityOf: [UInt32]
  private let numbers: [UInt32]
  private let goneIDs: Set<[UInt8]>

  init(
    _ records: [ReadRecord], _ reading: RecordReading, _ plan: LinkPlan, _ model: LinkageModel,
    _ frequencies: [[TokenFrequencies]], _ entities: StandingEntities, _ decisions: [LinkDecision],
    goneIDs: Set<[UInt8]>, standing: UInt32
  ) throws {
    (self.reading, self.goneIDs) = (reading, goneIDs)
    numbers = records.map(\.number)
    try entities.find(records.map(\.id))
    for (_, names) in reading.asRead.filter({ plan.fields[$0.key].isRelation }) {
      try entities.find((1..<UInt32(names.table.last + 1)).map { names.table.text(of: $0) })
    }
    entityOf = records.map { entities.entity(of: $0.id) }
    for (record, entity) in zip(records, entityOf)
    where record.number < standing && entity == 0 { throw StandingBook.Damage() }
    together = self.reading.takeRelations(of: plan)
    scorer = PairScorer(
      store: self.reading.store, comparisons: plan.comparisons, model: model,
      frequencies: frequencies)
    guards = Guards(plan, self.reading.store)
    self.reading.apply(decisions, to: &together, &guards)
    var first: [UInt32: UInt32] = [:]
    for (record, entity) in entityOf.enumerated() where entity != 0 {
      if let other = first[entity] {
        together.append(LinkedPair(first: other, second: UInt32(record), weight: .infinity))
      } else {
        first[entity] = UInt32(record)
      }
    }
  }

  /// Finds the clusters as they were before a round.
  ///
  /// - Parameter partition: for the records that were at hand in the round before, by number, the
  ///   number that tells their cluster; empty in the first round.
  /// - Returns: the first record of each record's cluster.
  func roots(_ partition: [UInt32: UInt32]) -> SpillArray<UInt32> {
    if partition.isEmpty {
      return Clustering([], together: together, scorer: scorer, guards: guards, support: 0).roots
    }
    var groupOf: [UInt32: UInt64] = [:]
    for (number, entity) in zip(numbers, entityOf) where entity != 0 {
      if let group = partition[number] { groupOf[entity] = UInt64(group) }
    }
    var first: [UInt64: UInt32] = [:]
    let roots: [UInt32] = numbers.indices.map { record in
      let entity = entityOf[record]
      let group =
        partition[numbers[record]].map(UInt64.init) ?? groupOf[entity] ?? (1 << 32 | UInt64(entity))
      if let root = first[group] { return root }
      first[group] = UInt32(record)
      return UInt32(record)
    }
    return SpillArray(roots)
  }

  /// Gives relations the cluster of the record that each record names, plus one; an entity of which no
  /// record is at hand has a number behind those of all.
  mutating func setRelations(
    _ roots: SpillArray<UInt32>, _ plan: LinkPlan, _ entities: StandingEntities
  ) {
    let count = UInt32(roots.count)
    var (rootOf, recordOf): ([UInt32: UInt32], [UInt32: Int]) = ([:], [:])
    for record in reading.idOf.indices where recordOf[reading.idOf[record]] == nil {
      recordOf[reading.idOf[record]] = record
    }
    for (record, entity) in entityOf.enumerated() where entity != 0 {
      rootOf[entity] = roots[record]
    }
    for (field, names) in reading.asRead where plan.fields[field].isRelation {
      let codes: [UInt32] = (0...UInt32(names.table.last)).map { value in
        let id = names.table.text(of: value)
        if let record = recordOf[reading.ids.find(id)] { return roots[record] + 1 }
        let entity = goneIDs.contains(id) ? 0 : entities.entity(of: id)
        if entity == 0 { return 0 }
        return rootOf[entity].map { $0 + 1 } ?? count + entity + 1
      }
      scorer.replace(field, with: SpillArray(names.codes.lazy.map { codes[Int($0)] }))
    }
  }
}

extension RecordReading {
  /// The records as they were read, numbered from one on.
  func records(from first: UInt32) -> [ReadRecord] {
    let fields = store.fields.indices.map { index in
      asRead[index] ?? (store.fields[index].values.table, store.fields[index].codes)
    }
    return idOf.indices.map { index in
      var record = ReadRecord(source: sourceOf[index], number: first + UInt32(index))
      if !partitionOf.isEmpty { record.partition = partitionOf[index] }
      record.add(ids.text(of: idOf[index]))
      for (table, codes) in fields { record.add(table.text(of: codes[index])) }
      return record
    }
  }
}
