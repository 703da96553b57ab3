/// The encodings a document may be in.
enum XMLEncoding: String, CaseIterable {
  case utf8 = "UTF-8"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  case ascii = "US-ASCII"
  case latin1 = "ISO-8859-1"
  case windows1252 = "WINDOWS-1252"

  /// Tells the encoding from the document's first bytes: the byte order mark, else the declaration.
  ///
  /// - Parameter bytes: the whole XML declaration, where there is one.
  /// - Returns: the encoding and the length of the mark; `nil` for one that is not known.
  static func detect(_ bytes: ArraySlice<UInt8>) -> (encoding: XMLEncoding, mark: Int)? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    if bytes.starts(with: [0x3C, 0, 0x3F, 0]) { return (.utf16LittleEndian, 0) }
    if bytes.starts(with: [0, 0x3C, 0, 0x3F]) { return (.utf16BigEndian, 0) }
    guard let name = declaredName(bytes) else { return (.utf8, 0) }
    switch name {
    case "UTF-8", "UTF8": return (.utf8, 0)
    case "US-ASCII", "ASCII": return (.ascii, 0)
    case "ISO-8859-1", "ISO8859-1", "LATIN1", "ISO_8859-1": return (.latin1, 0)
    case "WINDOWS-1252", "CP1252": return (.windows1252, 0)
    default: return nil
    }
  }

  /// The upper-case encoding name in an XML declaration.
  private static func declaredName(_ bytes: ArraySlice<UInt8>) -> String? {
    guard bytes.starts(with: Array("<?xml".utf8)), let end = bytes.firstIndex(of: 0x3E) else {
      return nil
    }
    let declaration = bytes[..<end]
    let key = Array("encoding".utf8)
    for start in declaration.indices where declaration[start...].starts(with: key) {
      var rest = declaration[start...].dropFirst(key.count)
      while let byte = rest.first, byte == 0x3D || byte <= 0x20 { rest.removeFirst() }
      guard let quote = rest.first, quote == 0x22 || quote == 0x27 else { return nil }
      rest.removeFirst()
      return String(decoding: rest.prefix { $0 != quote }, as: UTF8.self).uppercased()
    }
    return nil
  }

  /// The number of bytes of the document that so many characters came from.
  func sourceBytes(characters: Int, astral: Int, utf8: Int) -> Int {
    switch self {
    case .utf8: utf8
    case .utf16LittleEndian, .utf16BigEndian: 2 * (characters + astral)
    case .ascii, .latin1, .windows1252: characters
    }
  }

  /// Decodes what is whole and appends it as UTF-8.
  ///
  /// - Returns: how many bytes were used, and whether what follows them cannot be decoded.
  func decode(_ bytes: ArraySlice<UInt8>, into text: inout [UInt8]) -> (used: Int, isBroken: Bool) {
    switch self {
    case .utf8: return (0, true)
    case .utf16LittleEndian, .utf16BigEndian: return decodeUTF16(bytes, into: &text)
    case .ascii, .latin1, .windows1252:
      var used = 0
      for byte in bytes {
        guard let scalar = scalar(byte) else { return (used, true) }
        Self.append(scalar, to: &text)
        used += 1
      }
      return (used, false)
    }
  }

  private func scalar(_ byte: UInt8) -> UInt32? {
    if byte < 0x80 { return UInt32(byte) }
    switch self {
    case .latin1: return UInt32(byte)
    case .windows1252:
      guard byte < 0xA0 else { return UInt32(byte) }
      let scalar = Self.windows1252Controls[Int(byte) - 0x80]
      return scalar == 0 ? nil : scalar
    default: return nil
    }
  }

  private func decodeUTF16(
    _ bytes: ArraySlice<UInt8>, into text: inout [UInt8]
  ) -> (used: Int, isBroken: Bool) {
    let high = self == .utf16BigEndian ? 0 : 1
    func unit(_ index: Int) -> UInt32 {
      UInt32(bytes[index + high]) << 8 | UInt32(bytes[index + 1 - high])
    }
    var index = bytes.startIndex
    while index + 2 <= bytes.endIndex {
      let first = unit(index)
      if first & 0xF800 != 0xD800 {
        Self.append(first, to: &text)
        index += 2
        continue
      }
      guard first < 0xDC00 else { return (index - bytes.startIndex, true) }
      guard index + 4 <= bytes.endIndex else { break }
      let second = unit(index + 2)
      guard second & 0xFC00 == 0xDC00 else { return (index - bytes.startIndex, true) }
      Self.append(0x10000 + (first & 0x3FF) << 10 + (second & 0x3FF), to: &text)
      index += 4
    }
    return (index - bytes.startIndex, false)
  }

  private static func append(_ scalar: UInt32, to text: inout [UInt8]) {
    func tail(_ shift: UInt32) -> UInt8 { UInt8(0x80 | scalar >> shift & 0x3F) }
    switch scalar {
    case ..<0x80: text.append(UInt8(scalar))
    case ..<0x800:
      text.append(UInt8(0xC0 | scalar >> 6))
      text.append(tail(0))
    case ..<0x10000:
      text.append(UInt8(0xE0 | scalar >> 12))
      text.append(tail(6))
      text.append(tail(0))
    default:
      text.append(UInt8(0xF0 | scalar >> 18))
      text.append(tail(12))
      text.append(tail(6))
      text.append(tail(0))
    }
  }

  /// U+20AC and so on for 0x80...0x9F; 0 where the code page has nothing.
  private static let windows1252Controls: [UInt32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122,
    0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]
}
