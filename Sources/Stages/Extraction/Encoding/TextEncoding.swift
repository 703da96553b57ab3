/// How the bytes of a unit spell its text.
public enum TextEncoding: String, Sendable, CaseIterable {
  /// UTF-8, with or without a byte order mark.
  case utf8 = "utf-8"
  /// UTF-16 in the order its byte order mark tells; little-endian without one.
  case utf16 = "utf-16"
  /// UTF-16, low byte first.
  case utf16LittleEndian = "utf-16le"
  /// UTF-16, high byte first.
  case utf16BigEndian = "utf-16be"
  /// TCVN 5712:1993 VN3, the encoding of the `.Vn…` fonts, also called ABC.
  case tcvn3 = "tcvn3"

  /// Whether two bytes make a code unit, so that text must be transcoded before it is split.
  var isUTF16: Bool { self == .utf16 || self == .utf16LittleEndian || self == .utf16BigEndian }
}
