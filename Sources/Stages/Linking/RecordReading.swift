internal import Columnar
internal import Linkage
internal import Platform
internal import Registers
internal import SQLite

/// The records of a linkage as they were read.
struct RecordReading {
  /// The ids, each once, by number from 1.
  var ids: ValueTable
  /// The number of each record's id.
  var idOf: SpillArray<UInt32>
  /// The position of each record's source.
  var sourceOf: [UInt8] = []
  /// The key of each record's partition, 0 for none; nothing where they were not asked for.
  private(set) var partitionOf: SpillArray<UInt64>
  var store: RecordStore
  /// By relation, the record that each record names plus one, or 0.
  var targets: [Int: SpillArray<UInt32>] = [:]
  /// By field, the values as they were read, where they are written otherwise for the linkage.
  private(set) var asRead: [Int: (table: ValueTable, codes: CodeColumn)] = [:]

  /// Reads the records of all sources on several threads; they come in the order of the sources, those
  /// of one source in the natural order of their ids, so that what comes out does not depend on the
  /// order of rows.
  ///
  /// - Parameters:
  ///   - plan: tells what to read.
  ///   - threads: how many threads read.
  ///   - sources: the positions of those to read, in order; `nil` for all.
  ///   - withPartitions: whether the partitions of records are read.
  ///   - space: where columns lie.
  ///   - open: opens the database; each thread has a connection of its own.
  /// - Throws: what the database refuses.
  init(
    _ plan: LinkPlan, threads: Int, sources: [Int]? = nil, withPartitions: Bool = false,
    in space: any SpillSpace = MemorySpace.shared,
    open: @escaping @Sendable () throws -> Connection
  ) throws {
    self.init(plan, in: space)
    var wanted = plan
    if let sources { wanted.sources = sources.map { plan.sources[$0] } }
    self = try Self.read(
      wanted, numbers: sources ?? Array(plan.sources.indices), threads: threads, withPartitions,
      into: self, open)
    prepare(plan)
  }

  /// No records yet.
  private init(_ plan: LinkPlan, in space: any SpillSpace) {
    ids = ValueTable(in: space)
    idOf = SpillArray(in: space)
    partitionOf = SpillArray(in: space)
    store = RecordStore(fields: plan.fields.map { .init(name: $0.name, kind: $0.kind) }, in: space)
  }

  /// Takes over the records of one source.
  private mutating func append(_ part: Part, of source: Int) {
    let numbers = ids.insert(part.ids)
    idOf.append(contentsOf: part.idOf.lazy.map { numbers[Int($0)] })
    sourceOf += repeatElement(UInt8(source), count: part.idOf.count)
    partitionOf.append(contentsOf: part.partitionOf)
    store.append(part.store)
  }

  /// Takes records that were read before.
  init(_ plan: LinkPlan, of records: [ReadRecord]) {
    self.init(plan, in: MemorySpace.shared)
    var ranges = [Range<Int>](repeating: 0..<0, count: plan.fields.count)
    for record in records {
      idOf.append(ids.insert(record.bytes, in: record.range(0)))
      sourceOf.append(record.source)
      partitionOf.append(record.partition)
      for index in ranges.indices { ranges[index] = record.range(index + 1) }
      store.append(record.bytes, ranges)
    }
    prepare(plan)
  }

  /// Writes values as they are compared.
  private mutating func prepare(_ plan: LinkPlan) {
    for index in plan.fields.indices {
      let field = plan.fields[index]
      guard field.isUnit || field.isRelation else { continue }
      asRead[index] = (store.fields[index].values.table, store.fields[index].codes)
      asRead[index]?.table.close()
      guard field.isUnit else { continue }
      store.rewrite(index) { CommuneToday.shared.appendPath(of: $0, to: &$1) }
    }
    let calendar = LunarCalendar.vietnamese
    let lunarDay: ((Int, Int, Int) -> Int?)? =
      plan.fields.contains(where: \.isLunar)
      ? { calendar.epochDays(of: LunarDay(year: $0, month: $1, day: $2)) } : nil
    store.prepare(lunarDay: lunarDay)
  }

  /// The records of one source.
  private struct Part: Sendable {
    var ids: ValueTable
    var idOf: SpillArray<UInt32>
    var partitionOf: SpillArray<UInt64>
    var store: RecordStore

    init(_ store: RecordStore) {
      ids = ValueTable(in: store.space)
      idOf = SpillArray(in: store.space)
      partitionOf = SpillArray(in: store.space)
      self.store = RecordStore(fields: store.fields, in: store.space)
    }

