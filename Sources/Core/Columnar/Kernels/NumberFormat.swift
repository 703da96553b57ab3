/// How numbers are written in a column; the default is XML Schema's way.
public struct NumberFormat: Sendable, Equatable {
  /// What stands before the fraction; one character or more.
  public var decimalMark: String
  /// What separates groups of digits, or `nil` where they are not separated.
  public var groupMark: String?
  /// Whether nothing may stand before and after the number, as a currency or a percent sign.
  public var isBare: Bool

  /// Creates a format.
  public init(decimalMark: String = ".", groupMark: String? = nil, isBare: Bool = true) {
    self.decimalMark = decimalMark
    self.groupMark = groupMark
    self.isBare = isBare
  }

  /// Whether numbers need no rewriting before they are parsed.
  var isPlain: Bool { decimalMark == "." && groupMark == nil && isBare }
}

/// A ``NumberFormat`` made ready to rewrite cells.
struct NumberRewriter {
  private let decimalMark: [UInt8]
  private let groupMark: [UInt8]
  private let isBare: Bool

  init(_ format: NumberFormat) {
    decimalMark = Array(format.decimalMark.utf8)
    groupMark = Array((format.groupMark ?? "").utf8)
    isBare = format.isBare
  }

  /// Writes the cell as a plain number over `scratch`; `false` where it cannot be one.
  func rewrite(_ range: Range<Int>, _ bytes: Span<UInt8>, into scratch: inout [UInt8]) -> Bool {
    scratch.removeAll(keepingCapacity: true)
    var range = range
    if !isBare { range = stripped(range, bytes) }
    var index = range.lowerBound
    while index < range.upperBound {
      if matches(groupMark, bytes, index, range.upperBound) {
        // A group mark stands after a digit only, so that ",5" or "--" does not become a number.
        guard let last = scratch.last, digit(last) <= 9 else { return false }
        index += groupMark.count
        continue
      }
      if matches(decimalMark, bytes, index, range.upperBound) {
        scratch.append(0x2E)
        index += decimalMark.count
        continue
      }
      if bytes[index] == 0x2E { return false }
      scratch.append(bytes[index])
      index += 1
    }
    return true
  }

  private func matches(_ mark: [UInt8], _ bytes: Span<UInt8>, _ index: Int, _ end: Int) -> Bool {
    guard !mark.isEmpty, end - index >= mark.count else { return false }
    for offset in mark.indices where bytes[index + offset] != mark[offset] { return false }
    return true
  }

  /// The range from the first to the last byte that belongs to a number.
  private func stripped(_ range: Range<Int>, _ bytes: Span<UInt8>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end && !begins(start, end, bytes) { start += 1 }
    while end > start && digit(bytes[end - 1]) > 9 { end -= 1 }
    return start..<end
  }

  /// Whether a number begins here: a digit, or a sign or decimal mark followed by one.
  private func begins(_ index: Int, _ end: Int, _ bytes: Span<UInt8>) -> Bool {
    if digit(bytes[index]) <= 9 { return true }
    var next = index
    if bytes[next] == 0x2B || bytes[next] == 0x2D { next += 1 }
    if next < end, matches(decimalMark, bytes, next, end) { next += decimalMark.count }
    return next > index && next < end && digit(bytes[next]) <= 9
  }
}
