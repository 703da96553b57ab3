/// A decimal in digits of base 10,000.
struct NumericDigits: Equatable {
  var isNegative = false
  /// The exponent, in powers of 10,000, of the first digit.
  var weight = 0
  /// The number of decimal places.
  var scale = 0
  /// The digits, the highest first, without zeros at either end.
  var digits: [Int16] = []

  /// Reads a canonical decimal: a sign or none, digits, and perhaps a point and digits.
  init(_ text: [UInt8]) {
    var text = text[...]
    if text.first == UInt8(ascii: "-") {
      isNegative = true
      text.removeFirst()
    }
    let point = text.firstIndex(of: UInt8(ascii: ".")) ?? text.endIndex
    let whole = text[..<point]
    let fraction = text[point...].dropFirst()
    scale = fraction.count
    let lead = (4 - whole.count % 4) % 4
    let places =
      [UInt8](repeating: 0, count: lead) + (Array(whole) + Array(fraction)).map { $0 & 15 }
    weight = (lead + whole.count) / 4 - 1
    for start in stride(from: 0, to: places.count, by: 4) {
      var digit: Int16 = 0
      for index in start..<start + 4 {
        digit = digit * 10 + Int16(index < places.count ? places[index] : 0)
      }
      digits.append(digit)
    }
    while digits.last == 0 { digits.removeLast() }
    let zeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(zeros)
    weight -= zeros
    if digits.isEmpty { (weight, isNegative) = (0, false) }
  }
}
