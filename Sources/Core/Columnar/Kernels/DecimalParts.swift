/// The parts of a plain decimal number with an optional exponent, without needless zeros.
struct DecimalParts {
  var isNegative = false
  /// The digits before the point, without leading zeros.
  var whole = 0..<0
  /// The digits after the point, without trailing zeros.
  var fraction = 0..<0
  var exponent = 0
  /// Whether the text is the canonical one already.
  var isCanonical = true

  /// Reads all of a range: sign, digits with a point among them, `E` and an exponent.
  init?(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) {
    var index = range.lowerBound
    let end = range.upperBound
    guard index < end else { return nil }
    if bytes[index] == 0x2D || bytes[index] == 0x2B {
      isNegative = bytes[index] == 0x2D
      isCanonical = isNegative
      index &+= 1
    }
    var start = index
    while index < end && digit(bytes[index]) <= 9 { index &+= 1 }
    var digitCount = index &- start
    while start < index && bytes[start] == 0x30 { start &+= 1 }
    whole = start..<index
    if whole.count != digitCount && (digitCount > 1 || isNegative) { isCanonical = false }
    if digitCount == 0 { isCanonical = false }
    if index < end && bytes[index] == 0x2E {
      index &+= 1
      let first = index
      while index < end && digit(bytes[index]) <= 9 { index &+= 1 }
      digitCount &+= index &- first
      var last = index
      while last > first && bytes[last &- 1] == 0x30 { last &-= 1 }
      fraction = first..<last
      // "0.5" and "-0.5" keep their lone zero; "1.50" and "1." do not keep theirs.
      isCanonical = last == index && last > first && isPlainWhole(range, first, bytes)
    }
    guard digitCount > 0 else { return nil }
    if index < end {
      guard bytes[index] | 0x20 == 0x65,
        let value = parseInteger(index &+ 1..<end, bytes), value.magnitude <= 400
      else { return nil }
      exponent = Int(value)
      isCanonical = false
    }
  }

  /// Whether what stands before the point is a lone zero or begins with no zero and no plus sign.
  private func isPlainWhole(
    _ range: Range<Int>, _ firstOfFraction: Int, _ bytes: borrowing Span<UInt8>
  ) -> Bool {
    var start = range.lowerBound
    if bytes[start] == 0x2B { return false }
    if bytes[start] == 0x2D { start &+= 1 }
    let length = firstOfFraction &- 1 &- start
    return length == 1 || (length > 1 && bytes[start] != 0x30)
  }

  /// Writes the exact canonical text, such as `-0.25`, `1200` or `0`.
  func write(_ bytes: borrowing Span<UInt8>, into text: inout [UInt8]) {
    text.removeAll(keepingCapacity: true)
    var digits: [UInt8] = []
    for index in whole { digits.append(bytes[index]) }
    for index in fraction { digits.append(bytes[index]) }
    var point = whole.count + exponent
    guard let first = digits.firstIndex(where: { $0 != 0x30 }) else {
      text.append(0x30)
      return
    }
    digits.removeFirst(first)
    point -= first
    while digits.last == 0x30 { digits.removeLast() }
    if isNegative { text.append(0x2D) }
    if point <= 0 {
      text.append(0x30)
      text.append(0x2E)
      text.append(contentsOf: repeatElement(0x30, count: -point))
      text += digits
      return
    }
    for index in 0..<max(point, digits.count) {
      if index == point { text.append(0x2E) }
      text.append(index < digits.count ? digits[index] : 0x30)
    }
  }

  /// The nearest `Double`, or `nil` where only the slow way is exact.
  @inline(__always)
  func exactDouble(_ bytes: borrowing Span<UInt8>) -> Double? {
    // Fifteen digits and a power of ten up to 22 are both exact, so one operation rounds once.
    let scale = exponent &- fraction.count
    guard whole.count &+ fraction.count <= 15, scale >= -22, scale <= 22 else { return nil }
    var mantissa: Int64 = 0
    for index in whole { mantissa = mantissa &* 10 &+ Int64(digit(bytes[index])) }
    for index in fraction { mantissa = mantissa &* 10 &+ Int64(digit(bytes[index])) }
    if mantissa == 0 { return 0 }
    var power = 1.0
    for _ in 0..<abs(scale) { power *= 10 }
    let magnitude = scale < 0 ? Double(mantissa) / power : Double(mantissa) * power
    return isNegative ? -magnitude : magnitude
  }
}
