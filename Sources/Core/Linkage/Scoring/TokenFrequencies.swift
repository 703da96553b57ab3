public import Columnar

/// How frequent the tokens of a field are among all records, where only some records are at hand.
public struct TokenFrequencies: Sendable {
  /// How many records have a token, and the sum of the squares of how many have each.
  public var total, squares: Double
  /// How many records have a token, by its hash; those of the records at hand at least.
  public var counts: [UInt64: Double]

  /// Creates frequencies.
  public init(total: Double, squares: Double, counts: [UInt64: Double]) {
    self.total = total
    self.squares = squares
    self.counts = counts
  }

  /// What agreement on a token counts more than usual; the sums are whole numbers, and so the same in
  /// whatever order they were made.
  func weight(_ token: UInt64) -> Float {
    guard token != 0, let count = counts[token], count > 0 else { return 0 }
    return Float(binaryLogarithm(squares / (total * total) * total / count))
  }
}

/// A token of values, by its hash, and how many records have it.
public struct TokenCount: BitwiseCopyable, Sendable {
  /// The token's hash.
  public var token: UInt64
  /// How many records; of a delivery how many more, or fewer.
  public var count: Int32

  /// Creates a count.
  public init(token: UInt64, count: Int32) { (self.token, self.count) = (token, count) }
}

/// What is counted of values, list by list: the text; of names and texts also the text without marks, its
/// last and its first word.
extension FieldValues {
  /// How many lists there are.
  public var countedLists: Int { words == nil ? 1 : 4 }

  /// For each value the hash of what is counted of it in a list, 0 for none.
  public func countedTokens(_ list: Int) -> SpillArray<UInt64> {
    let space = table.space
    guard let words else {
      return SpillArray((0...UInt32(table.last)).lazy.map { table.hash(of: $0) }, in: space)
    }
    switch list {
    case 0: return SpillArray(words.foldedOf.lazy.map { words.folded.hash(of: $0) }, in: space)
    case 1: return SpillArray(words.bareOf.lazy.map { words.bare.hash(of: $0) }, in: space)
    case 2: return SpillArray(words.lastOf.lazy.map { words.words.hash(of: $0) }, in: space)
    default: return SpillArray(words.firstOf.lazy.map { words.words.hash(of: $0) }, in: space)
    }
  }

  /// How many records have each token of a list, in the order of tokens.
  public func tokenCounts(_ list: Int) -> SpillArray<TokenCount> {
    let (tokens, counts) = (countedTokens(list), table.counts)
    var pairs = SpillArray<TokenCount>(in: table.space)
    for value in tokens.indices where value > 0 && tokens[value] != 0 && counts[value] > 0 {
      pairs.append(TokenCount(token: tokens[value], count: Int32(clamping: counts[value])))
    }
    pairs.sort { $0.token < $1.token }
    var sums = SpillArray<TokenCount>(in: table.space)
    for pair in pairs {
      if let last = sums.last, last.token == pair.token {
        sums[sums.count - 1].count += pair.count
      } else {
        sums.append(pair)
      }
    }
    return sums
  }
}
