/// The decoder of TCVN 5712:1993 VN3, the one-byte encoding of the `.Vn…` fonts, also called ABC.
///
/// The table is TCVN 5712:1993 VN3 as in glibc and Unikey; 0x80–0x9F hold the punctuation of Windows
/// code page 1252, as the fonts do. Only seven accented capitals have a byte of their own: the others
/// are typed with the byte of the small letter and drawn large by a font, which plain text loses.
/// So a word without small ASCII letters in which a capital follows another letter (`NGUYÔN`) is
/// raised as a whole, and in a cell without small ASCII letters such a word raises the short words
/// beside it (`Lª V¨N` is LÊ VĂN) that could be meant either way (`Lª` alone is Lê).
public enum TCVN3 {
  /// Decodes a text, or returns `nil` when a byte has no meaning.
  public static func decode(_ source: [UInt8]) -> [UInt8]? {
    var room = source
    room.append(contentsOf: repeatElement(0, count: source.count * 3))
    var text = room.mutableSpan
    guard let end = decode(0..<source.count, of: &text, at: source.count) else { return nil }
    return Array(room[source.count..<end])
  }

  /// Decodes `text[range]` to `text[start...]`, where three times its length has room.
  ///
  /// - Returns: the end of the decoded text, or `nil` when a byte has no meaning.
  public static func decode(
    _ range: Range<Int>, of text: inout MutableSpan<UInt8>, at start: Int
  ) -> Int? {
    let (letters, capitals) = (Self.letters, Self.capitals)
    let isRaised = hasCapitalWord(text, range) && !hasSmallASCII(text, range)
    var end = start
    var index = range.lowerBound
    while index < range.upperBound {
      var wordEnd = index
      while wordEnd < range.upperBound && isLetter(text[wordEnd]) { wordEnd += 1 }
      let raises =
        wordEnd > index && (isRaised || hasCapitalWord(text, index..<wordEnd))
      // A byte that is no letter is a word of its own.
      for position in index..<max(wordEnd, index + 1) {
        let byte = text[position]
        if byte < 0x80 {
          text[end] = byte
          end += 1
          continue
        }
        let entry = raises ? capitals[Int(byte) - 0x80] : letters[Int(byte) - 0x80]
        if entry == 0 { return nil }
        var rest = entry
        while rest != 0 {
          text[end] = UInt8(truncatingIfNeeded: rest)
          end += 1
          rest >>= 8
        }
      }
      index = max(wordEnd, index + 1)
    }
    return end
  }

  /// Whether some word without small ASCII letters has a capital behind another letter.
  private static func hasCapitalWord(_ text: borrowing MutableSpan<UInt8>, _ range: Range<Int>)
    -> Bool
  {
    var (length, isCapital, hasSmall) = (0, false, false)
    for index in range {
      let byte = text[index]
      guard isLetter(byte) else {
        if isCapital && !hasSmall { return true }
        (length, isCapital, hasSmall) = (0, false, false)
        continue
      }
      if isSmallASCII(byte) { hasSmall = true }
      if length > 0 && isCapitalLetter(byte) { isCapital = true }
      length += 1
    }
    return isCapital && !hasSmall
  }

  private static func hasSmallASCII(_ text: borrowing MutableSpan<UInt8>, _ range: Range<Int>)
    -> Bool
  {
    for index in range where isSmallASCII(text[index]) { return true }
    return false
  }

  private static func isSmallASCII(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }

  private static func isCapitalLetter(_ byte: UInt8) -> Bool {
    (byte >= 0x41 && byte <= 0x5A) || (byte >= 0xA1 && byte <= 0xA7)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0xA1 || isSmallASCII(byte) || (byte >= 0x41 && byte <= 0x5A)
  }

  /// What each byte from 0x80 on stands for; `.` has no meaning.
  private static let table = """
    €.‚ƒ„…†‡ˆ‰Š‹Œ.Ž..‘’“”•–—˜™š›œ.žŸ\
    .ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ.\
    ......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò\
    .ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ.
    """
  /// The UTF-8 bytes of each, the first in the lowest byte; 0 has no meaning.
  private static let letters = table.unicodeScalars.map { packed(String($0)) }
  /// The same in capitals.
  private static let capitals = table.unicodeScalars.map {
    packed($0.properties.uppercaseMapping)
  }

  private static func packed(_ text: String) -> UInt32 {
    guard text != "." else { return 0 }
    return text.utf8.reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }
}
