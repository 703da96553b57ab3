/// Character references as web forms leave them in text: `&amp;`, `&ecirc;`, `&#7877;`, `&#x1EC5;`.
public enum HTMLEntities {
  /// Replaces the references in a text; what is none stays.
  ///
  /// - Returns: `nil` where there is nothing to replace.
  public static func decode(_ text: [UInt8]) -> [UInt8]? {
    guard text.contains(UInt8(ascii: "&")) else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      if text[index] == UInt8(ascii: "&"), let (scalar, end) = reference(text, index + 1) {
        result += UTF8.encode(scalar).map(Array.init) ?? []
        index = end
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return result.count == text.count ? nil : result
  }

  /// The character whose reference begins behind the ampersand, and where it ends.
  private static func reference(_ text: [UInt8], _ start: Int) -> (Unicode.Scalar, Int)? {
    guard let end = text[start...].prefix(9).firstIndex(of: UInt8(ascii: ";")), end > start else {
      return nil
    }
    let name = text[start..<end]
    if name.first == UInt8(ascii: "#") {
      let isHexadecimal = name.dropFirst().first.map { $0 | 0x20 == 0x78 } ?? false
      let digits = String(decoding: name.dropFirst(isHexadecimal ? 2 : 1), as: UTF8.self)
      guard let value = UInt32(digits, radix: isHexadecimal ? 16 : 10), value >= 0x20 else {
        return nil
      }
      return Unicode.Scalar(value).map { ($0, end + 1) }
    }
    return named[String(decoding: name, as: UTF8.self)].map { ($0, end + 1) }
  }

  /// The names of HTML 2 that Vietnamese text has use for.
  private static let named: [String: Unicode.Scalar] = {
    var named: [String: Unicode.Scalar] = [
      "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}",
      "ETH": "Đ", "eth": "đ",
    ]
    let marks: [(String, [(Character, Character)])] = [
      ("grave", [("A", "À"), ("E", "È"), ("I", "Ì"), ("O", "Ò"), ("U", "Ù")]),
      ("acute", [("A", "Á"), ("E", "É"), ("I", "Í"), ("O", "Ó"), ("U", "Ú"), ("Y", "Ý")]),
      ("circ", [("A", "Â"), ("E", "Ê"), ("O", "Ô")]), ("tilde", [("A", "Ã"), ("O", "Õ")]),
    ]
    for (mark, letters) in marks {
      for (letter, result) in letters {
        named["\(letter)\(mark)"] = result.unicodeScalars.first
        named["\(letter.lowercased())\(mark)"] = result.lowercased().unicodeScalars.first
      }
    }
    return named
  }()
}
