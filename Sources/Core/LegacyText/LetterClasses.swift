internal import Columnar

/// The letters of an encoding whose capitals are small letters in a font of capitals.
///
/// Plain text loses the font. So a word without small ASCII letters in which a capital follows
/// another letter (`NGUYÔN`) is raised as a whole, and in a text without small ASCII letters such a
/// word raises the short words beside it (`Lª V¨N` is LÊ VĂN) that could be meant either way (`Lª`
/// alone is Lê). These encodings have one byte a letter.
enum LetterClasses {
  /// What each byte is, and what it stands for in capitals, packed as in `EncodingTable`.
  static func capitals(_ nodes: [UInt32]) -> [(kind: LegacyLetters.Kind, raised: UInt32)] {
    nodes[..<256].map { entry in
      let bytes = (0..<3).map { UInt8(truncatingIfNeeded: entry >> UInt32(8 * $0)) }
      let text = String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      guard let letter = text.unicodeScalars.first, letter.properties.isAlphabetic else {
        return ([], entry)
      }
      var kind = LegacyLetters.Kind.letter
      if letter.properties.isUppercase { kind.insert(.capital) }
      if letter.isASCII && letter.properties.isLowercase { kind.insert(.smallASCII) }
      let capital = letter.properties.uppercaseMapping.unicodeScalars
      return (kind, capital.count == 1 ? capital.first.map(EncodingTable.packed) ?? entry : entry)
    }
  }
}
