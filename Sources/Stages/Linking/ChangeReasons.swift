internal import Columnar
internal import Linkage
internal import SQLite

/// Why entities have become one, or one has become several: the pair that says most of it.
struct ChangeReasons {
  /// Two entities of which one took a part, by their roots or by a root and a former entity.
  struct Key: Hashable {
    var root, other: UInt32
  }

  private let outcome: LinkRun.Outcome
  private let plan: LinkPlan
  /// The entity that each record was of before; 0 for none.
  private let oldOf: SpillArray<UInt32>
  private var recordOf: [UInt32: Int] = [:]

  /// Prepares reasons for what a linkage found.
  init(_ outcome: LinkRun.Outcome, _ plan: LinkPlan, oldOf: SpillArray<UInt32>) {
    (self.outcome, self.plan, self.oldOf) = (outcome, plan, oldOf)
  }

  /// Why a cluster has taken up records of former entities, all or some: a decision, or the surest pair
  /// between those and others of the cluster.
  mutating func joins(
    _ keys: Set<Key>, _ decisions: [LinkDecision]
  ) throws(SQLiteError) -> [Key: String] {
    var reasons: [Key: String] = [:]
    if keys.isEmpty { return reasons }
    let roots = outcome.clustering.roots
    func note(_ one: Int, _ other: Int, _ reason: @autoclosure () -> String) {
      guard roots[one] == roots[other], oldOf[one] != oldOf[other] else { return }
      for record in [one, other] {
        let key = Key(root: roots[record], other: oldOf[record])
        if keys.contains(key), reasons[key] == nil { reasons[key] = reason() }
      }
    }
    for decision in decisions where decision.isTogether {
      guard let pair = records(of: decision) else { continue }
      note(pair.0, pair.1, "decided together: \(decision.left) ~ \(decision.right)")
    }
    try outcome.pairs.visitInOrder { pair in
      guard pair.weight >= Float(plan.matchWeight) else { return false }
      note(Int(pair.first), Int(pair.second), describe(pair))
      return reasons.count < keys.count
    }
    return reasons
  }

  /// The decisions by which clusters that were one entity are not; keys are roots, the smaller first.
  mutating func partings(_ keys: Set<Key>, _ decisions: [LinkDecision]) -> [Key: String] {
    var reasons: [Key: String] = [:]
    if keys.isEmpty { return reasons }
    let roots = outcome.clustering.roots
    for decision in decisions where !decision.isTogether {
      guard let pair = records(of: decision) else { continue }
      let key = Self.key(roots[pair.0], roots[pair.1])
      if keys.contains(key), reasons[key] == nil {
        reasons[key] = "decided apart: \(decision.left) | \(decision.right)"
      }
    }
    return reasons
  }

  /// The guards by which they are not.
  func guards(_ keys: Set<Key>) -> [Key: String] {
    var reasons: [Key: String] = [:]
    if keys.isEmpty { return reasons }
    let roots = outcome.clustering.roots
    for conflict in outcome.clustering.conflicts {
      let key = Self.key(roots[Int(conflict.pair.first)], roots[Int(conflict.pair.second)])
      if keys.contains(key), reasons[key] == nil {
        reasons[key] = "\(plan.reason(conflict.obstacle)): \(describe(conflict.pair))"
      }
    }
    return reasons
  }

  /// Two roots, the smaller first.
  static func key(_ one: UInt32, _ other: UInt32) -> Key {
    Key(root: min(one, other), other: max(one, other))
  }

  private func describe(_ pair: LinkedPair) -> String {
    let bits = (Double(pair.weight) * 10).rounded() / 10
    return "\(outcome.id(of: pair.first)) ~ \(outcome.id(of: pair.second)), \(bits) bits"
  }

  /// The records of a decision; none where one is not at hand.
  private mutating func records(of decision: LinkDecision) -> (Int, Int)? {
    if recordOf.isEmpty {
      for (record, id) in outcome.idOf.enumerated() { recordOf[id] = record }
    }
    let ids = [decision.left, decision.right].map { outcome.ids.find(Array($0.utf8)) }
    guard !ids.contains(0), let left = recordOf[ids[0]], let right = recordOf[ids[1]] else {
      return nil
    }
    return (left, right)
  }
}
