/// What a decoded word is.
enum WordJudgement {
  /// A word of Vietnamese registers.
  case known
  /// Some other word, or no word.
  case unknown
  /// A word with a capital behind a small letter, which nobody writes.
  case mixed

  /// Judges a word in UTF-8, which may have punctuation around it.
  init(_ word: [UInt8]) {
    var parts: [String.UnicodeScalarView] = [.init()]
    var isMixed = false
    var isBehindSmall = false
    for scalar in String(decoding: word, as: UTF8.self).unicodeScalars {
      guard Self.isLetter(scalar) else {
        parts.append(.init())
        isBehindSmall = false
        continue
      }
      parts[parts.count - 1].append(scalar)
      if scalar.properties.isUppercase && isBehindSmall { isMixed = true }
      if !Self.isMark(scalar) { isBehindSmall = scalar.properties.isLowercase }
    }
    let telling = parts.filter { part in part.contains { !$0.isASCII } }
    let isKnown = telling.allSatisfy { Syllables.shipped.contain(Array(String($0).utf8)) }
    self = isMixed ? .mixed : !telling.isEmpty && isKnown ? .known : .unknown
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool { 0x300..<0x370 ~= scalar.value }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    isMark(scalar) || scalar.properties.isAlphabetic
  }
}
