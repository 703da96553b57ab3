/// The escapes of characters that XML does not allow: `_x000D_` (ECMA-376 part 1, 22.9.2.19).
enum XMLEscape {
  /// Whether a text may hold one.
  static func isPossible(in bytes: [UInt8], _ range: Range<Int>) -> Bool {
    guard range.count >= 7 else { return false }
    let span = bytes.span
    var at = range.lowerBound
    let last = range.upperBound - 7
    while at <= last {
      if span[at] == UInt8(ascii: "_"), span[at &+ 1] == UInt8(ascii: "x"),
        span[at &+ 6] == UInt8(ascii: "_")
      {
        return true
      }
      at &+= 1
    }
    return false
  }

  /// The text with its escapes resolved; halves of a pair that stand alone are left as they are.
  static func decoded(_ text: [UInt8]) -> [UInt8] {
    guard isPossible(in: text, 0..<text.count) else { return text }
    var result: [UInt8] = []
    var at = 0
    while at < text.count {
      guard let unit = unit(text, at) else {
        result.append(text[at])
        at += 1
        continue
      }
      if unit & 0xFC00 == 0xD800, let low = self.unit(text, at + 7), low & 0xFC00 == 0xDC00,
        let scalar = Unicode.Scalar(0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF)
      {
        result.append(contentsOf: String(scalar).utf8)
        at += 14
      } else if unit != 0, let scalar = Unicode.Scalar(unit) {
        result.append(contentsOf: String(scalar).utf8)
        at += 7
      } else {
        result.append(text[at])
        at += 1
      }
    }
    return result
  }

  private static func unit(_ text: [UInt8], _ at: Int) -> UInt32? {
    guard at + 7 <= text.count, text[at] == UInt8(ascii: "_"), text[at + 1] == UInt8(ascii: "x"),
      text[at + 6] == UInt8(ascii: "_")
    else { return nil }
    let digits = text[(at + 2)..<(at + 6)]
    guard digits.allSatisfy({ UnicodeScalar($0).properties.isASCIIHexDigit }) else { return nil }
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}
