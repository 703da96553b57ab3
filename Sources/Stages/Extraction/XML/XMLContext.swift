import Dataflow

/// What a reader needs besides an offset to go on inside a document: `Position.context`.
///
/// As bytes it is `encoding`, `column` and the length of each open element's start tag on one line,
/// then the tags themselves, as UTF-8.
struct XMLContext: Equatable {
  /// The document's encoding.
  var encoding = XMLEncoding.utf8
  /// The column at the offset, from 1.
  var column: Int64 = 1
  /// The start tags of the open elements, outermost first.
  var tags: [UInt8] = []
  /// The number of bytes of each tag.
  var lengths: [Int] = []
  /// Whether the root element has ended.
  var isOver = false

  init() {}

  /// Reads back what ``bytes`` gave.
  init(_ bytes: [UInt8]) throws {
    let head = bytes.prefix { $0 != 0x0A }
    let words = String(decoding: head, as: UTF8.self).split(separator: " ")
    guard words.count >= 3, let encoding = XMLEncoding(rawValue: String(words[0])),
      let column = Int64(words[1]), column > 0
    else { throw Self.damaged }
    self.encoding = encoding
    self.column = column
    isOver = words[2] == "over"
    var total = 0
    for word in words.dropFirst(3) {
      guard let length = Int(word), length > 2, length <= bytes.count else { throw Self.damaged }
      lengths.append(length)
      total += length
    }
    tags = Array(bytes.dropFirst(head.count + 1))
    guard tags.count == total, isOver == lengths.isEmpty else { throw Self.damaged }
  }

  /// The context as a checkpoint stores it.
  var bytes: [UInt8] {
    var head = "\(encoding.rawValue) \(column) \(isOver ? "over" : "open")"
    for length in lengths { head += " \(length)" }
    return Array((head + "\n").utf8) + tags
  }

  /// Adds a start tag.
  mutating func open(_ tag: ArraySlice<UInt8>) {
    tags.append(contentsOf: tag)
    lengths.append(tag.count)
  }

  /// Removes the innermost start tag.
  mutating func close() {
    guard let length = lengths.popLast() else { return }
    tags.removeLast(length)
    isOver = lengths.isEmpty
  }

  private static var damaged: Diagnostic {
    Diagnostic(
      "SH3204", "the stored place in the XML document cannot be read", status: .internal,
      remedy: "read the unit again from its beginning")
  }
}
