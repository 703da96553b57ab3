/// What each letter means to ``foldForComparison(_:bytes:keeping:)``: its base letter and its tone.
enum ComparisonLetters {
  /// One letter, packed: two bytes of its spelling in small letters without tone (the second is 0
  /// for ASCII), its tone, and its base letter in ASCII.
  struct Entry: BitwiseCopyable {
    var packed: UInt32

    /// The letter without its tone, one or two bytes of UTF-8, the first lowest.
    var letter: UInt16 { UInt16(truncatingIfNeeded: packed) }
    /// 0 for none, else the place in ``tones`` from 1.
    var tone: UInt8 { UInt8(truncatingIfNeeded: packed >> 16) & 7 }
    /// The letter without any mark.
    var base: UInt8 { UInt8(truncatingIfNeeded: packed >> 24) }
    /// Whether there is no such letter here.
    var isEmpty: Bool { packed == 0 }
  }

  /// The tones as combining marks, all of them U+0300 to U+0323: grave, acute, hook, tilde, dot.
  static let tones: [UInt16] = [0x300, 0x301, 0x309, 0x303, 0x323]

  /// Each Vietnamese vowel without tone and with the five, y being i; then single letters.
  private static let vowels = """
    aàáảãạ ăằắẳẵặ âầấẩẫậ eèéẻẽẹ êềếểễệ iìíỉĩị oòóỏõọ ôồốổỗộ ơờớởỡợ uùúủũụ ưừứửữự yỳýỷỹỵ
    """
  private static let capitals = """
    AÀÁẢÃẠ ĂẰẮẲẴẶ ÂẦẤẨẪẬ EÈÉẺẼẸ ÊỀẾỂỄỆ IÌÍỈĨỊ OÒÓỎÕỌ ÔỒỐỔỖỘ ƠỜỚỞỠỢ UÙÚỦŨỤ ƯỪỨỬỮỰ YỲÝỶỸỴ
    """
  private static let bases = Array("aaaeeiooouui".utf8)
  private static let plain = ["a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "i"]

  /// U+00C0 to U+01FF, then U+1EA0 to U+1EFF; see ``index(of:)``.
  static let table: [UInt32] = {
    var table = [UInt32](repeating: 0, count: 0x140 + 0x60)
    for letters in [vowels, capitals] {
      for (row, group) in letters.split(separator: " ").enumerated() {
        let spelling = plain[row].utf8.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        for (tone, scalar) in group.unicodeScalars.enumerated() {
          guard let index = index(of: scalar.value) else { continue }
          table[index] = spelling | UInt32(tone) << 16 | UInt32(bases[row]) << 24
        }
      }
    }
    // Đ, and the letters of other alphabets that look like it.
    for scalar: UInt32 in [0x110, 0x111, 0xD0, 0xF0, 0x189] {
      if let index = index(of: scalar) { table[index] = 0x91C4 | UInt32(UInt8(ascii: "d")) << 24 }
    }
    // ñ, whose mark would be a tone on a vowel.
    for scalar: UInt32 in [0xD1, 0xF1] {
      if let index = index(of: scalar) {
        table[index] = UInt32(UInt8(ascii: "n")) | 4 << 16 | UInt32(UInt8(ascii: "n")) << 24
      }
    }
    return table
  }()

  /// The place of a letter in ``table``, or `nil`.
  static func index(of scalar: UInt32) -> Int? {
    switch scalar {
    case 0xC0...0x1FF: Int(scalar) - 0xC0
    case 0x1EA0...0x1EFF: Int(scalar) - 0x1EA0 + 0x140
    default: nil
    }
  }
}
