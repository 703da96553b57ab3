public import Columnar

/// Scores pairs of records; what threads share.
///
/// A batch is gone over comparison by comparison, so that each column is fetched once.
public struct PairScorer: Sendable {
  /// The records.
  public private(set) var store: RecordStore
  /// The comparisons, at most 16.
  public let comparisons: [Comparison]
  /// What was learnt.
  public private(set) var model: LinkageModel
  private var lanes: [Lane] = []
  /// The codes of all comparisons, record by record, so that a record is looked up in one place.
  private var codes: SpillArray<UInt32>
  private var weights: [[Float]] = []
  private let groupLimits: [Float]

  /// One comparison's values, held together so that a batch takes hold of them at once.
  private final class Lane: Sendable {
    let values: FieldValues
    let frequency: FrequencyWeights?

    init(_ field: RecordStore.Field, frequency: FrequencyWeights?) {
      values = field.values
      self.frequency = frequency
    }
  }

  /// Creates a scorer.
  ///
  /// - Parameters:
  ///   - store: the records.
  ///   - comparisons: what is compared.
  ///   - model: what was learnt.
  ///   - frequencies: for each comparison how frequent values are, where the records are a part only.
  public init(
    store: RecordStore, comparisons: [Comparison], model: LinkageModel,
    frequencies: [[TokenFrequencies]] = []
  ) {
    precondition(comparisons.count <= 16, "a pattern has room for 16 levels")
    self.store = store
    codes = SpillArray(repeating: 0, count: store.count * comparisons.count, in: store.space)
    self.comparisons = comparisons
    self.model = model
    let groups = (comparisons.compactMap(\.group).max() ?? -1) + 1
    groupLimits = (0..<groups).map { group in
      comparisons.reduce(Float(1e6)) {
        $1.group == group ? min($0, Float(min(1e6, $1.groupLimit))) : $0
      }
    }
    lanes = comparisons.indices.map { index in
      let field = store.fields[comparisons[index].field]
      guard comparisons[index].usesFrequency else { return Lane(field, frequency: nil) }
      return Lane(
        field,
        frequency: frequencies.isEmpty
          ? FrequencyWeights(field.values) : FrequencyWeights(field.values, frequencies[index]))
    }
    for index in comparisons.indices { writeCodes(index) }
    learn(model)
  }

  /// Writes the codes of a comparison into those of all.
  private mutating func writeCodes(_ index: Int) {
    let (column, width) = (store.fields[comparisons[index].field].codes, comparisons.count)
    for record in 0..<store.count { codes[record * width + index] = column[record] }
  }

  /// Takes another model.
  public mutating func learn(_ model: LinkageModel) {
    self.model = model
    weights = model.probabilities.map { probabilities in
      (0...probabilities.m.count).map { Float(probabilities.weight($0)) }
    }
  }

  /// Gives a field of kind code other values; see ``RecordStore/replace(_:with:)``.
  public mutating func replace(_ field: Int, with codes: SpillArray<UInt32>) {
    store.replace(field, with: codes)
    for index in comparisons.indices where comparisons[index].field == field {
      lanes[index] = Lane(store.fields[field], frequency: lanes[index].frequency)
      writeCodes(index)
    }
  }

  /// Finds the levels of a batch's pairs.
  public func compare(_ batch: inout PairBatch) {
    batch.begin(memos: comparisons.count)
    lookUp(&batch)
    for index in lanes.indices {
      compare(index, &batch.patterns, batch.codes, batch.firsts, batch.seconds, &batch.memos[index])
    }
    for index in comparisons.indices {
      guard let other = comparisons[index].swapsWith, other > index else { continue }
      findSwapped(index, other, &batch)
    }
  }

  /// Adds the codes of the records that have none yet.
  private func lookUp(_ batch: inout PairBatch) {
    let width = lanes.count
    let known = width == 0 ? 0 : batch.codes.count / width
    guard known < batch.records.count else { return }
    batch.codes.append(contentsOf: repeatElement(0, count: (batch.records.count - known) * width))
    write(batch.records, from: known, to: &batch.codes, at: known * width, width: width)
  }

