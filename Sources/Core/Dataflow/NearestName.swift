/// Finds the name that somebody who wrote `word` most likely meant.
///
/// Counts insertions, deletions, changes and swaps of neighbours (Damerau–Levenshtein, optimal
/// string alignment) and ignores ASCII case.
///
/// - Parameters:
///   - word: what was written.
///   - names: what there is; the first of equally near ones wins.
/// - Returns: a name at most a third of the word's length away, or `nil`.
public func nearestName(to word: String, among names: [String]) -> String? {
  let wanted = Array(word.utf8.map(lowercased))
  guard wanted.count <= 200 else { return nil }
  var best: (name: String, distance: Int)?
  for name in names where name.utf8.count <= 200 {
    let limit = max(1, max(wanted.count, name.utf8.count) / 3)
    let distance = editDistance(wanted, Array(name.utf8.map(lowercased)))
    guard distance <= limit, distance < max(wanted.count, 1) else { continue }
    if let known = best, known.distance <= distance { continue }
    best = (name, distance)
  }
  return best?.name
}

private func lowercased(_ byte: UInt8) -> UInt8 {
  byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte + 32 : byte
}

private func editDistance(_ first: [UInt8], _ second: [UInt8]) -> Int {
  var beforeLast = [Int](repeating: 0, count: second.count + 1)
  var last = Array(0...second.count)
  for row in first.indices {
    var current = [row + 1]
    for column in second.indices {
      var cost = min(last[column + 1] + 1, current[column] + 1)
      cost = min(cost, last[column] + (first[row] == second[column] ? 0 : 1))
      if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
        cost = min(cost, beforeLast[column - 1] + 1)
      }
      current.append(cost)
    }
    beforeLast = last
    last = current
  }
  return last[second.count]
}
