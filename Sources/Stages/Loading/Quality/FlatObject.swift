/// A JSON object of values that are no lists and no objects, as the ledger keeps rows.
struct FlatObject {
  /// A value.
  enum Value: Equatable {
    case null
    case text(String)
    /// A number, or `true` or `false`, as it stands.
    case plain(String)
  }

  private(set) var fields: [(name: String, value: Value)] = []
  private let bytes: [UInt8]
  private var index = 0

  /// Reads an object that a database wrote.
  init(_ text: String) {
    bytes = Array(text.utf8)
    index = bytes.firstIndex(of: UInt8(ascii: "{")).map { $0 + 1 } ?? bytes.count
    while let name = string() {
      skip { $0 != UInt8(ascii: ":") }
      index += 1
      fields.append((name, value()))
      skip { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "}") }
      index += 1
    }
  }

  private mutating func skip(while isSkipped: (UInt8) -> Bool) {
    while index < bytes.count, isSkipped(bytes[index]) { index += 1 }
  }

  private mutating func value() -> Value {
    skip { $0 == UInt8(ascii: " ") }
    if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
      return string().map { .text($0) } ?? .null
    }
    let start = index
    skip { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "}") }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    return text == "null" ? .null : .plain(text)
  }

  /// The next text, or `nil` at the end of the object.
  private mutating func string() -> String? {
    skip { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "}") }
    guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { return nil }
    index += 1
    var text: [UInt8] = []
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      if bytes[index] == UInt8(ascii: "\\") { text += escaped() } else { text.append(bytes[index]) }
      index += 1
    }
    index += 1
    return String(decoding: text, as: UTF8.self)
  }

  /// What an escape stands for; ends on its last byte.
  private mutating func escaped() -> [UInt8] {
    index += 1
    guard index < bytes.count else { return [] }
    switch bytes[index] {
    case UInt8(ascii: "n"): return [10]
    case UInt8(ascii: "r"): return [13]
    case UInt8(ascii: "t"): return [9]
    case UInt8(ascii: "b"): return [8]
    case UInt8(ascii: "f"): return [12]
    case UInt8(ascii: "u"):
      // A database escapes control characters only, which are no surrogates.
      let end = min(index + 5, bytes.count)
      let code = UInt32(String(decoding: bytes[index + 1..<end], as: UTF8.self), radix: 16)
      index = end - 1
      return Array(String(Character(code.flatMap(Unicode.Scalar.init) ?? "\u{FFFD}")).utf8)
    default: return [bytes[index]]
    }
  }
}
