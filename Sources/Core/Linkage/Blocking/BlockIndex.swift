internal import Columnar

/// The blocks of one rule: its records in an order, block after block.
///
/// There are as many of these as rules, for all records, so they hold what tells whether the rule
/// compares two records and nothing that follows from it: four bytes and a bit a record.
public struct BlockIndex: Sendable {
  /// For each record its place in the order plus one, or 0 where it is alone.
  private(set) var places: SpillArray<UInt32>
  /// At which places a block begins.
  private(set) var starts = PlaceSet()
  /// Whether blocks are of records that lack a value and of those that have it.
  private let isOfLacking: Bool
  /// The places of the former, the first of each such block.
  private var lacking = PlaceSet()
  /// With how many next ones of its block a record is compared at most.
  private let reach: Int
  /// How many places there are.
  private(set) var placeCount = 0
  /// How many pairs the rule compares.
  public private(set) var pairCount = 0
  /// The number of blocks.
  public private(set) var blockCount = 0
  /// The size of the largest block.
  public private(set) var largestBlock = 0
  /// How many blocks were over the limit and split.
  public private(set) var splitCount = 0

  /// Puts the records of a store into blocks.
  public init(_ rule: BlockRule, of store: RecordStore) {
    // A block within the limit has no two records further apart.
    reach = max(1, rule.order.isEmpty ? rule.limit : rule.window)
    isOfLacking = false
    let (order, runs) = BlockKeys(rule.parts, store).ordered(0..<UInt32(store.count), null: false)
    places = SpillArray(repeating: 0, count: store.count, in: store.space)
    let sorting = rule.order.isEmpty ? nil : BlockKeys.Order(rule.order, store)
    var splits: [BlockKeys]?
    for run in runs.ranges(to: order.count) where run.count > 1 {
      if let sorting {
        var block = SpillArray(order[run], in: store.space)
        sorting.sort(&block)
        add(block)
      } else if run.count > rule.limit {
        splitCount += 1
        let keys = splits ?? rule.splits.map { BlockKeys([$0], store) }
        splits = keys
        split(order[run], keys[...], rule.limit)
      } else {
        add(order[run])
      }
    }
  }

  /// Splits a block that is too large; what cannot be split is compared with its next ones only.
  private mutating func split(
    _ records: Slice<SpillArray<UInt32>>, _ splits: ArraySlice<BlockKeys>, _ limit: Int
  ) {
    guard records.count > limit, let keys = splits.first else { return add(records) }
    let (order, runs) = keys.ordered(records, null: true)
    for run in runs.ranges(to: order.count) where run.count > 1 {
      split(order[run], splits.dropFirst(), limit)
    }
  }

  private mutating func add(_ block: some Collection<UInt32>) {
    starts.insert(placeCount)
    for record in block {
      placeCount += 1
      places[Int(record)] = UInt32(placeCount)
    }
    blockCount += 1
    largestBlock = max(largestBlock, block.count)
    let reach = reach(in: block.count)
    pairCount += reach * block.count - reach * (reach + 1) / 2
  }

  /// An index without blocks for the records of a store.
  init(_ store: RecordStore, reach: Int) {
    places = SpillArray(repeating: 0, count: store.count, in: store.space)
    self.reach = max(1, reach)
    isOfLacking = true
  }

  /// Adds a block of records that lack a value, and of those of the same block that have it.
  mutating func addLacking(_ lack: [UInt32], _ have: [UInt32]) {
    let size = lack.count + have.count
    guard !lack.isEmpty, size > 1 else { return }
    starts.insert(placeCount)
    for place in placeCount..<placeCount + lack.count { lacking.insert(place) }
    for record in lack + have {
      placeCount += 1
      places[Int(record)] = UInt32(placeCount)
    }
    blockCount += 1
    largestBlock = max(largestBlock, size)
    pairCount += lack.count * size - lack.count * (lack.count + 1) / 2
  }

  /// With how many next ones each record of a block of some size is compared.
  func reach(in size: Int) -> Int { min(reach, size - 1) }

  /// The place behind the last one that a place is compared with.
  ///
  /// - Parameters:
  ///   - place: the place.
  ///   - end: where its block ends.
  /// - Returns: the place.
  @inline(__always) func reachEnd(of place: Int, in end: Int) -> Int {
    guard isOfLacking else { return min(end, place + reach + 1) }
    return lacking.hasAny(in: place..<place + 1) ? end : place + 1
  }

  /// Where the block of a place ends.
  func end(ofBlockAt place: Int) -> Int { starts.next(after: place) ?? placeCount }

  /// Where the block of a place ends, or the part of it from there on that has about so many pairs.
  func end(ofPartAt place: Int, pairs: Int) -> Int {
    let end = end(ofBlockAt: place)
    let reach = reach(in: end - place)
    // Of records that lack a value each is compared with the whole block.
    if isOfLacking || (end - place) * reach <= 2 * pairs { return end }
    return place + max(1, pairs / reach)
  }

  /// Whether the rule compares two records.
  public func holds(_ first: UInt32, _ second: UInt32) -> Bool {
    holds(places: places[Int(first)], places[Int(second)])
  }

  /// The same of the records' ``places``.
  @inline(__always) func holds(places first: UInt32, _ second: UInt32) -> Bool {
    let (one, other) = (Int(first), Int(second))
    guard one != 0, other != 0 else { return false }
    let (low, high) = one < other ? (one, other) : (other, one)
    if isOfLacking {
      return lacking.hasAny(in: low - 1..<low) && !starts.hasAny(in: low..<high)
    }
    return high - low <= reach && !starts.hasAny(in: low..<high)
  }
}
