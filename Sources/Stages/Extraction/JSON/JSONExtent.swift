import Columnar

/// Finds the end of a value piece by piece, by its brackets and quotes alone.
struct JSONExtent {
  /// Up to where it has looked; behind the value once it is found.
  private(set) var place = 0
  private var depth = 0
  private var isInString = false
  private var isEscaped = false
  /// Whether the value is neither string, list nor object, so that it ends where something else begins.
  private var isPlain = false
  private var isFirst = true

  /// Whether the value is over where the text is.
  var endsWithText: Bool { isPlain && !isFirst }

  /// Begins at the first byte of a value.
  mutating func begin(at place: Int) {
    self = JSONExtent()
    self.place = place
  }

  /// Goes on at another place, because the text has moved.
  mutating func move(to place: Int) { self.place = place }

  /// Looks on as far as there is text; `true` once the value is over.
  mutating func find(in bytes: Span<UInt8>, end: Int) -> Bool {
    var index = place
    defer { place = index }
    while index < end {
      let byte = bytes[index]
      if isInString {
        index &+= 1
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
          if depth == 0 { return true }
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""):
        if isPlain { return true }
        isInString = true
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        if isPlain { return true }
        depth &+= 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if isPlain { return true }
        depth &-= 1
        if depth <= 0 {
          index &+= 1
          return true
        }
      case UInt8(ascii: ","), UInt8(ascii: ":"), 0x20, 0x09, 0x0A, 0x0D:
        if isPlain { return true }
        if depth == 0 {
          index &+= 1
          return true
        }
      default: if depth == 0 { isPlain = true }
      }
      isFirst = false
      index &+= 1
    }
    return false
  }
}

/// Whether a piece of text is one JSON value that is no list or object.
enum JSONToken {
  static func isGood(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard let first = range.first else { return false }
    switch bytes[first] {
    case UInt8(ascii: "\""):
      var place = first + 1
      return JSONText.passEscapes(bytes, &place, range.upperBound) != nil
        && place == range.upperBound
    case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"):
      let word = range.map { bytes[$0] }
      return ["true", "false", "null"].contains { Array($0.utf8) == word }
    default:
      var place = first
      return JSONText.passNumber(bytes, &place, range.upperBound) && place == range.upperBound
    }
  }
}
