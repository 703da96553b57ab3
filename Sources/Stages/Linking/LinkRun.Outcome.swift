public import Columnar
public import Linkage
public import SQLite

extension LinkRun {
  /// What comes out.
  public struct Outcome {
    /// The ids, by number from 1.
    public var ids: ValueTable
    /// The number of each record's id.
    public var idOf: SpillArray<UInt32>
    /// The records, the comparisons and what was learnt.
    public var scorer: PairScorer
    /// The clusters.
    public var clustering: Clustering
    /// The pairs at or over the weight for review.
    public var pairs: LinkPairs
    /// How many pairs were scored.
    public var scoredCount: Int
    /// How many pairs of all rounds a run that was killed had scored.
    public var takenUpCount: Int
    /// All records as they were read; none for a delivery.
    var reading: RecordReading?
    /// What a delivery brought and took, where the records are those of one and such as it was held
    /// against.
    var delivery: Delivery?
    /// Whether the records are those of a delivery and such as it was held against, not all.
    public var isPart: Bool { delivery != nil }
    /// How many records there are, each id once; of a delivery how many more.
    public var recordCount = 0
    /// How many of them were read.
    public var readCount = 0

    /// The id of a record.
    public func id(of record: UInt32) -> String {
      String(decoding: ids.text(of: idOf[Int(record)]), as: UTF8.self)
    }

    /// One record for each id, in the order of the ids' bytes.
    public var recordsInOrderOfID: SpillArray<UInt32> {
      var recordOf = SpillArray<UInt32>(repeating: .max, count: ids.last + 1, in: idOf.space)
      for record in idOf.indices where recordOf[Int(idOf[record])] == .max {
        recordOf[Int(idOf[record])] = UInt32(record)
      }
      var records = SpillArray(recordOf.lazy.filter { $0 != .max }, in: idOf.space)
      records.sort { ids.precedes(idOf[Int($0)], idOf[Int($1)]) }
      return records
    }

    /// Why people should look at pairs, each reason in the order of the pairs.
    public func reviewReasons(_ plan: LinkPlan) throws(SQLiteError) -> [String] {
      try reviews(plan).map(\.reason)
    }

    /// How many pairs people should look at.
    public func reviewCount(_ plan: LinkPlan) throws(SQLiteError) -> Int {
      try reviews(plan).count
    }

    /// The pairs that people should look at, and why.
    func reviews(
      _ plan: LinkPlan
    ) throws(SQLiteError) -> [(pair: LinkedPair, reason: String)] {
      let roots = clustering.roots
      var reviews: [(pair: LinkedPair, reason: String)] = []
      // Of two clusters the surest pair speaks for all.
      var seen: Set<UInt64> = []
      func isFirst(_ pair: LinkedPair) -> Bool {
        let (one, other) = (roots[Int(pair.first)], roots[Int(pair.second)])
        if one == other { return false }
        return seen.insert(UInt64(min(one, other)) << 32 | UInt64(max(one, other))).inserted
      }
      for conflict in clustering.conflicts where isFirst(conflict.pair) {
        reviews.append((conflict.pair, plan.reason(conflict.obstacle)))
      }
      try pairs.visitInOrder { pair in
        if pair.weight < Float(plan.matchWeight), isFirst(pair) {
          reviews.append((pair, "between the thresholds"))
        }
        return true
      }
      return reviews
    }
  }
}

extension LinkPlan {
  /// Why two clusters are not one, in words.
  public func reason(_ obstacle: Obstacle) -> String {
    switch obstacle {
    case .single(let index): "two values of \(fields[single[index]].name)"
    case .apart(let index):
      index < apart.count ? "the same \(fields[apart[index]].name) twice" : "decided apart"
    case .order(let index):
      "\(fields[orders[index].earlier].name) after \(fields[orders[index].later].name)"
    case .never: "levels that are never together"
    case .support: "the other records do not agree"
    case .taken: "linked with another already"
    }
  }
}
