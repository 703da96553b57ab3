/// Scores pairs of records; what threads share.
///
/// A batch is gone over comparison by comparison, so that each column is fetched once.
public struct PairScorer: Sendable {
  /// The records.
  public var store: RecordStore
  /// The comparisons, at most 16.
  public let comparisons: [Comparison]
  /// What was learnt.
  public private(set) var model: LinkageModel
  private var weights: [[Float]] = []
  private let frequencies: [FrequencyWeights?]
  private let groupLimits: [Float]

  /// Creates a scorer.
  public init(store: RecordStore, comparisons: [Comparison], model: LinkageModel) {
    precondition(comparisons.count <= 16, "a pattern has room for 16 levels")
    self.store = store
    self.comparisons = comparisons
    self.model = model
    frequencies = comparisons.map {
      $0.usesFrequency ? FrequencyWeights(store.fields[$0.field].values) : nil
    }
    let groups = (comparisons.compactMap(\.group).max() ?? -1) + 1
    groupLimits = (0..<groups).map { group in
      comparisons.reduce(Float(1e6)) {
        $1.group == group ? min($0, Float(min(1e6, $1.groupLimit))) : $0
      }
    }
    learn(model)
  }

  /// Takes another model.
  public mutating func learn(_ model: LinkageModel) {
    self.model = model
    weights = model.probabilities.map { probabilities in
      (0...probabilities.m.count).map { Float(probabilities.weight($0)) }
    }
  }

  /// Finds the levels of a batch's pairs.
  public func compare(_ batch: inout PairBatch) {
    batch.begin(memos: comparisons.count)
    for index in comparisons.indices {
      let shift = UInt64(index * 4)
      let field = store.fields[comparisons[index].field]
      let codes = field.codes
      let values = field.values
      for pair in 0..<batch.count {
        let a = codes[Int(batch.firsts[pair])]
        let b = codes[Int(batch.seconds[pair])]
        let level = Self.level(values, a, b, &batch.memos[index])
        batch.patterns[pair] |= UInt64(level) << shift
      }
    }
  }

  /// Finds the levels and match weights of a batch's pairs, the prior included.
  public func score(_ batch: inout PairBatch) {
    compare(&batch)
    batch.weights.append(
      contentsOf: repeatElement(Float(model.priorWeight), count: batch.count))
    for index in comparisons.indices where comparisons[index].group == nil {
      add(index, batch.patterns, batch.firsts, batch.seconds, to: &batch.weights)
    }
    for group in groupLimits.indices {
      batch.groupSums.removeAll(keepingCapacity: true)
      batch.groupSums.append(contentsOf: repeatElement(0, count: batch.count))
      for index in comparisons.indices where comparisons[index].group == group {
        add(index, batch.patterns, batch.firsts, batch.seconds, to: &batch.groupSums)
      }
      let limit = groupLimits[group]
      for pair in 0..<batch.count { batch.weights[pair] += min(limit, batch.groupSums[pair]) }
    }
  }

  /// The weight that each comparison contributes to a pair.
  public func contributions(_ first: Int, _ second: Int) -> [(level: Int, weight: Double)] {
    var batch = PairBatch()
    batch.append(UInt32(first), UInt32(second))
    compare(&batch)
    return comparisons.indices.map { index in
      var sums: [Float] = [0]
      add(index, batch.patterns, batch.firsts, batch.seconds, to: &sums)
      return (Int(batch.patterns[0] >> UInt64(index * 4) & 15), Double(sums[0]))
    }
  }

  private func add(
    _ index: Int, _ patterns: [UInt64], _ firsts: [UInt32], _ seconds: [UInt32],
    to sums: inout [Float]
  ) {
    let shift = UInt64(index * 4)
    let own = weights[index]
    guard let frequency = frequencies[index] else {
      for pair in patterns.indices {
        sums[pair] += own[Int(patterns[pair] >> shift & 15)]
      }
      return
    }
    let field = store.fields[comparisons[index].field]
    let codes = field.codes
    let kind = field.values.kind
    for pair in patterns.indices {
      let level = UInt8(truncatingIfNeeded: patterns[pair] >> shift & 15)
      if level == 0 { continue }
      sums[pair] +=
        own[Int(level)]
        + frequency.weight(kind, level, codes[Int(firsts[pair])], codes[Int(seconds[pair])])
    }
  }

  @inline(__always)
  private static func level(
    _ values: borrowing FieldValues, _ a: UInt32, _ b: UInt32, _ memo: inout LevelMemo
  ) -> UInt8 {
    if a == 0 || b == 0 { return 0 }
    switch values.kind {
    case .code: return a == b ? 1 : 2
    case .name, .text:
      if a == b { return 1 }
      return memo.level(a, b) { values.level($0, $1) }
    default: return values.level(a, b)
    }
  }
}
