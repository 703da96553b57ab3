/// One comparison of a linkage: a field, and how its agreement counts.
public struct Comparison: Sendable, Equatable {
  /// The position of the field in the store.
  public var field: Int
  /// Whether agreement on a rare value counts more than on a frequent one.
  public var usesFrequency: Bool
  /// The comparisons of one group say much the same; together they count at most ``groupLimit``.
  public var group: Int?
  /// The comparison, by position, of the field that may stand in this one's place, as two parents do.
  public var swapsWith: Int?
  /// The most bits that the group's agreement counts.
  public var groupLimit: Double

  /// Creates a comparison.
  public init(
    field: Int, usesFrequency: Bool = false, group: Int? = nil, groupLimit: Double = .infinity,
    swapsWith: Int? = nil
  ) {
    self.field = field
    self.usesFrequency = usesFrequency
    self.group = group
    self.groupLimit = groupLimit
    self.swapsWith = swapsWith
  }
}

/// The probabilities of one comparison's levels, from level 1 on.
public struct LevelProbabilities: Sendable, Equatable {
  /// Among records of one entity.
  public var m: [Double]
  /// Among records of two.
  public var u: [Double]

  /// Creates probabilities; both lists have one for each level.
  public init(m: [Double], u: [Double]) {
    self.m = m
    self.u = u
  }

  /// The weight of a level in bits, from 1; 0 for level 0, a missing value.
  public func weight(_ level: Int) -> Double {
    level == 0 ? 0 : binaryLogarithm(m[level - 1] / u[level - 1])
  }
}

/// What a linkage has learnt.
public struct LinkageModel: Sendable, Equatable {
  /// The probability that two records drawn at random are of one entity.
  public var prior: Double
  /// For each comparison, in order.
  public var probabilities: [LevelProbabilities]

  /// Creates a model.
  public init(prior: Double, probabilities: [LevelProbabilities]) {
    self.prior = prior
    self.probabilities = probabilities
  }

  /// The prior's weight in bits.
  public var priorWeight: Double { weight(ofProbability: prior) }

  /// Smallest probability that a level may have, so that nothing seen in no pair is impossible.
  public static let floor = 1e-7

  /// A model from counts of levels, level 0 apart, with a little of everything added.
  public static func probabilities(_ counts: [Double]) -> [Double] {
    let sum = counts.reduce(0, +)
    let shares = counts.map { max(floor, ($0 + 0.01) / (sum + 0.01 * Double(counts.count))) }
    let total = shares.reduce(0, +)
    return shares.map { $0 / total }
  }
}
