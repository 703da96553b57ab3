/// A JSON object of values that are no lists and no objects, as the ledger keeps rows; fields are looked
/// at where they stand.
struct FlatObject {
  /// A value.
  enum Value: Equatable {
    case null
    case text(String)
    /// A number, or `true` or `false`, as it stands.
    case plain(String)
  }

  /// Where a field stands: the quotes of a text are not part of it.
  struct Field {
    fileprivate var name: Range<Int>
    fileprivate var value: Range<Int>
    fileprivate var isText: Bool
  }

  private let bytes: [UInt8]

  /// Takes an object that a database wrote.
  init(_ text: String) { bytes = Array(text.utf8) }

  /// The fields in their order.
  var fields: [(name: String, value: Value)] {
    var fields: [(name: String, value: Value)] = []
    var cursor = Cursor(bytes)
    while let field = cursor.next(in: bytes) { fields.append((name(of: field), value(of: field))) }
    return fields
  }

  /// Whether a field is one of those by which the engine knows where a row came from.
  private func isLineage(_ field: Field) -> Bool {
    bytes[field.name].starts(with: "sohoa_".utf8)
  }

  /// Whether all columns of two rows of one table have the same values, where they came from aside;
  /// `shown` is a value as people see it, by which those are compared that are written otherwise.
  func hasColumns(of other: FlatObject, shown: (Value) -> String?) -> Bool {
    var cursors = (Cursor(bytes), Cursor(other.bytes))
    while let field = cursors.0.next(in: bytes) {
      guard let counterpart = cursors.1.next(in: other.bytes) else { return false }
      if isLineage(field) { continue }
      if field.isText == counterpart.isText,
        bytes[field.value].elementsEqual(other.bytes[counterpart.value])
      {
        continue
      }
      guard shown(value(of: field)) == shown(other.value(of: counterpart)) else { return false }
    }
    return true
  }

  private func name(of field: Field) -> String { text(field.name) }

  private func value(of field: Field) -> Value {
    if field.isText { return .text(text(field.value)) }
    let text = String(decoding: bytes[field.value], as: UTF8.self)
    return text == "null" ? .null : .plain(text)
  }

  /// The text between two quotes.
  private func text(_ range: Range<Int>) -> String {
    guard bytes[range].contains(UInt8(ascii: "\\")) else {
      return String(decoding: bytes[range], as: UTF8.self)
    }
    var text: [UInt8] = []
    var index = range.lowerBound
    while index < range.upperBound {
      if bytes[index] == UInt8(ascii: "\\") {
        text += escaped(&index, before: range.upperBound)
      } else {
        text.append(bytes[index])
      }
      index += 1
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// What an escape stands for; ends on its last byte.
  private func escaped(_ index: inout Int, before end: Int) -> [UInt8] {
    index += 1
    guard index < end else { return [] }
    switch bytes[index] {
    case UInt8(ascii: "n"): return [10]
    case UInt8(ascii: "r"): return [13]
    case UInt8(ascii: "t"): return [9]
    case UInt8(ascii: "b"): return [8]
    case UInt8(ascii: "f"): return [12]
    case UInt8(ascii: "u"):
      // A database escapes control characters only, which are no surrogates.
      let last = min(index + 5, end)
      let code = UInt32(String(decoding: bytes[index + 1..<last], as: UTF8.self), radix: 16)
      index = last - 1
      return Array(String(Character(code.flatMap(Unicode.Scalar.init) ?? "\u{FFFD}")).utf8)
    default: return [bytes[index]]
    }
  }

  /// A place in an object, in front of a field.
  private struct Cursor {
    private var index: Int

    init(_ bytes: [UInt8]) {
      index = bytes.firstIndex(of: UInt8(ascii: "{")).map { $0 + 1 } ?? bytes.count
    }

    /// The next field, or `nil` at the end.
    mutating func next(in bytes: [UInt8]) -> Field? {
      guard let name = text(in: bytes) else { return nil }
      skip(in: bytes) { $0 != UInt8(ascii: ":") }
      index = min(index + 1, bytes.count)
      skip(in: bytes) { $0 == UInt8(ascii: " ") }
      let isText = index < bytes.count && bytes[index] == UInt8(ascii: "\"")
      var value = index..<index
      if isText {
        value = text(in: bytes) ?? value
      } else {
        skip(in: bytes) { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "}") }
        value = value.lowerBound..<index
      }
      skip(in: bytes) { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "}") }
      index = min(index + 1, bytes.count)
      return Field(name: name, value: value, isText: isText)
    }

    private mutating func skip(in bytes: [UInt8], while isSkipped: (UInt8) -> Bool) {
      while index < bytes.count, isSkipped(bytes[index]) { index += 1 }
    }

    /// The next text, or `nil` at the end of the object.
    private mutating func text(in bytes: [UInt8]) -> Range<Int>? {
      skip(in: bytes) { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "}") }
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { return nil }
      index += 1
      let start = index
      while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
        index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
      }
      let end = min(index, bytes.count)
      index = min(index + 1, bytes.count)
      return start..<end
    }
  }
}
