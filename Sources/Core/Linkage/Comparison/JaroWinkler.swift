internal import Columnar

/// The similarity of Jaro with Winkler's bonus for a shared beginning of at most four bytes, 0...1.
///
/// W. E. Winkler, String Comparator Metrics and Enhanced Decision Rules, 1990; texts are compared by
/// bytes, of which the first 64 count.
func jaroWinkler(
  _ bytes: SpillArray<UInt8>, _ first: Range<Int>, _ others: SpillArray<UInt8>,
  _ second: Range<Int>
) -> Double {
  let rows = min(first.count, 64)
  let columns = min(second.count, 64)
  if rows == 0 || columns == 0 { return rows == columns ? 1 : 0 }
  let window = max(0, max(rows, columns) / 2 - 1)
  var taken: UInt64 = 0
  var matched: UInt64 = 0
  var matches = 0
  for row in 0..<rows {
    let from = max(0, row - window)
    let until = min(columns, row + window + 1)
    if from >= until { continue }
    for column in from..<until
    where taken & 1 << UInt64(column) == 0
      && bytes[first.lowerBound + row] == others[second.lowerBound + column]
    {
      taken |= 1 << UInt64(column)
      matched |= 1 << UInt64(row)
      matches += 1
      break
    }
  }
  if matches == 0 { return 0 }
  var transposed = 0
  for row in 0..<rows where matched & 1 << UInt64(row) != 0 {
    let column = taken.trailingZeroBitCount
    taken &= taken - 1
    if bytes[first.lowerBound + row] != others[second.lowerBound + column] { transposed += 1 }
  }
  let count = Double(matches)
  let jaro =
    (count / Double(rows) + count / Double(columns)
      + (count - Double(transposed / 2)) / count) / 3
  var prefix = 0
  while prefix < min(4, rows, columns),
    bytes[first.lowerBound + prefix] == others[second.lowerBound + prefix]
  {
    prefix += 1
  }
  return jaro + Double(prefix) * 0.1 * (1 - jaro)
}
