/// Finds what would make composing a YAML document exponential, before it is composed.
///
/// The composer compares a map's keys with each other. If a key may be a list or map, and aliases
/// may repeat lists in lists, such a comparison never ends. The language has no such keys, so a
/// document that has aliases is refused if any of its keys may be more than a scalar.
enum AliasGuard {
  /// Returns the offset, in UTF-8 bytes, of a key that may not be a scalar, or `nil`.
  static func suspiciousKey(in text: String) -> Int? {
    let bytes = Array(text.utf8)
    var hasAlias = false
    var suspicious: Int?
    var placeholders = 0
    for index in bytes.indices {
      let byte = bytes[index]
      let next = index + 1 < bytes.count ? bytes[index + 1] : UInt8(ascii: "\n")
      let startsToken = index == 0 || Self.separators.contains(bytes[index - 1])
      switch byte {
      case UInt8(ascii: "$") where next == UInt8(ascii: "{"):
        placeholders += 1
      case UInt8(ascii: "*") where startsToken && isName(next):
        hasAlias = true
        let end = bytes[(index + 1)...].firstIndex { !isName($0) } ?? bytes.endIndex
        if colonFollows(bytes, from: end) { suspicious = suspicious ?? index }
      case UInt8(ascii: "?") where startsToken && blanks.contains(next):
        suspicious = suspicious ?? index
      case UInt8(ascii: "}") where placeholders > 0:
        placeholders -= 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        if colonFollows(bytes, from: index + 1) { suspicious = suspicious ?? index }
      case UInt8(ascii: "\n"):
        placeholders = 0
      default:
        break
      }
    }
    return hasAlias ? suspicious : nil
  }

  private static let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
  private static let separators = blanks.union(
    [UInt8]("[]{},:-?\"'".utf8))

  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private static func colonFollows(_ bytes: [UInt8], from start: Int) -> Bool {
    var index = start
    while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    return index < bytes.count && bytes[index] == UInt8(ascii: ":")
  }
}