  /// Writes the codes of the comparisons of some records, from one on, to rows, from one number on.
  func write(
    _ records: [UInt32], from first: Int = 0, to rows: inout [UInt32], at start: Int, width: Int
  ) {
    var words = rows.mutableSpan
    for row in first..<records.count {
      let (from, to) = (Int(records[row]) * lanes.count, start + (row - first) * width)
      for index in lanes.indices { words[to + index] = codes[from + index] }
    }
  }

  /// Two fields of which each is the other's in the other record agree in another order.
  private func findSwapped(_ index: Int, _ other: Int, _ batch: inout PairBatch) {
    let (one, second) = (lanes[index], lanes[other])
    guard let words = one.values.words, let others = second.values.words else { return }
    let level: UInt64 = one.values.kind == .name ? 3 : 4
    let shifts = (UInt64(index * 4), UInt64(other * 4))
    for pair in batch.patterns.indices {
      let pattern = batch.patterns[pair]
      guard pattern >> shifts.0 & 15 > 4, pattern >> shifts.1 & 15 > 4 else { continue }
      let (a, b) = (
        Int(batch.firsts[pair]) * lanes.count, Int(batch.seconds[pair]) * lanes.count
      )
      let codes = batch.codes
      guard
        words.bareHashes[Int(codes[a + index])] == others.bareHashes[Int(codes[b + other])],
        words.bareHashes[Int(codes[b + index])] == others.bareHashes[Int(codes[a + other])]
      else { continue }
      let cleared = pattern & ~(15 << shifts.0 | 15 << shifts.1)
      batch.patterns[pair] = cleared | level << shifts.0 | level << shifts.1
    }
  }

  /// Finds the levels and match weights of a batch's pairs, the prior included.
  public func score(_ batch: inout PairBatch) {
    compare(&batch)
    batch.weights.append(
      contentsOf: repeatElement(Float(model.priorWeight), count: batch.count))
    for index in comparisons.indices where comparisons[index].group == nil {
      add(
        index, batch.patterns, batch.codes, batch.firsts, batch.seconds, to: &batch.weights)
    }
    for group in groupLimits.indices {
      batch.groupSums.removeAll(keepingCapacity: true)
      batch.groupSums.append(contentsOf: repeatElement(0, count: batch.count))
      for index in comparisons.indices where comparisons[index].group == group {
        add(
          index, batch.patterns, batch.codes, batch.firsts, batch.seconds, to: &batch.groupSums)
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
      add(index, batch.patterns, batch.codes, batch.firsts, batch.seconds, to: &sums)
      return (Int(batch.patterns[0] >> UInt64(index * 4) & 15), Double(sums[0]))
    }
  }

  private func add(
    _ index: Int, _ patterns: [UInt64], _ codes: [UInt32], _ firsts: [UInt32],
    _ seconds: [UInt32], to sums: inout [Float]
  ) {
    let (shift, width) = (UInt64(index * 4), lanes.count)
    let own = weights[index]
    let lane = lanes[index]
    guard let frequency = lane.frequency else {
      for pair in patterns.indices {
        sums[pair] += own[Int(patterns[pair] >> shift & 15)]
      }
      return
    }
    let kind = lane.values.kind
    for pair in patterns.indices {
      let level = UInt8(truncatingIfNeeded: patterns[pair] >> shift & 15)
      if level == 0 { continue }
      sums[pair] +=
        own[Int(level)]
        + frequency.weight(
          kind, level, codes[Int(firsts[pair]) * width + index],
          codes[Int(seconds[pair]) * width + index])
    }
  }

  private func compare(
    _ index: Int, _ patterns: inout [UInt64], _ codes: [UInt32], _ firsts: [UInt32],
    _ seconds: [UInt32], _ memo: inout LevelMemo
  ) {
    let (shift, width, lane) = (UInt64(index * 4), lanes.count, lanes[index])
    let kind = lane.values.kind
    for pair in patterns.indices {
      let a = codes[Int(firsts[pair]) * width + index]
      let b = codes[Int(seconds[pair]) * width + index]
      if a == 0 || b == 0 { continue }
      let level: UInt8
      switch kind {
      case .code: level = a == b ? 1 : 2
      case .name, .text:
        level = a == b ? 1 : memo.level(a, b) { lane.values.level($0, $1) }
      default: level = lane.values.level(a, b)
      }
      patterns[pair] |= UInt64(level) << shift
    }
  }
}
