import Archives
import Columnar
import Dataflow

/// The text of a document as UTF-8, seen through a window that moves on over its stream.
struct XMLSource {
  /// Why no more text comes.
  enum Ending: Equatable {
    /// The document is over.
    case end
    /// The next byte is not in the document's encoding.
    case encoding
    /// The declared encoding is not known.
    case unknownEncoding
    /// The stream failed.
    case stream(ArchiveError)
  }

  /// The text from ``origin`` on; only the first ``count`` bytes mean anything.
  private(set) var window: [UInt8] = []
  /// The number of bytes of whole characters in the window.
  private(set) var count = 0
  /// The text offset of the window's first byte.
  private(set) var origin: Int64 = 0
  /// Why no more text comes, once it is so.
  private(set) var ending: Ending?
  /// The document's encoding, from the first ``fill()`` on.
  private(set) var encoding: XMLEncoding?
  /// The length of the byte order mark.
  private(set) var byteOrderMark = 0

  private let stream: any ByteStream
  private let start: Int64
  private let block = 64 << 10
  /// The number of bytes in the window, with the beginning of a character behind ``count``.
  private var filled = 0
  private var raw: [UInt8] = []
  private var head = 0

  /// Begins at an offset of the unit that is not before the stream's, in an encoding that is known
  /// where a reading goes on.
  init(_ stream: any ByteStream, from start: Int64, encoding: XMLEncoding?) {
    self.stream = stream
    self.start = start
    self.encoding = encoding
  }

  /// The window's index of a text offset.
  func index(_ offset: Int64) -> Int { Int(offset - origin) }

  /// Where the piece behind what was fed ends: behind a `>`, so that no tag or `]]>` is torn, if one
  /// lies within reach; nothing if more text is needed to say it.
  func cut(after fed: Int64, piece: Int, reach: Int) -> Int? {
    let first = index(fed)
    var end = min(count, first + piece)
    while end > first {
      if window[end - 1] == UInt8(ascii: ">") { return end }
      end -= 1
    }
    let far = min(count, first + reach)
    end = min(count, first + piece)
    while end < far {
      end += 1
      if window[end - 1] == UInt8(ascii: ">") { return end }
    }
    guard far < count else { return nil }
    while window[end] & 0xC0 == 0x80 { end -= 1 }
    for _ in 0..<2 where window[end - 1] == UInt8(ascii: "]") { end -= 1 }
    return end
  }

  /// Gives up the text before an offset.
  mutating func discard(before offset: Int64) {
    head = max(head, min(count, index(offset)))
  }

  /// Gets more text, unless the document has ended; the window may move.
  mutating func fill() {
    guard ending == nil else { return }
    makeRoom()
    do {
      if stream.offset < start { try skip() }
      if encoding == nil { try begin() }
      guard ending == nil, let encoding else { return }
      if encoding == .utf8 { try readText() } else { try readRaw(encoding) }
    } catch {
      ending = .stream(error)
    }
  }

  private mutating func makeRoom() {
    if head > 0, filled + block > window.count {
      moveToFront(&window, head..<filled)
      origin += Int64(head)
      count -= head
      filled -= head
      head = 0
    }
    if filled + block > window.count {
      extend(&window, to: window.count + max(block * 2, filled / 2))
    }
  }

  private func skip() throws(ArchiveError) {
    var scrap = [UInt8](repeating: 0, count: block)
    while stream.offset < start {
      // Never a byte further: what follows belongs to the window.
      let distance = Int(min(start - stream.offset, Int64(block)))
      if distance < scrap.count { scrap.removeLast(scrap.count - distance) }
      if try stream.read(into: &scrap, at: 0) == 0 { break }
    }
    guard stream.offset == start else {
      throw ArchiveError(.changed, "the content is shorter than it was")
    }
  }

  private mutating func begin() throws(ArchiveError) {
    var beginning = [UInt8](repeating: 0, count: 1024)
    var known = 0
    while known < beginning.count {
      let more = try stream.read(into: &beginning, at: known)
      known += more
      let hasDeclaration = known < 4 || beginning[1] == 0x3F || beginning[0] == 0xEF
      if more == 0 || !hasDeclaration || beginning[..<known].contains(0x3E) { break }
    }
    let bytes = beginning[..<known]
    guard let (found, mark) = XMLEncoding.detect(bytes) else {
      ending = .unknownEncoding
      return
    }
    encoding = found
    byteOrderMark = mark
    if found == .utf8 {
      for byte in bytes.dropFirst(mark) {
        window[filled] = byte
        filled += 1
      }
      measure()
    } else {
      raw = Array(bytes.dropFirst(mark))
      decode(found)
    }
  }

  private mutating func readText() throws(ArchiveError) {
    guard filled < window.count else { return }
    let more = try stream.read(into: &window, at: filled)
    filled += more
    if more > 0 {
      measure()
    } else {
      ending = count == filled ? .end : .encoding
    }
  }

  private mutating func measure() {
    let extent = TextExtent(of: window.span, in: count..<filled)
    count += extent.count
    if extent.ending == .broken { ending = .encoding }
  }

  private mutating func readRaw(_ encoding: XMLEncoding) throws(ArchiveError) {
    var bytes = [UInt8](repeating: 0, count: 32 << 10)
    let more = try stream.read(into: &bytes, at: 0)
    guard more > 0 else {
      ending = raw.isEmpty ? .end : .encoding
      return
    }
    raw.append(contentsOf: bytes[..<more])
    decode(encoding)
  }

  private mutating func decode(_ encoding: XMLEncoding) {
    var text: [UInt8] = []
    let (used, isBroken) = encoding.decode(raw[...], into: &text)
    raw.removeFirst(used)
    if filled + text.count > window.count {
      extend(&window, to: filled + text.count + block)
    }
    for byte in text {
      window[filled] = byte
      filled += 1
    }
    count = filled
    if isBroken { ending = .encoding }
  }
}
