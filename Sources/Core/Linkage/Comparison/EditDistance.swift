internal import Columnar

/// The Damerau-Levenshtein distance (restricted to adjacent transpositions) where it is at most
/// `limit`, and otherwise `limit + 1`.
///
/// Complexity: O(limit × length).
func editDistance(
  _ bytes: SpillArray<UInt8>, _ first: Range<Int>, _ others: SpillArray<UInt8>,
  _ second: Range<Int>, limit: Int
) -> Int {
  var (start, other) = (first.lowerBound, second.lowerBound)
  var (end, otherEnd) = (first.upperBound, second.upperBound)
  if abs((end - start) - (otherEnd - other)) > limit { return limit + 1 }
  while start < end, other < otherEnd, bytes[start] == others[other] {
    start += 1
    other += 1
  }
  while start < end, other < otherEnd, bytes[end - 1] == others[otherEnd - 1] {
    end -= 1
    otherEnd -= 1
  }
  let (rows, columns) = (end - start, otherEnd - other)
  if rows == 0 || columns == 0 { return min(max(rows, columns), limit + 1) }
  if limit == 1 {
    // What is left differs at both ends.
    if rows == 1, columns == 1 { return 1 }
    if rows == 2, columns == 2, bytes[start] == others[other + 1], bytes[start + 1] == others[other]
    {
      return 1
    }
    return 2
  }
  if rows > 60 || columns > 60 { return limit + 1 }
  var before: [Int] = []
  var last = Array(0...columns)
  for row in 1...rows {
    var line = [row]
    line.reserveCapacity(columns + 1)
    for column in 1...columns {
      let a = bytes[start + row - 1]
      let b = others[other + column - 1]
      var cost = min(line[column - 1], last[column]) + 1
      cost = min(cost, last[column - 1] + (a == b ? 0 : 1))
      if row > 1, column > 1, a == others[other + column - 2], bytes[start + row - 2] == b {
        cost = min(cost, before[column - 2] + 1)
      }
      line.append(cost)
    }
    before = last
    last = line
  }
  return min(last[columns], limit + 1)
}
