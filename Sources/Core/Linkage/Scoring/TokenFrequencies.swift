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

extension FieldValues {
  /// For each value the hashes of what is counted of it, 0 for none.
  ///
  /// It is the text; of names and texts also the text without marks, its last and its first word.
  public var countedTokens: [[UInt64]] {
    guard let words else {
      return [(0...UInt32(table.last)).map { table.hash(of: $0) }]
    }
    return [
      words.foldedOf.map { words.folded.hash(of: $0) },
      words.bareOf.map { words.bare.hash(of: $0) },
      words.lastOf.map { words.words.hash(of: $0) },
      words.firstOf.map { words.words.hash(of: $0) },
    ]
  }

  /// How many records have each token, list by list as in ``countedTokens``.
  public var tokenCounts: [[(token: UInt64, count: UInt32)]] {
    let counts = table.counts
    return countedTokens.map { tokens in
      var pairs: [(token: UInt64, count: UInt32)] = []
      pairs.reserveCapacity(tokens.count)
      for value in tokens.indices where value > 0 && tokens[value] != 0 && counts[value] > 0 {
        pairs.append((tokens[value], counts[value]))
      }
      pairs.sort { $0.token < $1.token }
      var sums: [(token: UInt64, count: UInt32)] = []
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
}
