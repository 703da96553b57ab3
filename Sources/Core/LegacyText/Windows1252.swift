/// The bytes that text was made of when it was taken for Windows code page 1252 or Latin-1.
///
/// Workbooks and XML hold legacy text like that: `NguyÔn V¨n` is TCVN3 for Nguyễn Văn.
enum Windows1252 {
  /// The characters of 0x80…0x9F; the five that the code page leaves out stand for themselves.
  private static let characters: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039,
    0x152, 0x8D, 0x17D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC,
    0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178,
  ]

  /// Writes the bytes that `text[range]` was made of to `text[start...]`, never more than the range has.
  ///
  /// - Returns: their end, or `nil` when some character cannot have been such a byte.
  static func writeBytes(
    of range: Range<Int>, in text: inout MutableSpan<UInt8>, at start: Int
  ) -> Int? {
    var index = range.lowerBound
    var end = start
    while index < range.upperBound {
      let lead = text[index]
      if lead < 0x80 {
        text[end] = lead
        index += 1
      } else {
        let length = lead < 0xE0 ? 2 : 3
        guard lead >= 0xC2 && lead < 0xF0 && index + length <= range.upperBound else { return nil }
        var scalar = UInt32(lead) & (length == 2 ? 0x1F : 0x0F)
        for offset in 1..<length {
          guard text[index + offset] & 0xC0 == 0x80 else { return nil }
          scalar = scalar << 6 | UInt32(text[index + offset] & 0x3F)
        }
        guard let byte = byte(of: scalar) else { return nil }
        text[end] = byte
        index += length
      }
      end += 1
    }
    return end
  }

  private static func byte(of scalar: UInt32) -> UInt8? {
    if scalar < 0x100 { return UInt8(scalar) }
    return characters.firstIndex(of: scalar).map { UInt8($0 + 0x80) }
  }
}
