/// The digits of numbers as cells store them.
enum NumberText {
  /// Whether a text is the shortest decimal of its number already: a whole number of any length, or
  /// at most 15 digits with a point, without an exponent and needless zeros.
  static func isShortest(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var at = range.lowerBound
    guard at < range.upperBound else { return false }
    if text[at] == UInt8(ascii: "-") { at &+= 1 }
    let first = at
    while at < range.upperBound, text[at] &- 0x30 < 10 { at &+= 1 }
    let whole = at &- first
    guard whole > 0, whole == 1 || text[first] != 0x30 else { return false }
    if at == range.upperBound { return first == range.lowerBound || text[first] != 0x30 }
    guard text[at] == UInt8(ascii: "."), range.upperBound &- first <= 16 else { return false }
    at &+= 1
    guard at < range.upperBound, text[range.upperBound &- 1] != 0x30 else { return false }
    while at < range.upperBound, text[at] &- 0x30 < 10 { at &+= 1 }
    return at == range.upperBound
  }

  /// The number that a text stands for, or `nil`.
  static func value(_ text: ArraySlice<UInt8>) -> Double? {
    let blank: Set<UInt8> = [0x20, 0x09, 0x0A]
    let trimmed = text.drop { blank.contains($0) }
    guard trimmed.count <= 400, let first = trimmed.first,
      first == UInt8(ascii: "-") || first == UInt8(ascii: "+") || first == UInt8(ascii: ".")
        || first &- 0x30 < 10
    else { return nil }
    let end = trimmed.lastIndex { !blank.contains($0) } ?? trimmed.startIndex
    let number = trimmed[...end]
    // Double's own syntax has hexadecimal numbers and names besides.
    guard number.allSatisfy({ $0 &- 0x30 < 10 || "+-.eE".utf8.contains($0) }),
      let value = Double(String(decoding: number, as: UTF8.self)), value.isFinite
    else { return nil }
    return value
  }

  /// The fewest digits that lead back to a number, written without an exponent.
  static func shortest(_ value: Double) -> [UInt8] {
    if value == 0 { return [0x30] }
    var digits: [UInt8] = []
    var point: Int?
    var exponent = 0
    var text = Array(value.magnitude.description.utf8)[...]
    while let byte = text.popFirst() {
      if byte == UInt8(ascii: ".") {
        point = digits.count
      } else if byte == UInt8(ascii: "e") {
        exponent = Int(String(decoding: text, as: UTF8.self)) ?? 0
        break
      } else {
        digits.append(byte)
      }
    }
    var place = (point ?? digits.count) + exponent
    while digits.count > 1, digits.last == 0x30 { digits.removeLast() }
    while digits.count > 1, digits.first == 0x30 {
      digits.removeFirst()
      place -= 1
    }
    var result: [UInt8] = value < 0 ? [UInt8(ascii: "-")] : []
    if place <= 0 {
      result += [0x30, UInt8(ascii: ".")] + [UInt8](repeating: 0x30, count: -place) + digits
    } else if place >= digits.count {
      result += digits + [UInt8](repeating: 0x30, count: place - digits.count)
    } else {
      result += digits[..<place] + [UInt8(ascii: ".")] + digits[place...]
    }
    return result
  }
}
