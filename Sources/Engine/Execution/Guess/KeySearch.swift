/// Finds the fewest columns whose values hardly ever repeat together.
struct KeySearch {
  /// The columns; empty when none tell rows apart.
  let key: [String]

  /// Tries single columns, then pairs, then three together.
  ///
  /// - Parameters:
  ///   - columns: all columns; only those that look like identifiers are tried, the first eight.
  ///   - count: the number of different combinations of some columns' values.
  init(columns: [GuessedColumn], count: ([String]) throws -> Int) rethrows {
    let names = columns.filter(\.isIdentifier).prefix(8).map(\.name)
    let rows = columns.compactMap(\.profile?.rows).max() ?? 0
    var best: [String] = []
    for size in 1...3 where best.isEmpty && rows > 1 {
      var most = 0
      for combination in Self.combinations(of: names, size) {
        let found = try count(combination)
        // A delivery holds some repetitions; a key must still fit nearly all of it.
        if found * 100 >= rows * 97 && found > most { (best, most) = (combination, found) }
      }
    }
    key = best
  }

  private static func combinations(of names: [String], _ size: Int) -> [[String]] {
    guard size > 0 else { return [[]] }
    return names.indices.flatMap { index in
      combinations(of: Array(names[(index + 1)...]), size - 1).map { [names[index]] + $0 }
    }
  }
}
