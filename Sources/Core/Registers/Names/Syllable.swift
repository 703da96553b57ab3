/// A word looked at as one Vietnamese syllable, to tell where its tone may stand.
struct Syllable: Sendable {
  /// One letter: its base in ASCII, whether it has a shape (ă, â, ê, ô, ơ, ư, đ), and its tone.
  private struct Letter: BitwiseCopyable {
    var base: UInt8
    var isShaped: Bool
    var tone: UInt8
    var isVowel: Bool {
      switch base {
      case 0x61, 0x65, 0x69, 0x6F, 0x75, 0x79: true
      default: false
      }
    }
  }

  private static let limit = 12

  private var letters: [Letter] = []
  /// Whether a letter is none of Vietnamese.
  private(set) var isForeign = false
  /// Whether the tone stands on another vowel than the two usual styles put it, or there are two.
  private(set) var hasMisplacedTone = false

  /// Reads a word in Unicode form C.
  mutating func read(_ range: Range<Int>, of text: Span<UInt8>) {
    letters.removeAll(keepingCapacity: true)
    (isForeign, hasMisplacedTone) = (false, false)
    var isPlain = true
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = text[index]
      if byte < 0x80 {
        if (byte | 0x20) &- 0x61 < 26 {
          letters.append(Letter(base: byte | 0x20, isShaped: false, tone: 0))
        } else {
          isPlain = false
        }
        index += 1
        continue
      }
      let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      guard byte >= 0xC2, index + length <= range.upperBound else {
        isForeign = true
        return
      }
      var scalar = UInt32(byte) & (0x7F >> UInt32(length))
      for offset in 1..<length { scalar = scalar << 6 | UInt32(text[index + offset] & 0x3F) }
      index += length
      // Apostrophes and dashes part syllables.
      if (0x2010...0x201F).contains(scalar) || scalar == 0xB4 || scalar == 0x2BC {
        isPlain = false
        continue
      }
      guard let letter = Self.letter(scalar) else {
        isForeign = true
        continue
      }
      letters.append(letter)
    }
    guard isPlain, !isForeign, letters.count <= Self.limit else { return }
    hasMisplacedTone = !isToneInPlace()
  }

  private func isToneInPlace() -> Bool {
    guard let toned = letters.firstIndex(where: { $0.tone > 0 }) else { return true }
    if letters[(toned + 1)...].contains(where: { $0.tone > 0 }) { return false }
    var first = letters.firstIndex(where: \.isVowel) ?? 0
    let next = first + 1
    // The u of qu and the i of gi before a vowel belong to the consonant.
    if first > 0, next < letters.count, letters[next].isVowel {
      let (before, vowel) = (letters[first - 1].base, letters[first])
      let isQu = before == UInt8(ascii: "q") && vowel.base == UInt8(ascii: "u")
      let isGi =
        before == UInt8(ascii: "g") && vowel.base == UInt8(ascii: "i") && first == 1
      if isQu || isGi { first = next }
    }
    var end = first
    while end < letters.count && letters[end].isVowel { end += 1 }
    // Several groups of vowels are no Vietnamese syllable: nothing is known of its tone.
    if letters[end...].contains(where: \.isVowel) { return true }
    guard first < end else { return true }
    if let shaped = letters[first..<end].lastIndex(where: \.isShaped) { return toned == shaped }
    let isOpen = end == letters.count
    switch end - first {
    case 1: return toned == first
    case 2 where !isOpen: return toned == first + 1
    case 2:
      let pair = (letters[first].base, letters[first + 1].base)
      // There is no uu: `hũu` was to be hữu.
      if pair == (UInt8(ascii: "u"), UInt8(ascii: "u")) { return false }
      let isEither =
        pair == (UInt8(ascii: "o"), UInt8(ascii: "a"))
        || pair == (UInt8(ascii: "o"), UInt8(ascii: "e"))
        || pair == (UInt8(ascii: "u"), UInt8(ascii: "y"))
      return toned == first || isEither && toned == first + 1
    default: return toned == first + 1
    }
  }

  private static func letter(_ scalar: UInt32) -> Letter? {
    let place: UInt32
    switch scalar {
    case 0xC0...0x1FF: place = scalar - 0xC0
    case 0x1EA0...0x1EFF: place = scalar - 0x1EA0 + 0x140
    default: return nil
    }
    let packed = table[Int(place)]
    if packed == 0 { return nil }
    return Letter(
      base: UInt8(truncatingIfNeeded: packed), isShaped: packed & 0x100 != 0,
      tone: UInt8(truncatingIfNeeded: packed >> 12))
  }

  /// For each letter of U+00C0–U+01FF and U+1EA0–U+1EFF its base, whether it is shaped, its tone.
  private static let table: [UInt16] = {
    let groups = [
      ("a", false, "aàáảãạ AÀÁẢÃẠ"), ("a", true, "ăằắẳẵặ ĂẰẮẲẴẶ âầấẩẫậ ÂẦẤẨẪẬ"),
      ("e", false, "eèéẻẽẹ EÈÉẺẼẸ"), ("e", true, "êềếểễệ ÊỀẾỂỄỆ"),
      ("i", false, "iìíỉĩị IÌÍỈĨỊ"), ("o", false, "oòóỏõọ OÒÓỎÕỌ"),
      ("o", true, "ôồốổỗộ ÔỒỐỔỖỘ ơờớởỡợ ƠỜỚỞỠỢ"), ("u", false, "uùúủũụ UÙÚỦŨỤ"),
      ("u", true, "ưừứửữự ƯỪỨỬỮỰ"), ("y", false, "yỳýỷỹỵ YỲÝỶỸỴ"), ("d", true, "đ Đ"),
    ]
    var table = [UInt16](repeating: 0, count: 0x140 + 0x60)
    for (base, isShaped, letters) in groups {
      for group in letters.split(separator: " ") {
        for (tone, scalar) in group.unicodeScalars.enumerated() where scalar.value >= 0xC0 {
          let value = scalar.value
          let place = value >= 0x1EA0 ? value - 0x1EA0 + 0x140 : value - 0xC0
          table[Int(place)] =
            UInt16(base.utf8.first ?? 0) | (isShaped ? 0x100 : 0) | UInt16(tone) << 12
        }
      }
    }
    return table
  }()
}
