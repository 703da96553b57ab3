internal import Columnar

/// Tells how two texts are in order, numbers within them by their size: `a:9` before `a:10`.
///
/// - Returns: less than 0 where the first comes before the second, 0 for texts that are equal, else more.
public func naturalOrder(_ one: Span<UInt8>, _ other: Span<UInt8>) -> Int {
  var (i, j) = (0, 0)
  while i < one.count, j < other.count {
    guard isDigit(one[i]), isDigit(other[j]) else {
      if one[i] != other[j] { return one[i] < other[j] ? -1 : 1 }
      i += 1
      j += 1
      continue
    }
    while i < one.count, one[i] == 0x30 { i += 1 }
    while j < other.count, other[j] == 0x30 { j += 1 }
    var difference = 0
    while i < one.count, j < other.count, isDigit(one[i]), isDigit(other[j]) {
      if difference == 0, one[i] != other[j] { difference = one[i] < other[j] ? -1 : 1 }
      i += 1
      j += 1
    }
    if i < one.count, isDigit(one[i]) { return 1 }
    if j < other.count, isDigit(other[j]) { return -1 }
    if difference != 0 { return difference }
  }
  if i < one.count || j < other.count { return i < one.count ? 1 : -1 }
  // Equal but for zeros in front of numbers.
  if one.count != other.count { return one.count < other.count ? -1 : 1 }
  for place in 0..<one.count where one[place] != other[place] {
    return one[place] < other[place] ? -1 : 1
  }
  return 0
}

@inline(__always) private func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

extension ValueTable {
  /// How two values are in their natural order; see ``naturalOrder(_:_:)``.
  public func order(_ one: UInt32, _ other: UInt32) -> Int {
    bytes.withSpan(range(of: one)) { one in
      bytes.withSpan(range(of: other)) { naturalOrder(one, $0) }
    }
  }
}