    /// Puts the records in the natural order of their ids.
    mutating func sort() {
      let (ids, idOf) = (ids, idOf)
      let isSorted = idOf.indices.dropFirst().allSatisfy { ids.order(idOf[$0 - 1], idOf[$0]) <= 0 }
      if isSorted { return }
      var order = SpillArray(0..<UInt32(idOf.count), in: store.space)
      order.sort {
        let difference = ids.order(idOf[Int($0)], idOf[Int($1)])
        return difference == 0 ? $0 < $1 : difference < 0
      }
      self.idOf = SpillArray(order.lazy.map { idOf[Int($0)] }, in: store.space)
      if !partitionOf.isEmpty {
        let partitionOf = partitionOf
        self.partitionOf = SpillArray(order.lazy.map { partitionOf[Int($0)] }, in: store.space)
      }
      store.reorder(order)
    }
  }

  /// What is read and waits for sources before it.
  private struct Merge: Sendable {
    var reading: RecordReading
    var waiting: [Int: Part] = [:]
    var next = 0
    /// By source, so that the first one is told whichever came first.
    var failures: [Int: any Error] = [:]
  }

  /// Reads all sources; each is taken over as soon as those before it are, so that no more records
  /// than those of a few sources are there twice.
  private static func read(
    _ plan: LinkPlan, numbers: [Int], threads: Int, _ withPartitions: Bool,
    into reading: RecordReading, _ open: @escaping @Sendable () throws -> Connection
  ) throws -> RecordReading {
    let next = Monitor(0)
    let blank = reading.store
    let merge = Monitor(Merge(reading: reading))
    let work: @Sendable () -> Void = {
      let opened = Result { () throws -> Connection in
        let connection = try open()
        try makeHelpers(plan, on: connection)
        return connection
      }
      while true {
        let index = next.withValue { value in
          defer { value += 1 }
          return value
        }
        guard index < plan.sources.count else { return }
        let result = Result {
          try read(
            plan.sources[index], withPartitions ? plan.rowColumn : nil, blank, from: opened.get())
        }
        merge.withValue { merge in
          switch result {
          case .failure(let error): merge.failures[index] = error
          case .success(let part): merge.waiting[index] = part
          }
          while let part = merge.waiting.removeValue(forKey: merge.next) {
            merge.reading.append(part, of: numbers[merge.next])
            merge.next += 1
          }
        }
      }
    }
    var handles: [ThreadHandle] = []
    for _ in 1..<max(1, min(threads, plan.sources.count)) {
      handles.append(try ThreadHandle(work))
    }
    work()
    for handle in handles { handle.join() }
    return try merge.withValue { merge in
      if let first = merge.failures.min(by: { $0.key < $1.key }) { throw first.value }
      return merge.reading
    }
  }

  private static func read(
    _ source: LinkPlan.Source, _ rowColumn: String?, _ blank: RecordStore,
    from connection: Connection
  ) throws -> Part {
    var part = Part(blank)
    var bytes: [UInt8] = []
    var ranges = [Range<Int>](repeating: 0..<0, count: blank.fields.count)
    let statement = try connection.prepare(source.query(rowColumn: rowColumn))
    while try statement.step() {
      bytes.removeAll(keepingCapacity: true)
      statement.appendText(at: 0, to: &bytes)
      part.idOf.append(part.ids.insert(bytes, in: 0..<bytes.count))
      for index in ranges.indices {
        let start = bytes.count
        statement.appendText(at: index + 1, to: &bytes)
        ranges[index] = start..<bytes.count
      }
      part.store.append(bytes, ranges)
      if rowColumn == nil { continue }
      let end = bytes.count
      statement.appendText(at: ranges.count + 1, to: &bytes)
      part.partitionOf.append(RecordStore.contentKey(bytes, in: end..<bytes.count))
    }
    part.sort()
    return part
  }

  /// Makes the temporary tables that the queries of a plan name.
  static func makeHelpers(_ plan: LinkPlan, on connection: Connection) throws {
    for helper in plan.helpers {
      try connection.execute("CREATE TEMP TABLE \"\(helper.name)\" AS \(helper.query)")
      let column = try connection.prepare("SELECT * FROM temp.\"\(helper.name)\"").columnName(at: 0)
      try connection.execute(
        "CREATE INDEX temp.\"\(helper.name) \(column)\" ON \"\(helper.name)\"(\"\(column)\")")
    }
  }
}
