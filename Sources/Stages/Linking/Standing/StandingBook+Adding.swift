internal import Columnar
internal import Linkage
internal import SQLite

extension StandingBook {
  /// Makes the file of what a linkage read, and puts it in its place when it is whole.
  ///
  /// - Parameters:
  ///   - path: names the file, which is made anew.
  ///   - outcome: of a linkage that read all records, with their partitions.
  ///   - plan: the linkage.
  ///   - state: what it was made of.
  /// - Returns: whether there is something to make: not for a linkage whose deliveries need all records.
  /// - Throws: `SQLiteError`.
  public static func make(
    _ path: String, of outcome: LinkRun.Outcome, _ plan: LinkPlan, state: String
  ) throws -> Bool {
    guard plan.canStand, let reading = outcome.reading, !reading.idOf.contains(0) else {
      return false
    }
    let book = try StandingBook(making: path, plan)
    try book.add(reading, plan)
    try reading.visitTokenCounts(plan) { try book.add($1, to: $0) }
    try book.close(count: UInt32(reading.idOf.count), state: state)
    return true
  }

  /// Adds the records of a delivery and takes out those that are gone, in one transaction.
  public func add(_ outcome: LinkRun.Outcome, _ plan: LinkPlan, state: String) throws {
    guard let delivery = outcome.delivery else { return }
    try connection.execute("BEGIN EXCLUSIVE")
    do {
      let writer = try RecordWriter(self)
      for record in delivery.gone {
        try writer.add([], number: record.number, source: Self.goneSource)
      }
      try add(delivery.new, plan)
      for (lane, counts) in delivery.tokenCounts { try add(SpillArray(counts), to: lane) }
      try close(count: count + UInt32(delivery.new.idOf.count), state: state)
    } catch {
      try? connection.execute("ROLLBACK")
      throw error
    }
  }

  /// Adds records with their keys.
  private func add(_ reading: RecordReading, _ plan: LinkPlan) throws {
    let space = reading.store.space
    try addRecords(reading)
    try add(
      SpillArray(reading.idOf.lazy.map { reading.ids.hash(of: $0) }, in: space), to: Lane.ids)
    var start = 0
    while start < reading.sourceOf.count {
      let source = reading.sourceOf[start]
      let end = reading.sourceOf[start...].firstIndex { $0 != source } ?? reading.sourceOf.count
      try add(
        SpillArray(reading.partitionOf[start..<end], in: space), from: start,
        to: Lane.partition(Int(source)))
      start = end
    }
    for field in plan.fields.indices where plan.fields[field].isRelation {
      guard let (table, codes) = reading.asRead[field] else { continue }
      try add(
        SpillArray(codes.lazy.map { table.hash(of: $0) }, in: space), to: Lane.relation(field))
    }
    for (index, block) in plan.blocks.enumerated() where !plan.namesRelation(block.rule.parts) {
      try add(reading.store.contentKeys(block.rule.parts), to: Lane.block(index))
    }
  }

  /// Adds the keys of new records from one on as a segment; 0 is none.
  private func add(_ keys: SpillArray<UInt64>, from first: Int = 0, to lane: Int) throws {
    var entries = SpillArray<LaneEntry>(in: keys.space)
    for (place, key) in keys.enumerated() where key != 0 {
      entries.append(LaneEntry(key: key, number: count + UInt32(first + place)))
    }
    entries.sort(by: LaneEntry.precedes)
    try add(entries, to: lane)
  }

  private func addRecords(_ reading: RecordReading) throws {
    let writer = try RecordWriter(self)
    let fields = reading.store.fields.indices.map { index in
      let asRead = reading.asRead[index]
      return PackedField(
        table: asRead?.table ?? reading.store.fields[index].values.table,
        codes: asRead?.codes ?? reading.store.fields[index].codes)
    }
    var packed: [UInt8] = []
    for record in reading.idOf.indices {
      packed.removeAll(keepingCapacity: true)
      reading.ids.pack(reading.idOf[record], into: &packed)
      for field in fields { field.table.pack(field.codes[record], into: &packed) }
      try writer.add(packed, number: count + UInt32(record), source: reading.sourceOf[record])
    }
  }

