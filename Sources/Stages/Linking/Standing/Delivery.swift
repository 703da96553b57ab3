internal import Linkage
public import SQLite

/// Sources of which some partitions have new, changed or removed rows.
public struct DeliveryPart: Sendable {
  /// The positions of the sources.
  public var sources: [Int]
  /// The partitions of which there may be records that stand: numbers of rows, or values of a column.
  public var partitions: [String]
  /// Opens a database in which tables have no other rows than those of the touched partitions.
  public var open: @Sendable () throws -> Connection

  /// Creates a part of a delivery.
  public init(
    sources: [Int], partitions: [String], open: @escaping @Sendable () throws -> Connection
  ) {
    (self.sources, self.partitions, self.open) = (sources, partitions, open)
  }
}

/// What a delivery brings to records that stand, and takes from them.
struct Delivery: Sendable {
  /// The records that are new, or have other values than those of the same row before.
  let new: RecordReading
  /// The same, numbered behind those that stand.
  let added: [ReadRecord]
  /// The records that are not there any more as they were.
  let gone: [ReadRecord]
  /// Their ids, as far as no other record has them.
  private(set) var goneIDs: Set<[UInt8]> = []
  /// How many records more have each token, by lane, in the order of tokens.
  let tokenCounts: [Int: [TokenCount]]
  /// How many records were read.
  let readCount: Int

  /// Reads the parts of a delivery and holds them against a book.
  ///
  /// - Throws: what the databases refuse, and `StandingBook.Damage`.
  init(
    _ plan: LinkPlan, _ parts: [DeliveryPart], _ book: StandingBook, threads: Int
  ) throws {
    var (added, gone, read): ([ReadRecord], [ReadRecord], Int) = ([], [], 0)
    for part in parts {
      var own = plan
      // What rows give by themselves needs no other tables.
      if part.sources.allSatisfy({ plan.sources[$0].table != nil }) { own.helpers = [] }
      let records = try RecordReading(
        own, threads: threads, sources: part.sources, withPartitions: true, open: part.open
      ).records(from: 0)
      read += records.count
      let partitions = part.partitions.map { RecordStore.contentKey(Array($0.utf8)) }
      for source in part.sources {
        let difference = try book.difference(
          source, records.filter { Int($0.source) == source }, partitions)
        added += difference.added
        gone += difference.gone
      }
    }
    added.sort(by: ReadRecord.precedes)
    for index in added.indices { added[index].number = book.count + UInt32(index) }
    (self.added, self.gone, readCount) = (added, gone, read)
    new = RecordReading(plan, of: added)
    tokenCounts = Self.difference(new, RecordReading(plan, of: gone), plan)
    goneIDs = try missing(book)
  }

  /// The ids of records that are gone and are those of no record that stands or is new.
  private func missing(_ book: StandingBook) throws -> Set<[UInt8]> {
    var ids = Set(gone.map(\.id).filter { new.ids.find($0) == 0 })
    if ids.isEmpty { return ids }
    let numbers = Set(gone.map(\.number))
    var others: Set<UInt32> = []
    try book.find(ids.map { RecordStore.contentKey($0) }, in: Lane.ids) {
      if !numbers.contains($0.number) { others.insert($0.number) }
    }
    for record in try book.records(others.sorted()) { ids.remove(record.id) }
    return ids
  }

  private static func difference(
    _ more: RecordReading, _ less: RecordReading, _ plan: LinkPlan
  ) -> [Int: [TokenCount]] {
    var sums: [Int: [UInt64: Int32]] = [:]
    for (reading, sign) in [(more, Int32(1)), (less, -1)] {
      reading.visitTokenCounts(plan) { lane, counts in
        for count in counts {
          sums[lane, default: [:]][count.token, default: 0] += sign * count.count
        }
      }
    }
    return sums.mapValues { sums in
      sums.filter { $0.value != 0 }.sorted { $0.key < $1.key }.map {
        TokenCount(token: $0.key, count: $0.value)
      }
    }
  }
}
