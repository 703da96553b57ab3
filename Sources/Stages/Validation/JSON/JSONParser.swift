/// What is wrong with a JSON text, and where.
public struct JSONError: Error, Sendable, Equatable {
  /// What is wrong, in one sentence without a full stop.
  public var message: String
  /// Where.
  public var mark: JSONValue.Mark
}

extension JSONValue {
  /// Parses a JSON text strictly after RFC 8259: one value of UTF-8.
  ///
  /// No name may occur twice in an object, values nest at most 64 levels deep, and a byte order mark
  /// before the text is skipped.
  ///
  /// - Throws: ``JSONError`` at the first fault.
  public init(parsing bytes: [UInt8]) throws(JSONError) {
    var parser = JSONParser(bytes: bytes)
    self = try parser.document()
  }
}

/// A recursive descent over the bytes of a JSON text.
private struct JSONParser {
  let bytes: [UInt8]
  var index = 0
  var line = 1
  var lineStart = 0
  /// The last marked byte and its column.
  private var counted = 0
  private var column = 1

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func document() throws(JSONError) -> JSONValue {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      index = 3
      lineStart = 3
    }
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw JSONError(message: "the text is not UTF-8", mark: mark)
    }
    let value = try value(depth: 0)
    skipBlanks()
    guard index == bytes.count else { throw unexpected("the end") }
    return value
  }

  /// Where `index` is, the column counted in scalars.
  var mark: JSONValue.Mark {
    mutating get {
      // Counting goes on from the last mark, so that one long line costs no more than many short.
      if counted < lineStart { (counted, column) = (lineStart, 1) }
      while counted < index {
        if bytes[counted] & 0xC0 != 0x80 { column += 1 }
        counted += 1
      }
      return JSONValue.Mark(line: line, column: column)
    }
  }

  var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  mutating func unexpected(_ expected: String) -> JSONError {
    JSONError(
      message: next == nil
        ? "the text ends where \(expected) is expected"
        : "unexpected character where \(expected) is expected", mark: mark)
  }

  mutating func skipBlanks() {
    while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
      index += 1
      if byte == 0x0A || (byte == 0x0D && next != 0x0A) {
        line += 1
        lineStart = index
      }
    }
  }

  mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    skipBlanks()
    let mark = mark
    guard depth < 64 else {
      throw JSONError(message: "the text is nested deeper than 64 levels", mark: mark)
    }
    let content: JSONValue.Content
    switch next {
    case 0x7B: content = try object(depth: depth)
    case 0x5B: content = try array(depth: depth)
    case 0x22: content = .string(try string())
    case 0x74: content = try word("true", .boolean(true))
    case 0x66: content = try word("false", .boolean(false))
    case 0x6E: content = try word("null", .null)
    case .some(0x2D), .some(0x30...0x39): content = .number(try number())
    default: throw unexpected("a value")
    }
    return JSONValue(content: content, mark: mark)
  }

  mutating func word(
    _ word: String, _ content: JSONValue.Content
  ) throws(JSONError) -> JSONValue.Content {
    guard bytes[index...].starts(with: word.utf8) else { throw unexpected("a value") }
    index += word.utf8.count
    return content
  }

  mutating func array(depth: Int) throws(JSONError) -> JSONValue.Content {
    index += 1
    var values: [JSONValue] = []
    skipBlanks()
    if next == 0x5D {
      index += 1
      return .array(values)
    }
    while true {
      values.append(try value(depth: depth + 1))
      skipBlanks()
      if next == 0x5D { break }
      guard next == 0x2C else { throw unexpected("',' or ']'") }
      index += 1
    }
    index += 1
    return .array(values)
  }

  mutating func object(depth: Int) throws(JSONError) -> JSONValue.Content {
    index += 1
    var members: [JSONValue.Member] = []
    var names: Set<String> = []
    skipBlanks()
    if next == 0x7D {
      index += 1
      return .object(members)
    }
    while true {
      skipBlanks()
      guard next == 0x22 else { throw unexpected("a name in quotes") }
      let mark = mark
      let name = try string()
      guard names.insert(name).inserted else {
        throw JSONError(message: "the name '\(name)' occurs twice in one object", mark: mark)
      }
      skipBlanks()
      guard next == 0x3A else { throw unexpected("':'") }
      index += 1
      members.append(.init(name: name, mark: mark, value: try value(depth: depth + 1)))
      skipBlanks()
      if next == 0x7D { break }
      guard next == 0x2C else { throw unexpected("',' or '}'") }
      index += 1
    }
    index += 1
    return .object(members)
  }

  mutating func number() throws(JSONError) -> String {
    let start = index
    if next == 0x2D { index += 1 }
    if next == 0x30 {
      index += 1
    } else {
      try digits()
    }
    if next == 0x2E {
      index += 1
      try digits()
    }
    if next == 0x65 || next == 0x45 {
      index += 1
      if next == 0x2B || next == 0x2D { index += 1 }
      try digits()
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  mutating func digits() throws(JSONError) {
    let start = index
    while let byte = next, byte >= 0x30, byte <= 0x39 { index += 1 }
    if index == start { throw unexpected("a digit") }
  }

  mutating func string() throws(JSONError) -> String {
    index += 1
    var text: [UInt8] = []
    while let byte = next {
      switch byte {
      case 0x22:
        index += 1
        return String(decoding: text, as: UTF8.self)
      case 0x5C:
        index += 1
        try escape(into: &text)
      case 0..<0x20: throw unexpected("a character of the string")
      default:
        text.append(byte)
        index += 1
      }
    }
    throw unexpected("the closing quote")
  }

  mutating func escape(into text: inout [UInt8]) throws(JSONError) {
    guard let byte = next else { throw unexpected("an escaped character") }
    switch byte {
    case 0x22, 0x5C, 0x2F: text.append(byte)
    case 0x62: text.append(0x08)
    case 0x66: text.append(0x0C)
    case 0x6E: text.append(0x0A)
    case 0x72: text.append(0x0D)
    case 0x74: text.append(0x09)
    case 0x75:
      index += 1
      text.append(contentsOf: Array(String(try unicodeScalar()).utf8))
      return
    default: throw unexpected("an escaped character")
    }
    index += 1
  }

  /// Four hexadecimal digits, or a pair of surrogates.
  mutating func unicodeScalar() throws(JSONError) -> Character {
    let mark = mark
    var value = try fourHexDigits()
    if value >= 0xD800 && value < 0xDC00 && next == 0x5C && index + 1 < bytes.count
      && bytes[index + 1] == 0x75
    {
      index += 2
      let low = try fourHexDigits()
      // Anything but a low surrogate leaves a value that is no scalar.
      value =
        low >= 0xDC00 && low < 0xE000 ? 0x10000 + (value - 0xD800) << 10 + low - 0xDC00 : value
    }
    guard let scalar = Unicode.Scalar(value) else {
      throw JSONError(message: "a surrogate stands alone", mark: mark)
    }
    return Character(scalar)
  }

  mutating func fourHexDigits() throws(JSONError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw unexpected("a hexadecimal digit")
      }
      value = value << 4 + UInt32(digit)
      index += 1
    }
    return value
  }
}
