internal import Columnar
internal import Dataflow
internal import LegacyText

extension TextEncoding {
  /// The encoding of a unit, with what decided it.
  struct Resolution {
    var encoding: TextEncoding
    /// The evidence, where the encoding was told from words.
    var verdict: EncodingVerdict?
  }

  /// The encoding of a unit: as given, or as its first bytes tell.
  ///
  /// A byte order mark and valid UTF-8 are certain; single damaged records do not hide that a text is
  /// UTF-8, because legacy text hardly ever forms valid sequences by chance. A legacy encoding is
  /// told from the words, or not at all.
  ///
  /// A refusal names the definition's `key` and what else the unit says of its encoding, the `hint`.
  ///
  /// - Returns: `nil` when nothing but ASCII has been seen and there is more to come.
  /// - Throws: `Diagnostic` when the encoding must be given.
  static func resolved(
    _ given: TextEncoding?, mark: ByteOrderMark?, content: [UInt8], isAtEnd: Bool,
    key: String = "csv.encoding", hint: String? = nil
  ) throws(Diagnostic) -> Resolution? {
    if let given {
      guard given == .utf16 else { return Resolution(encoding: given) }
      return Resolution(
        encoding: mark?.encoding == .utf16BigEndian ? .utf16BigEndian : .utf16LittleEndian)
    }
    if let mark { return Resolution(encoding: mark.encoding) }
    var count = content.count
    if !isAtEnd {
      // The last sequence may be cut off.
      for _ in 0..<3 where count > 0 && content[count - 1] & 0xC0 == 0x80 { count -= 1 }
      if count > 0 && content[count - 1] >= 0xC0 { count -= 1 }
    }
    let isValid = TextExtent.isWhole(content.span, in: 0..<count)
    let (valid, invalid) = isValid ? (0, 0) : sequences(in: content, count)
    if !isValid && valid >= 8 * invalid { return Resolution(encoding: .utf8) }
    var detector = EncodingDetector()
    if !isValid || isPlain(content, count) { detector.add(content.span, 0..<count) }
    let verdict = detector.verdict
    if let encoding = verdict.encoding {
      return Resolution(encoding: .legacy(encoding), verdict: verdict)
    }
    if isValid { return isAtEnd || !isPlain(content, count) ? Resolution(encoding: .utf8) : nil }
    throw unclear(
      verdict, hint.map { "the text is not UTF-8 (\($0))" } ?? "the text is not UTF-8", key: key)
  }

  /// Refuses to guess.
  static func unclear(
    _ verdict: EncodingVerdict, _ what: String, key: String
  ) -> Diagnostic {
    Diagnostic(
      "SH3101", "\(what), and what it is in is not certain: \(verdict.evidence)", status: .input,
      remedy: "give '\(key)', one of " + all.map(\.name).joined(separator: ", "))
  }

  /// A short text, for people.
  func text(_ bytes: [UInt8]) -> String {
    guard case .legacy(let encoding) = self else { return String(decoding: bytes, as: UTF8.self) }
    return String(decoding: LegacyDecoder(encoding).decode(bytes) ?? bytes, as: UTF8.self)
  }

  /// Whether a text is ASCII.
  private static func isPlain(_ content: [UInt8], _ count: Int) -> Bool {
    let cell = Cell(0..<count)
    return EncodedCells.rows([cell], in: content, of: .high).isEmpty
  }

  /// The numbers of valid multi-byte sequences and of bytes that belong to none.
  private static func sequences(in content: [UInt8], _ count: Int) -> (valid: Int, invalid: Int) {
    let bytes = content.span
    var (valid, invalid, index) = (0, 0, 0)
    while index < count {
      let lead = bytes[index]
      let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
      if length == 1 {
        index += 1
      } else if index + length <= count
        && TextExtent.isWhole(bytes, in: index..<index + length)
      {
        valid += 1
        index += length
      } else {
        invalid += 1
        index += 1
      }
    }
    return (valid, invalid)
  }
}
