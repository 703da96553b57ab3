/// The name most like `name`, for "did you mean", or `nil` where none is near enough.
///
/// Near means at most one edit in three letters (insert, remove, replace, swap neighbours), letter
/// case aside; among equals the first wins.
public func nearest(to name: String, among names: some Sequence<String>) -> String? {
  let wanted = Array(name.lowercased().unicodeScalars.prefix(64))
  var best: (name: String, distance: Int)?
  for candidate in names {
    let letters = Array(candidate.lowercased().unicodeScalars.prefix(64))
    let most = max(1, max(wanted.count, letters.count) / 3)
    guard abs(wanted.count - letters.count) <= most else { continue }
    let distance = editDistance(wanted, letters)
    if distance <= most && distance < wanted.count && distance < best?.distance ?? .max {
      best = (candidate, distance)
    }
  }
  return best?.name
}

/// The number of edits between two words: optimal string alignment.
private func editDistance(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...second.count)
  for row in first.indices {
    var current = [row + 1]
    for column in second.indices {
      var least = last[column] + (first[row] == second[column] ? 0 : 1)
      least = min(least, last[column + 1] + 1, current[column] + 1)
      if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
        least = min(least, beforeLast[column - 1] + 1)
      }
      current.append(least)
    }
    beforeLast = last
    last = current
  }
  return last[second.count]
}
