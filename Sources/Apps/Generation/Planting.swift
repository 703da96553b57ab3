/// Decides which records are spoiled, and how.
struct Planting {
  /// Defects by record number, from 1.
  private let fixed: [Int: Defect]
  private var random: RandomSource
  private let perMille: Int
  private let duplicatesPerMille: Int
  private let kinds: [Defect]

  /// Plants exactly these.
  init(_ fixed: [Int: Defect] = [:]) {
    self.fixed = fixed
    random = RandomSource(seed: 0)
    perMille = 0
    duplicatesPerMille = 0
    kinds = []
  }

  /// Plants at random.
  ///
  /// - Parameters:
  ///   - perMille: how many records in a thousand get one of `kinds`.
  ///   - duplicatesPerMille: how many in a thousand repeat the one before, half of them changed.
  ///   - kinds: what is planted.
  ///   - seed: decides where.
  init(perMille: Int, duplicatesPerMille: Int, kinds: [Defect], seed: UInt64) {
    fixed = [:]
    random = RandomSource(seed: seed)
    self.perMille = perMille
    self.duplicatesPerMille = duplicatesPerMille
    self.kinds = kinds
  }

  /// The defect of a record.
  ///
  /// - Parameters:
  ///   - record: its number, from 1.
  ///   - canRepeat: whether the record before it is sound, so that repeating it is a duplicate.
  /// - Returns: what to plant, or `nil`.
  mutating func defect(of record: Int, canRepeat: Bool) -> Defect? {
    if kinds.isEmpty { return fixed[record] }
    let draw = random.below(1000)
    if draw < perMille { return kinds[random.below(kinds.count)] }
    guard canRepeat, draw < perMille + duplicatesPerMille else { return nil }
    return random.chance(1, in: 2) ? .repeated : .conflicting
  }
}
