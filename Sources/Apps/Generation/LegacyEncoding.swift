/// TCVN3 (ABC), the eight-bit Vietnamese encoding of the years before Unicode.
enum LegacyEncoding {
  /// The letters of the bytes above 7F, in pairs of byte and letter.
  private static let letters: [UInt32: UInt8] = {
    let rows: [(first: UInt8, letters: String)] = [
      (0xA1, "ĂÂÊÔƠƯĐăâêôơưđ"), (0xB5, "àảãáạ"), (0xBB, "ằẳẵắ"), (0xC6, "ặầẩẫấậè"),
      (0xCE, "ẻẽéẹềểễếệìỉ"),
      (0xDC, "ĩíịò"), (0xE1, "ỏõóọồổỗốộờởỡớợù"), (0xF1, "ủũúụừửữứựỳỷỹýỵ"),
    ]
    var table: [UInt32: UInt8] = [:]
    for row in rows {
      for (offset, letter) in row.letters.unicodeScalars.enumerated() {
        table[letter.value] = row.first + UInt8(offset)
      }
    }
    return table
  }()

  /// Encodes UTF-8 in NFC.
  ///
  /// - Parameter text: without capitals that carry a tone, which TCVN3 has not.
  /// - Returns: one byte for each letter.
  static func tcvn3(_ text: [UInt8]) -> [UInt8] {
    String(decoding: text, as: UTF8.self).unicodeScalars.map { scalar in
      if scalar.isASCII { return UInt8(truncatingIfNeeded: scalar.value) }
      guard let byte = letters[scalar.value] else {
        preconditionFailure("TCVN3 has no letter U+\(String(scalar.value, radix: 16))")
      }
      return byte
    }
  }
}
