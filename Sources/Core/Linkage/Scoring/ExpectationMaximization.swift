/// Learns how often levels occur among pairs of one entity, from pairs of which nothing is known.
///
/// A. P. Dempster, N. M. Laird, D. B. Rubin, 1977; for linkage W. E. Winkler, 1988.
public struct ExpectationMaximization: Sendable {
  /// How many pairs have each pattern of levels.
  private var patterns: [(pattern: UInt64, count: Double)]

  /// Collects the patterns of pairs.
  public init(_ counts: [UInt64: Int]) {
    patterns = counts.map { ($0.key, Double($0.value)) }.sorted { $0.pattern < $1.pattern }
  }

  /// Learns from the pairs of one blocking rule.
  ///
  /// - Parameters:
  ///   - model: to begin with; its `u` stays.
  ///   - fixed: the comparisons that agree in every pair because the rule wants it.
  ///   - share: the share of pairs of one entity to begin with.
  ///   - rounds: how often at most.
  /// - Returns: the share of pairs of one entity, and for each comparison that is not fixed its `m`.
  public func learn(
    from model: LinkageModel, fixed: Set<Int>, share: Double, rounds: Int = 60
  ) -> (share: Double, m: [Int: [Double]]) {
    let free = model.probabilities.indices.filter { !fixed.contains($0) }
    var m = free.map { model.probabilities[$0].m }
    var share = share
    for _ in 0..<rounds {
      var counts = m.map { Array(repeating: 0.0, count: $0.count) }
      var matches = 0.0
      var total = 0.0
      for (pattern, count) in patterns {
        var (match, other) = (share, 1 - share)
        for (slot, index) in free.enumerated() {
          let level = Int(pattern >> UInt64(index * 4) & 15)
          if level == 0 { continue }
          match *= m[slot][level - 1]
          other *= model.probabilities[index].u[level - 1]
        }
        let expected = match + other > 0 ? count * match / (match + other) : 0
        matches += expected
        total += count
        for (slot, index) in free.enumerated() {
          let level = Int(pattern >> UInt64(index * 4) & 15)
          if level > 0 { counts[slot][level - 1] += expected }
        }
      }
      if total == 0 { break }
      var change = abs(share - matches / total)
      share = min(0.999, max(1e-6, matches / total))
      for slot in m.indices {
        let learnt = LinkageModel.probabilities(counts[slot])
        for level in learnt.indices { change = max(change, abs(learnt[level] - m[slot][level])) }
        m[slot] = learnt
      }
      if change < 1e-5 { break }
    }
    var result: [Int: [Double]] = [:]
    for (slot, index) in free.enumerated() { result[index] = m[slot] }
    return (share, result)
  }
}
