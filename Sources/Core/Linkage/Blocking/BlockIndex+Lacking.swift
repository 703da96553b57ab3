internal import Columnar

/// Records of a block over the limit that lack a value by which it is split.
///
/// They are a part by themselves there, and would never meet those that have the value. So they have
/// blocks of their own beside: of the whole block, split by the other values only. There each of them is
/// compared with all others, at most as many of them as the limit says, so that such blocks have no more
/// pairs than others of their size.
extension BlockIndex {
  /// The blocks of records that lack one of the values that a rule splits by; nothing where none does.
  public static func lacking(_ rule: BlockRule, of store: RecordStore) -> [BlockIndex] {
    guard rule.order.isEmpty else { return [] }
    var indexes = rule.splits.indices.compactMap { BlockIndex(rule, lacking: $0, of: store) }
    // Two of which each lacks another value are of two parts in all of these.
    if indexes.count > 1, let others = BlockIndex(rule, lackingAnyIn: store) {
      indexes.append(others)
    }
    return indexes
  }

  /// The records that lack any of the values by which a rule splits, at most as many in a block as the
  /// limit says.
  private init?(_ rule: BlockRule, lackingAnyIn store: RecordStore) {
    self.init(store, reach: rule.limit)
    let (order, runs) = BlockKeys(rule.parts, store).ordered(0..<UInt32(store.count), null: false)
    let splits = rule.splits.map { BlockKeys([$0], store) }
    for run in runs.ranges(to: order.count) where run.count > rule.limit {
      var lack: [UInt32] = []
      for record in order[run] where splits.contains(where: { $0.values[Int(record)] == 0 }) {
        lack.append(record)
        if lack.count == rule.limit {
          addLacking(lack, [])
          lack = []
        }
      }
      addLacking(lack, [])
    }
    if placeCount == 0 { return nil }
  }

  private init?(_ rule: BlockRule, lacking split: Int, of store: RecordStore) {
    self.init(store, reach: rule.limit)
    let all = BlockKeys(rule.parts, store)
    let (order, runs) = all.ordered(0..<UInt32(store.count), null: false)
    var own: BlockKeys?
    var others: [BlockKeys] = []
    for run in runs.ranges(to: order.count) where run.count > rule.limit {
      if own == nil {
        own = BlockKeys([rule.splits[split]], store)
        others = rule.splits.indices.filter { $0 != split }.map {
          BlockKeys([rule.splits[$0]], store)
        }
      }
      guard let own else { continue }
      divide(order[run], others[...], own, rule.limit)
    }
    if placeCount == 0 { return nil }
  }

  private mutating func divide(
    _ records: Slice<SpillArray<UInt32>>, _ splits: ArraySlice<BlockKeys>, _ own: BlockKeys,
    _ limit: Int
  ) {
    if records.count > limit, let keys = splits.first {
      let (order, runs) = keys.ordered(records, null: true)
      for run in runs.ranges(to: order.count) where run.count > 1 {
        divide(order[run], splits.dropFirst(), own, limit)
      }
      return
    }
    // Of more records without the value than the limit each meets the next ones in every part.
    var (lack, have): ([UInt32], [UInt32]) = ([], [])
    for record in records {
      if own.values[Int(record)] != 0 {
        have.append(record)
        continue
      }
      if lack.count == limit {
        addLacking(lack, have)
        (lack, have) = ([], [])
      }
      lack.append(record)
    }
    addLacking(lack, have)
  }
}
