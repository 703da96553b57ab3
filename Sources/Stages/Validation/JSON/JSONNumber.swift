/// A number of JSON as it is written, without rounding.
struct JSONNumber: Hashable, Sendable, Comparable {
  private let isNegative: Bool
  /// The digits without zeros at either end; none for zero.
  private let digits: [UInt8]
  /// The power of ten of the last digit.
  private let exponent: Int

  /// Reads a number that the parser has let through.
  init(_ text: String) {
    var digits: [UInt8] = []
    var exponent = 0
    var isFraction = false
    let bytes = Array(text.utf8)
    var index = bytes.first == 0x2D ? 1 : 0
    while index < bytes.count, bytes[index] != 0x65, bytes[index] != 0x45 {
      if bytes[index] == 0x2E {
        isFraction = true
      } else {
        digits.append(bytes[index] - 0x30)
        if isFraction { exponent -= 1 }
      }
      index += 1
    }
    if index < bytes.count { exponent += Self.power(bytes[(index + 1)...]) }
    let leading = digits.prefix { $0 == 0 }.count
    digits.removeFirst(leading)
    while digits.last == 0 {
      digits.removeLast()
      exponent += 1
    }
    isNegative = bytes.first == 0x2D && !digits.isEmpty
    self.exponent = digits.isEmpty ? 0 : exponent
    self.digits = digits
  }

  /// The exponent after `e`; beyond 15 digits it stays where it is.
  private static func power(_ bytes: ArraySlice<UInt8>) -> Int {
    var value = 0
    for byte in bytes where byte >= 0x30 && value < 1_000_000_000_000_000 {
      value = value * 10 + Int(byte - 0x30)
    }
    return bytes.first == 0x2D ? -value : value
  }

  var isZero: Bool { digits.isEmpty }
  var isWhole: Bool { exponent >= 0 }
  var isPositive: Bool { !isNegative && !isZero }

  static func < (left: JSONNumber, right: JSONNumber) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    return left.isNegative
      ? right.isLess(than: left) : left.isLess(than: right)
  }

  /// Compares the amounts without signs.
  private func isLess(than other: JSONNumber) -> Bool {
    if isZero || other.isZero { return isZero && !other.isZero }
    let (size, otherSize) = (digits.count + exponent, other.digits.count + other.exponent)
    if size != otherSize { return size < otherSize }
    return digits.lexicographicallyPrecedes(other.digits)
  }

  /// Whether the number is too long to divide by.
  var isTooLongForDivisor: Bool { digits.count > 18 }

  /// Whether the number is a whole multiple of another, which has at most 18 digits.
  func isMultiple(of other: JSONNumber) -> Bool {
    if isZero { return true }
    let divisor = other.digits.reduce(UInt64(0)) { $0 * 10 + UInt64($1) }
    // The digits end in no zero, so a number finer than the divisor's last digit is no multiple.
    guard exponent >= other.exponent, divisor > 0 else { return false }
    var rest: UInt64 = 0
    for digit in digits {
      rest = (Self.product(rest, 10, modulo: divisor) + UInt64(digit)) % divisor
    }
    var (factor, power) = (10 % divisor, exponent - other.exponent)
    while power > 0 {
      if power & 1 == 1 { rest = Self.product(rest, factor, modulo: divisor) }
      factor = Self.product(factor, factor, modulo: divisor)
      power >>= 1
    }
    return rest == 0
  }

  private static func product(_ left: UInt64, _ right: UInt64, modulo divisor: UInt64) -> UInt64 {
    // Both are less than the divisor or at most 10, so the quotient fits.
    divisor.dividingFullWidth((left % divisor).multipliedFullWidth(by: right % divisor)).remainder
  }
}
