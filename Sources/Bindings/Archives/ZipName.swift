/// How the bytes of a ZIP member's name are read as text.
enum ZipName {
  /// Decodes a name: UTF-8 where flagged or where it is valid UTF-8, otherwise code page 437.
  ///
  /// Some tools write UTF-8 without the flag. Bytes above 127 that happen to form valid UTF-8 are
  /// box-drawing rubbish in code page 437, so that nobody meant them.
  static func decode(_ bytes: [UInt8], isFlaggedUTF8: Bool) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    if isFlaggedUTF8 { return String(decoding: bytes, as: UTF8.self) }
    return String(
      String.UnicodeScalarView(
        bytes.map { $0 < 0x80 ? Unicode.Scalar($0) : upperHalf[Int($0) - 0x80] }))
  }

  /// The characters of code page 437 from 128 on.
  private static let upperHalf = Array(
    ("ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
      + "αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}").unicodeScalars)
}
