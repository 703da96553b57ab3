internal import Columnar
internal import Dataflow

extension TextEncoding {
  /// The encoding of a unit: as given, or as its first bytes prove.
  ///
  /// Nothing is guessed: text that is not UTF-8 has some legacy encoding, and which one must be said.
  /// Single damaged records do not hide that a text is UTF-8, because legacy text hardly ever forms
  /// valid sequences by chance.
  ///
  /// - Throws: `Diagnostic` when the encoding must be given.
  static func resolved(
    _ given: TextEncoding?, mark: ByteOrderMark?, content: [UInt8], isAtEnd: Bool
  ) throws(Diagnostic) -> TextEncoding {
    if let given {
      guard given == .utf16 else { return given }
      return mark?.encoding == .utf16BigEndian ? .utf16BigEndian : .utf16LittleEndian
    }
    if let mark { return mark.encoding }
    var count = content.count
    if !isAtEnd {
      // The last sequence may be cut off.
      for _ in 0..<3 where count > 0 && content[count - 1] & 0xC0 == 0x80 { count -= 1 }
      if count > 0 && content[count - 1] >= 0xC0 { count -= 1 }
    }
    if TextExtent.isWhole(content.span, in: 0..<count) { return .utf8 }
    let (valid, invalid) = sequences(in: content, count)
    if valid >= 8 * invalid { return .utf8 }
    throw Diagnostic(
      "SH3101", "the text is not UTF-8, and it does not say what encoding it has",
      status: .input,
      remedy: "give the encoding, one of "
        + TextEncoding.allCases.map(\.rawValue).joined(separator: ", "))
  }

  /// The numbers of valid multi-byte sequences and of bytes that belong to none.
  private static func sequences(in content: [UInt8], _ count: Int) -> (valid: Int, invalid: Int) {
    let bytes = content.span
    var (valid, invalid, index) = (0, 0, 0)
    while index < count {
      let lead = bytes[index]
      let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
      if length == 1 {
        index += 1
      } else if index + length <= count
        && TextExtent.isWhole(bytes, in: index..<index + length)
      {
        valid += 1
        index += length
      } else {
        invalid += 1
        index += 1
      }
    }
    return (valid, invalid)
  }
}
