/// Numbers of rows in order, those side by side as one range.
struct RowRanges {
  private(set) var ranges: [ClosedRange<Int64>] = []

  init() {}

  init(_ numbers: some Sequence<Int64>) {
    for number in numbers { append(number, number) }
  }

  /// How many numbers there are.
  var count: Int64 { ranges.reduce(0) { $0 + $1.upperBound - $1.lowerBound + 1 } }

  /// At most so many ranges that hold these: those with the smallest gaps between them become one.
  func joined(intoAtMost limit: Int) -> RowRanges {
    guard ranges.count > limit else { return self }
    let gaps = ranges.indices.dropFirst().sorted {
      ranges[$0].lowerBound - ranges[$0 - 1].upperBound
        > ranges[$1].lowerBound - ranges[$1 - 1].upperBound
    }
    var joined = RowRanges()
    let begins = [0] + gaps.prefix(limit - 1).sorted()
    for (begin, end) in zip(begins, begins.dropFirst() + [ranges.count]) {
      joined.append(ranges[begin].lowerBound, ranges[end - 1].upperBound)
    }
    return joined
  }

  /// A condition that a number lies in one of them, as SQL; there is one at least.
  func holding(_ number: String) -> String {
    let terms = ranges.map { "\(number) BETWEEN \($0.lowerBound) AND \($0.upperBound)" }
    return "(" + terms.joined(separator: " OR ") + ")"
  }

  /// Adds a range that begins behind the beginning of the last one.
  mutating func append(_ first: Int64, _ last: Int64) {
    guard first <= last else { return }
    guard let before = ranges.last, first <= before.upperBound + 1 else {
      return ranges.append(first...last)
    }
    ranges[ranges.count - 1] = before.lowerBound...max(before.upperBound, last)
  }
}
