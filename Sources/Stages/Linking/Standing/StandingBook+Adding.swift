internal import Linkage
internal import SQLite

extension StandingBook {
  /// Makes the file of what a linkage read, and puts it in its place when it is whole.
  ///
  /// - Parameters:
  ///   - path: names the file, which is made anew.
  ///   - outcome: of a linkage that read all records.
  ///   - plan: the linkage.
  ///   - state: what it was made of.
  ///   - notes: what else is to be found in it.
  /// - Returns: whether there is something to make: not for a linkage whose deliveries need all records.
  /// - Throws: `SQLiteError`.
  public static func make(
    _ path: String, of outcome: LinkRun.Outcome, _ plan: LinkPlan, state: String, notes: String
  ) throws -> Bool {
    guard plan.canStand, let reading = outcome.reading, !reading.idOf.contains(0) else {
      return false
    }
    let book = try StandingBook(making: path, plan)
    try book.add(reading, from: 0, plan)
    try book.close(count: UInt32(reading.idOf.count), state: state, notes: notes)
    return true
  }

  /// Adds the records of a delivery, in one transaction.
  public func add(
    _ outcome: LinkRun.Outcome, _ plan: LinkPlan, state: String, notes: String
  ) throws {
    guard let reading = outcome.reading else { return }
    try connection.execute("BEGIN EXCLUSIVE")
    do {
      try add(reading, from: count, plan)
      try close(count: count + UInt32(reading.idOf.count), state: state, notes: notes)
    } catch {
      try? connection.execute("ROLLBACK")
      throw error
    }
  }

  /// Adds records with their keys and frequencies.
  private func add(_ reading: RecordReading, from first: UInt32, _ plan: LinkPlan) throws {
    try addRecords(reading, from: first, plan)
    try add(reading.idOf.map { reading.ids.hash(of: $0) }, first, to: Lane.ids)
    for field in plan.fields.indices where plan.fields[field].isRelation {
      guard let (table, codes) = reading.asRead[field] else { continue }
      try add(codes.map { table.hash(of: $0) }, first, to: Lane.relation(field))
    }
    for (index, block) in plan.blocks.enumerated() where !plan.namesRelation(block.rule.parts) {
      try add(reading.store.contentKeys(block.rule.parts), first, to: Lane.block(index))
    }
    for (index, comparison) in plan.comparisons.enumerated() where comparison.usesFrequency {
      let lists = reading.store.fields[comparison.field].values.tokenCounts
      for (list, counts) in lists.enumerated() { try add(counts, to: Lane.tokens(index, list)) }
    }
  }

  /// Adds the keys of records as a segment; 0 is none.
  private func add(_ keys: [UInt64], _ first: UInt32, to lane: Int) throws {
    var entries: [LaneEntry] = []
    entries.reserveCapacity(keys.count)
    for record in keys.indices where keys[record] != 0 {
      entries.append(LaneEntry(key: keys[record], number: first + UInt32(record)))
    }
    entries.sort(by: LaneEntry.precedes)
    try add(entries, to: lane)
  }

  private func addRecords(
    _ reading: RecordReading, from first: UInt32, _ plan: LinkPlan
  ) throws {
    var contents: [Int: [LaneEntry]] = [:]
    let writer = try RecordWriter(self)
    let fields = reading.store.fields.indices.map { index in
      reading.asRead[index]
        ?? (reading.store.fields[index].values.table, reading.store.fields[index].codes)
    }
    var packed: [UInt8] = []
    for record in reading.idOf.indices {
      packed.removeAll(keepingCapacity: true)
      reading.ids.pack(reading.idOf[record], into: &packed)
      for (table, codes) in fields { table.pack(codes[record], into: &packed) }
      let (number, source) = (first + UInt32(record), reading.sourceOf[record])
      try writer.add(packed, number: number, source: source)
      guard plan.sources[Int(source)].table == nil else { continue }
      let key = RecordStore.contentKey(packed)
      contents[Int(source), default: []].append(LaneEntry(key: key, number: number))
    }
    for (source, entries) in contents.sorted(by: { $0.key < $1.key }) {
      let lane = Lane.contents(source)
      let former = try frequency(lane).total
      try setFrequency(lane, total: former + Double(entries.count), squares: 0)
      try add(entries.sorted(by: LaneEntry.precedes), to: lane)
    }
  }

  /// The records of a source, read whole, that are not in the book.
  ///
  /// - Returns: `nil` where one of the book is not there any more or is another, and where new ones
  ///   do not come behind those.
  func added(to source: Int, _ records: [ReadRecord]) throws -> [ReadRecord]? {
    var keys: [UInt64] = []
    var packed: [UInt8] = []
    for record in records {
      record.packed(into: &packed)
      keys.append(RecordStore.contentKey(packed))
    }
    let lane = Lane.contents(source)
    // Records that are alike in everything come in the order of their numbers.
    var numbers: [UInt64: [UInt32]] = [:]
    try find(keys, in: lane) { numbers[$0.key, default: []].append($0.number) }
    for (key, list) in numbers where list.count > 1 { numbers[key] = list.sorted(by: >) }
    var (added, found, last): ([ReadRecord], Int, Int) = ([], 0, -1)
    for (record, key) in zip(records, keys) {
      guard let number = numbers[key]?.popLast() else {
        added.append(record)
        continue
      }
      guard added.isEmpty, Int(number) > last else { return nil }
      last = Int(number)
      found += 1
    }
    return try Double(found) == frequency(lane).total ? added : nil
  }

  /// Counts tokens more often by so many.
  private func add(_ counts: [(token: UInt64, count: UInt32)], to lane: Int) throws {
    var (total, squares) = try frequency(lane)
    var former: [UInt64: Double] = [:]
    if count > 0 { former = try self.counts(of: counts.map(\.token), lane) }
    for (token, count) in counts {
      let before = former[token] ?? 0
      total += Double(count)
      squares += (before + Double(count)) * (before + Double(count)) - before * before
    }
    try setFrequency(lane, total: total, squares: squares)
    try add(counts.map { LaneEntry(key: $0.token, number: $0.count) }, to: lane)
  }

  /// How many records have each of some tokens.
  func counts(of tokens: [UInt64], _ lane: Int) throws -> [UInt64: Double] {
    var counts: [UInt64: Double] = [:]
    try find(tokens, in: lane) { counts[$0.key, default: 0] += Double($0.number) }
    return counts
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
    ReadRecord.pack(text(of: number), into: &packed)
  }
}
