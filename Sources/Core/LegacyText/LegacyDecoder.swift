internal import Columnar

/// Decodes the text of one legacy encoding to UTF-8, by tables and without allocation.
///
/// The longest sequence wins. A byte without meaning is a failure, never a guess.
public struct LegacyDecoder: Sendable {
  /// The most bytes of text that a byte may become.
  public static let growth = LegacyLetters.growth
  /// The bytes of room needed beyond that.
  public static let slack = LegacyLetters.slack

  /// The encoding it decodes.
  public let encoding: LegacyEncoding

  let letters: LegacyLetters

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
    letters = LegacyLetters(
      nodes: nodes, capitals: encoding.hasFontCapitals ? LetterClasses.capitals(nodes) : [])
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
    letters.decode(range, of: &text, at: start)
  }
}