  /// A field as it was read; one object, so that to go over fields copies no tables.
  private final class PackedField {
    let table: ValueTable
    let codes: CodeColumn

    init(table: ValueTable, codes: CodeColumn) { (self.table, self.codes) = (table, codes) }
  }

  /// Holds the records of some partitions, as they are now, against those that stand.
  ///
  /// - Parameters:
  ///   - source: the position of their source.
  ///   - records: all of its records in these partitions now.
  ///   - partitions: the keys of those partitions that may have been there before.
  /// - Returns: the records that are new, those that are gone, and how many are as they were.
  /// - Throws: `SQLiteError`, ``Damage``.
  func difference(
    _ source: Int, _ records: [ReadRecord], _ partitions: [UInt64]
  ) throws -> (added: [ReadRecord], gone: [ReadRecord], same: Int) {
    var numbers: Set<UInt32> = []
    try find(partitions, in: Lane.partition(source)) { numbers.insert($0.number) }
    var standing: [UInt64: [ReadRecord]] = [:]
    for record in try self.records(numbers.sorted()) {
      standing[RecordStore.contentKey(record.bytes), default: []].append(record)
    }
    var (added, same): ([ReadRecord], Int) = ([], 0)
    for record in records {
      let key = RecordStore.contentKey(record.bytes)
      if let place = standing[key]?.firstIndex(where: { $0.hasTexts(of: record) }) {
        standing[key]?.remove(at: place)
        same += 1
      } else {
        added.append(record)
      }
    }
    let gone = standing.values.joined().sorted { $0.number < $1.number }
    return (added, gone, same)
  }

  /// Counts tokens more often by so many, or less often.
  private func add(_ counts: SpillArray<TokenCount>, to lane: Int) throws {
    var (total, squares) = try frequency(lane)
    var former: [UInt64: Double] = [:]
    if count > 0 { former = try self.counts(of: counts.map(\.token), lane) }
    for count in counts {
      let (before, more) = (former[count.token] ?? 0, Double(count.count))
      total += more
      squares += (before + more) * (before + more) - before * before
    }
    try setFrequency(lane, total: total, squares: squares)
    try add(
      SpillArray(
        counts.lazy.map { LaneEntry(key: $0.token, number: UInt32(bitPattern: $0.count)) },
        in: counts.space), to: lane)
  }

  /// How many records have each of some tokens.
  func counts(of tokens: [UInt64], _ lane: Int) throws -> [UInt64: Double] {
    var counts: [UInt64: Double] = [:]
    try find(tokens, in: lane) {
      counts[$0.key, default: 0] += Double(Int32(bitPattern: $0.number))
    }
    return counts
  }
}

extension RecordReading {
  /// Hands over how many records have each token of the comparisons that use frequencies, by lane, in the
  /// order of tokens.
  func visitTokenCounts(
    _ plan: LinkPlan, _ body: (_ lane: Int, _ counts: SpillArray<TokenCount>) throws -> Void
  ) rethrows {
    for (index, comparison) in plan.comparisons.enumerated() where comparison.usesFrequency {
      let values = store.fields[comparison.field].values
      for list in 0..<values.countedLists {
        try body(Lane.tokens(index, list), values.tokenCounts(list))
      }
    }
  }
}

extension LinkPlan {
  func namesRelation(_ parts: [BlockRule.Part]) -> Bool {
    parts.contains { fields[$0.field].isRelation }
  }

  /// Whether a delivery can be linked with a part of the records: not where neighbours in one order of
  /// all are compared, nor where the order of a block is that in which values came.
  var canStand: Bool {
    blocks.allSatisfy { block in
      !block.rule.parts.isEmpty
        && block.rule.order.allSatisfy {
          [.value, .bare, .year, .monthDay].contains($0.term) && !fields[$0.field].isRelation
        }
    }
      && comparisons.allSatisfy { !$0.usesFrequency || !fields[$0.field].isRelation }
  }
}

extension ValueTable {
  /// Adds a value's text with its length.
  fileprivate func pack(_ number: UInt32, into packed: inout [UInt8]) {
    ReadRecord.packLength(length(of: number), into: &packed)
    appendText(of: number, to: &packed)
  }
}
