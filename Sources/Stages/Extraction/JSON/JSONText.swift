import Columnar

/// The spelling of JSON's numbers and strings (RFC 8259, 6 and 7).
enum JSONText {
  /// How the escapes of a string turned out.
  enum Escapes {
    case good
    /// Half of a pair of `\u` stands alone, which no text can hold.
    case loneSurrogate
  }

  /// Moves behind a number; `false` where there is none.
  static func passNumber(_ bytes: Span<UInt8>, _ at: inout Int, _ end: Int) -> Bool {
    func digits(_ at: inout Int) -> Int {
      let start = at
      while at < end, bytes[at] &- 0x30 < 10 { at &+= 1 }
      return at &- start
    }
    if at < end, bytes[at] == UInt8(ascii: "-") { at &+= 1 }
    let first = at
    let count = digits(&at)
    guard count == 1 || count > 1 && bytes[first] != 0x30 else { return false }
    if at < end, bytes[at] == UInt8(ascii: ".") {
      at &+= 1
      guard digits(&at) > 0 else { return false }
    }
    if at < end, bytes[at] | 0x20 == UInt8(ascii: "e") {
      at &+= 1
      if at < end, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") { at &+= 1 }
      guard digits(&at) > 0 else { return false }
    }
    return true
  }

  /// Moves behind the closing quote of a string with escapes; `nil` where the string is none.
  static func passEscapes(_ bytes: Span<UInt8>, _ at: inout Int, _ end: Int) -> Escapes? {
    var outcome = Escapes.good
    var high = false
    while at < end {
      let byte = bytes[at]
      at &+= 1
      guard byte == UInt8(ascii: "\\") else {
        if high { outcome = .loneSurrogate }
        high = false
        if byte == UInt8(ascii: "\"") { return outcome }
        guard byte >= 0x20 else { return nil }
        continue
      }
      guard at < end else { return nil }
      let letter = bytes[at]
      at &+= 1
      guard letter == UInt8(ascii: "u") else {
        guard simple(letter) != nil else { return nil }
        if high { outcome = .loneSurrogate }
        high = false
        continue
      }
      guard let unit = unit(bytes, at, end), unit != 0 else { return nil }
      at &+= 4
      let isLow = unit & 0xFC00 == 0xDC00
      if isLow != high { outcome = .loneSurrogate }
      high = unit & 0xFC00 == 0xD800
    }
    return nil
  }

  /// Appends what a good string with escapes means.
  static func unescape(_ bytes: Span<UInt8>, _ range: Range<Int>, into text: inout [UInt8]) {
    var at = range.lowerBound
    var high: UInt32 = 0
    while at < range.upperBound {
      let byte = bytes[at]
      at &+= 1
      guard byte == UInt8(ascii: "\\"), at < range.upperBound else {
        text.append(byte)
        continue
      }
      let letter = bytes[at]
      at &+= 1
      if let plain = simple(letter) {
        text.append(plain)
        continue
      }
      guard let unit = unit(bytes, at, range.upperBound) else { continue }
      at &+= 4
      if unit & 0xFC00 == 0xD800 {
        high = unit
      } else if unit & 0xFC00 == 0xDC00 {
        append(0x10000 + (high & 0x3FF) << 10 + unit & 0x3FF, to: &text)
      } else {
        append(unit, to: &text)
      }
    }
  }

  /// What a letter behind a backslash stands for, or `nil`.
  private static func simple(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    default: nil
    }
  }

  /// The number that four hexadecimal digits spell, or `nil`.
  private static func unit(_ bytes: Span<UInt8>, _ at: Int, _ end: Int) -> UInt32? {
    guard at &+ 4 <= end else { return nil }
    var unit: UInt32 = 0
    for place in at..<at &+ 4 {
      let byte = bytes[place]
      let lower = byte | 0x20
      if byte &- 0x30 < 10 {
        unit = unit << 4 | UInt32(byte &- 0x30)
      } else if lower &- 0x61 < 6 {
        unit = unit << 4 | UInt32(lower &- 0x61 &+ 10)
      } else {
        return nil
      }
    }
    return unit
  }

  private static func append(_ scalar: UInt32, to text: inout [UInt8]) {
    guard let scalar = Unicode.Scalar(scalar) else { return }
    text.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
  }
}
