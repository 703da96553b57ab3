/// VNI-Windows, which writes a letter and its marks as two bytes.
enum VNIEncoding {
  /// The letters that have a byte of their own.
  private static let single: [(letter: Character, byte: UInt8)] = [
    ("đ", 0xF1), ("Đ", 0xD1), ("ơ", 0xF4), ("Ơ", 0xD4), ("ư", 0xF6), ("Ư", 0xD6), ("í", 0xED),
    ("Í", 0xCD), ("ì", 0xEC), ("Ì", 0xCC), ("ỉ", 0xE6), ("Ỉ", 0xC6), ("ĩ", 0xF3), ("Ĩ", 0xD3),
    ("ị", 0xF2), ("Ị", 0xD2), ("ỵ", 0xEE), ("Ỵ", 0xCE),
  ]
  /// The letters with the byte of each mark behind them; the capitals' is 0x20 less.
  private static let marked: [(base: String, letters: String, marks: [UInt8])] = [
    ("a", "áàảãạ", [0xF9, 0xF8, 0xFB, 0xF5, 0xEF]),
    ("a", "âấầẩẫậ", [0xE2, 0xE1, 0xE0, 0xE5, 0xE3, 0xE4]),
    ("a", "ăắằẳẵặ", [0xEA, 0xE9, 0xE8, 0xFA, 0xFC, 0xEB]),
    ("e", "éèẻẽẹ", [0xF9, 0xF8, 0xFB, 0xF5, 0xEF]),
    ("e", "êếềểễệ", [0xE2, 0xE1, 0xE0, 0xE5, 0xE3, 0xE4]),
    ("o", "óòỏõọ", [0xF9, 0xF8, 0xFB, 0xF5, 0xEF]),
    ("o", "ôốồổỗộ", [0xE2, 0xE1, 0xE0, 0xE5, 0xE3, 0xE4]),
    ("ơ", "ớờởỡợ", [0xF9, 0xF8, 0xFB, 0xF5, 0xEF]),
    ("u", "úùủũụ", [0xF9, 0xF8, 0xFB, 0xF5, 0xEF]),
    ("ư", "ứừửữự", [0xF9, 0xF8, 0xFB, 0xF5, 0xEF]),
    ("y", "ýỳỷỹ", [0xF9, 0xF8, 0xFB, 0xF5]),
  ]

  private static let letters: [Character: [UInt8]] = {
    var table: [Character: [UInt8]] = [:]
    for (letter, byte) in single { table[letter] = [byte] }
    for (base, letters, marks) in marked {
      for (letter, mark) in zip(letters, marks) {
        let capital = Character(letter.uppercased())
        let bases = [Character(base), Character(base.uppercased())]
        let first = bases.map { table[$0] ?? Array(String($0).utf8) }
        table[letter] = first[0] + [mark]
        table[capital] = first[1] + [mark - 0x20]
      }
    }
    return table
  }()

  /// Encodes UTF-8 in NFC.
  static func encode(_ text: [UInt8]) -> [UInt8] {
    let letters = letters
    var encoded: [UInt8] = []
    for letter in String(decoding: text, as: UTF8.self) {
      if letter == "\r\n" {
        encoded += [13, 10]
        continue
      }
      if let byte = letter.asciiValue {
        encoded.append(byte)
        continue
      }
      guard let bytes = letters[letter] else {
        preconditionFailure("VNI has no letter \(letter.unicodeScalars.map(\.value))")
      }
      encoded += bytes
    }
    return encoded
  }
}
