/// The letters of an encoding whose capitals are small letters in a font of capitals.
///
/// Plain text loses the font. So a word without small ASCII letters in which a capital follows
/// another letter (`NGUYÔN`) is raised as a whole, and in a text without small ASCII letters such a
/// word raises the short words beside it (`Lª V¨N` is LÊ VĂN) that could be meant either way (`Lª`
/// alone is Lê). These encodings have one byte a letter.
struct LetterClasses: Sendable {
  /// For each byte: ``isLetter``, ``isCapital``, ``isSmallASCII``.
  private var classes = [UInt8](repeating: 0, count: 256)
  /// What each byte stands for in capitals, packed as in `EncodingTable`.
  private var raised = [UInt32](repeating: 0, count: 256)

  private static let isLetter: UInt8 = 1
  private static let isCapital: UInt8 = 2
  private static let isSmallASCII: UInt8 = 4

  init(_ nodes: [UInt32]) {
    for byte in 0..<256 where nodes[byte] != 0 {
      raised[byte] = nodes[byte]
      let bytes = (0..<3).map { UInt8(truncatingIfNeeded: nodes[byte] >> UInt32(8 * $0)) }
      let text = String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      guard let letter = text.unicodeScalars.first, letter.properties.isAlphabetic else { continue }
      let capital = letter.properties.uppercaseMapping.unicodeScalars
      classes[byte] = Self.isLetter
      if letter.properties.isUppercase { classes[byte] |= Self.isCapital }
      if letter.isASCII && letter.properties.isLowercase { classes[byte] |= Self.isSmallASCII }
      if capital.count == 1, let capital = capital.first {
        raised[byte] = EncodingTable.packed(capital)
      }
    }
  }

  /// Decodes a text; see ``LegacyDecoder/decode(_:of:at:)``.
  func decode(
    _ range: Range<Int>, of text: inout MutableSpan<UInt8>, at start: Int, _ nodes: Span<UInt32>
  ) -> Int? {
    let classes = classes.span
    var end = start
    var previous: UInt8 = 0
    var suspicion: UInt8 = 0
    for index in range {
      let byte = Int(text[index])
      let letter = nodes[byte]
      if letter == 0 { return nil }
      // Whether some capital follows a letter.
      let kind = classes[byte]
      suspicion |= kind & previous << 1
      previous = kind
      end = put(letter, into: &text, at: end)
    }
    guard suspicion & Self.isCapital != 0, hasCapitalWord(text, range) else { return end }
    return raise(range, of: &text, at: start, nodes)
  }

  /// Decodes a text that has a word in capitals.
  private func raise(
    _ range: Range<Int>, of text: inout MutableSpan<UInt8>, at start: Int, _ nodes: Span<UInt32>
  ) -> Int {
    let isRaised = !has(Self.isSmallASCII, text, range)
    var end = start
    var index = range.lowerBound
    while index < range.upperBound {
      var wordEnd = index
      while wordEnd < range.upperBound && classes[Int(text[wordEnd])] != 0 { wordEnd += 1 }
      let raises = wordEnd > index && (isRaised || hasCapitalWord(text, index..<wordEnd))
      // A byte that is no letter is a word of its own.
      for position in index..<max(wordEnd, index + 1) {
        let byte = Int(text[position])
        end = put(raises ? raised[byte] : nodes[byte], into: &text, at: end)
      }
      index = max(wordEnd, index + 1)
    }
    return end
  }

  /// Whether some word without small ASCII letters has a capital behind another letter.
  private func hasCapitalWord(_ text: borrowing MutableSpan<UInt8>, _ range: Range<Int>) -> Bool {
    var (length, word, isCapital) = (0, UInt8(0), false)
    for index in range {
      let kind = classes[Int(text[index])]
      guard kind != 0 else {
        if isCapital && word & Self.isSmallASCII == 0 { return true }
        (length, word, isCapital) = (0, 0, false)
        continue
      }
      word |= kind
      if length > 0 && kind & Self.isCapital != 0 { isCapital = true }
      length += 1
    }
    return isCapital && word & Self.isSmallASCII == 0
  }

  private func has(
    _ kind: UInt8, _ text: borrowing MutableSpan<UInt8>, _ range: Range<Int>
  ) -> Bool {
    for index in range where classes[Int(text[index])] & kind != 0 { return true }
    return false
  }
}
