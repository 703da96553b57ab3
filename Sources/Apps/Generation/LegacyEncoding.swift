/// TCVN3 (ABC), the eight-bit Vietnamese encoding of the years before Unicode.
enum LegacyEncoding {
  /// The byte of each letter above U+007F that TCVN3 has, else 0.
  private static let letters: [UInt8] = {
    let rows: [(first: UInt8, letters: String)] = [
      (0xA1, "ĂÂÊÔƠƯĐăâêôơưđ"), (0xB5, "àảãáạ"), (0xBB, "ằẳẵắ"), (0xC6, "ặầẩẫấậè"),
      (0xCE, "ẻẽéẹềểễếệìỉ"),
      (0xDC, "ĩíịò"), (0xE1, "ỏõóọồổỗốộờởỡớợù"), (0xF1, "ủũúụừửữứựỳỷỹýỵ"),
    ]
    var table = [UInt8](repeating: 0, count: 0x2000)
    for row in rows {
      for (offset, letter) in row.letters.unicodeScalars.enumerated() {
        table[Int(letter.value)] = row.first + UInt8(offset)
      }
    }
    return table
  }()

  /// Encodes UTF-8 in NFC.
  ///
  /// - Parameter text: without capitals that carry a tone, which TCVN3 has not.
  /// - Returns: one byte for each letter.
  static func tcvn3(_ text: [UInt8]) -> [UInt8] {
    var encoded: [UInt8] = []
    encoded.reserveCapacity(text.count)
    let letters = letters
    for scalar in Scalars(text) {
      if scalar < 0x80 {
        encoded.append(UInt8(truncatingIfNeeded: scalar))
        continue
      }
      guard scalar < letters.count, letters[scalar] != 0 else {
        preconditionFailure("TCVN3 has no letter U+\(String(scalar, radix: 16))")
      }
      encoded.append(letters[scalar])
    }
    return encoded
  }

  /// Encodes UTF-8 as UTF-16, low byte first, without a byte order mark.
  static func utf16(_ text: [UInt8]) -> [UInt8] {
    var encoded: [UInt8] = []
    encoded.reserveCapacity(2 * text.count)
    for scalar in Scalars(text) {
      precondition(scalar < 0x10000, "a letter beyond the first plane")
      encoded.append(UInt8(truncatingIfNeeded: scalar))
      encoded.append(UInt8(truncatingIfNeeded: scalar >> 8))
    }
    return encoded
  }
}

/// The scalars of valid UTF-8.
private struct Scalars: Sequence, IteratorProtocol {
  private let text: [UInt8]
  private var position = 0

  init(_ text: [UInt8]) { self.text = text }

  mutating func next() -> Int? {
    guard position < text.count else { return nil }
    let lead = text[position]
    let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    var scalar = length == 1 ? Int(lead) : Int(lead) & (0x7F >> length)
    for offset in stride(from: 1, to: length, by: 1) {
      scalar = scalar << 6 | Int(text[position + offset] & 0x3F)
    }
    position += length
    return scalar
  }
}
