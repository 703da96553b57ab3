import Columnar

/// A place in a document, known in every way that people and checkpoints count.
struct XMLMark: Equatable {
  /// The number of bytes before it, in the document's text as UTF-8.
  var text: Int64 = 0
  /// The number of bytes before it, as the unit holds them.
  var source: Int64 = 0
  /// The line, from 1.
  var line: Int64 = 1
  /// The character in its line, from 1.
  var column: Int64 = 1

  /// Moves on over a part of the text.
  mutating func advance(over bytes: [UInt8], _ range: Range<Int>, _ encoding: XMLEncoding) {
    let lines = LineExtent(of: bytes, in: range)
    let tail = CharacterExtent(of: bytes, in: lines.lastLineStart..<range.upperBound)
    if lines.lineFeeds > 0 { column = 1 }
    column += Int64(tail.characters)
    line += Int64(lines.lineFeeds)
    text += Int64(range.count)
    if encoding == .utf8 {
      source += Int64(range.count)
    } else {
      let all = CharacterExtent(of: bytes, in: range)
      source += Int64(
        encoding.sourceBytes(characters: all.characters, astral: all.astral, utf8: range.count))
    }
  }
}
