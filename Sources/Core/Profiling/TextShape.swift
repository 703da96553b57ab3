/// The shape of a text: `9` for a digit, `A` and `a` for runs of letters that begin with a capital or a
/// small letter, other characters as they are, blanks as `_`; at most 32 bytes.
struct TextShape {
  private(set) var bytes = [UInt8](repeating: 0, count: 32)
  private(set) var count = 0
  /// The number of Unicode scalars.
  private(set) var length = 0

  /// Looks at a text.
  ///
  /// - Returns: the shape's hash.
  mutating func take(_ range: Range<Int>, of text: borrowing Span<UInt8>) -> UInt64 {
    count = 0
    length = 0
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var isInWord = false
    for index in range {
      let byte = text[index]
      if byte & 0xC0 == 0x80 { continue }
      length &+= 1
      let isLetter = byte >= 0x80 || (byte | 0x20) &- 0x61 < 26
      if isLetter && isInWord { continue }
      isInWord = isLetter
      let sign: UInt8 =
        if byte &- 0x30 < 10 {
          0x39
        } else if isLetter {
          byte &- 0x41 < 26 || byte >= 0x80 ? 0x41 : 0x61
        } else if byte <= 0x20 {
          0x5F
        } else {
          byte
        }
      if count == bytes.count { continue }
      bytes[count] = sign
      count &+= 1
      hash = (hash ^ UInt64(sign)) &* 0x0000_0100_0000_01B3
    }
    return hash ^ hash &>> 32
  }
}
