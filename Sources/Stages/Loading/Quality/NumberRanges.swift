/// Whole numbers as a short text, such as `1-4,9`.
enum NumberRanges {
  static func text(_ numbers: [Int64]) -> String {
    var parts: [ClosedRange<Int64>] = []
    for number in numbers {
      if let last = parts.last, number == last.upperBound + 1 {
        parts[parts.count - 1] = last.lowerBound...number
      } else {
        parts.append(number...number)
      }
    }
    return parts.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ",")
  }

  static func numbers(_ text: String) -> [Int64] {
    text.split(separator: ",").flatMap { part -> [Int64] in
      let ends = part.split(separator: "-").compactMap { Int64($0) }
      guard let first = ends.first, let last = ends.last, first <= last else { return [] }
      return Array(first...last)
    }
  }
}
