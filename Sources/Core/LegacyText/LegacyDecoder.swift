/// Decodes the text of one legacy encoding to UTF-8, by tables and without allocation.
///
/// The longest sequence wins. A byte without meaning is a failure, never a guess.
public struct LegacyDecoder: Sendable {
  /// The most bytes of text that a byte may become.
  public static let growth = 3
  /// The bytes of room needed beyond that.
  public static let slack = 2

  /// The encoding it decodes.
  public let encoding: LegacyEncoding

  let nodes: [UInt32]
  let letters: LetterClasses?

  private static let all = zip(LegacyEncoding.allCases, EncodingTable.all).map {
    LegacyDecoder(encoding: $0, nodes: $1.nodes)
  }

  /// The decoder of an encoding.
  public init(_ encoding: LegacyEncoding) {
    guard let decoder = Self.all.first(where: { $0.encoding == encoding }) else {
      preconditionFailure("every encoding has its table")
    }
    self = decoder
  }

  private init(encoding: LegacyEncoding, nodes: [UInt32]) {
    self.encoding = encoding
    self.nodes = nodes
    letters = encoding.hasFontCapitals ? LetterClasses(nodes) : nil
  }

  /// Decodes a text, or returns `nil` when a byte has no meaning.
  public func decode(_ source: [UInt8]) -> [UInt8]? {
    var room = source
    let count = source.count * Self.growth + Self.slack
    room.append(contentsOf: repeatElement(0, count: count))
    var text = room.mutableSpan
    guard let end = decode(0..<source.count, of: &text, at: source.count) else { return nil }
    return Array(room[source.count..<end])
  }

  /// Decodes `text[range]` to `text[start...]`, which has room for ``growth`` times the bytes of the
  /// range and ``slack`` more.
  ///
  /// - Returns: the end of the decoded text, or `nil` when a byte has no meaning.
  public func decode(
    _ range: Range<Int>, of text: inout MutableSpan<UInt8>, at start: Int
  ) -> Int? {
    if let letters { return letters.decode(range, of: &text, at: start, nodes.span) }
    let nodes = nodes.span
    var end = start
    var index = range.lowerBound
    while index < range.upperBound {
      var entry = nodes[Int(text[index])]
      index &+= 1
      while entry >> 24 != 0 && index < range.upperBound {
        let longer = nodes[Int(entry >> 24) << 8 | Int(text[index])]
        if longer == 0 { break }
        entry = longer
        index &+= 1
      }
      let letter = entry & 0xFF_FFFF
      if letter == 0 { return nil }
      end = put(letter, into: &text, at: end)
    }
    return end
  }
}

/// Writes a letter, and up to two bytes of scrap behind it, and says where it ends.
@inline(__always)
func put(_ letter: UInt32, into text: inout MutableSpan<UInt8>, at end: Int) -> Int {
  text[end] = UInt8(truncatingIfNeeded: letter)
  text[end &+ 1] = UInt8(truncatingIfNeeded: letter >> 8)
  text[end &+ 2] = UInt8(truncatingIfNeeded: letter >> 16)
  return end &+ 1 &+ (letter > 0xFF ? 1 : 0) &+ (letter > 0xFFFF ? 1 : 0)
}
