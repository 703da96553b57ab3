internal import Archives
internal import Columnar
internal import Dataflow

/// The text of a unit as it is read into the bytes of one chunk after the other.
struct UnitText {
  /// Where the next record or line begins in the chunk's bytes.
  var place = 0
  /// The line that ``place`` lies on, from 1.
  var line: Int64 = 1
  /// Whether the content ends with the chunk's bytes.
  private(set) var isAtEnd = false

  private var feed: TextFeed
  private let isUTF16: Bool
  private var scanner = LineScanner()
  /// The content offset of a place in the chunk's bytes, from which others are counted.
  private var anchor = (index: 0, offset: Int64(0))

  /// The most bytes kept of a record that is longer than the limit.
  static let keptOfOverlong = 64 << 10

  /// Begins at a position of a content that `readAhead` and the stream deliver from there on.
  init(
    _ stream: any ByteStream, readAhead: [UInt8], encoding: TextEncoding, from position: Position
  ) {
    feed = TextFeed(stream: stream, readAhead: readAhead, encoding: encoding)
    isUTF16 = encoding.isUTF16
    anchor.offset = position.offset
    line = position.line
  }

  /// Begins a chunk, whose bytes are empty.
  mutating func begin(_ chunk: inout Chunk, _ limit: ChunkLimit) {
    let rows = min(max(1, limit.rows), 1 << 20)
    let room = min(max(limit.bytes, 0), rows << 10, 64 << 20) + (4 << 10)
    if chunk.bytes.capacity < room { chunk.bytes = ByteArena(capacity: room) }
    anchor.index = 0
    place = 0
    scanner.begin(at: 0)
  }

  /// Adds text to the chunk, or learns that there is none.
  mutating func deliver(to chunk: inout Chunk, _ size: Int) throws {
    isAtEnd = try feed.deliver(to: &chunk.bytes, size: size) == 0
  }

  /// Gives back what lies behind ``place``.
  mutating func finish(_ chunk: inout Chunk) {
    _ = offset(of: place, in: chunk)
    let rest = chunk.bytes.count - place
    if rest > 0 { isAtEnd = false }
    feed.takeBack(rest, from: &chunk.bytes)
  }

  /// The stream's state to resume from.
  func resumeState(near offset: Int64) -> [UInt8] { feed.resumeState(near: offset) }

  /// The content offset of a place in the chunk's bytes, not before one asked for earlier.
  mutating func offset(of index: Int, in chunk: borrowing Chunk) -> Int64 {
    if index > anchor.index {
      let length =
        isUTF16
        ? UTF16Transcoder.contentLength(of: chunk.bytes.storage.span, anchor.index..<index)
        : index - anchor.index
      anchor = (index, anchor.offset + Int64(length))
    }
    return anchor.offset
  }

  /// Drops the text before ``place`` while no row points into it.
  mutating func dropRead(_ chunk: inout Chunk) {
    guard place >= 64 << 10 else { return }
    anchor = (0, offset(of: place, in: chunk))
    drop(place, of: &chunk)
    place = 0
    scanner.begin(at: 0)
  }

  private func drop(_ count: Int, of chunk: inout Chunk) {
    moveToFront(&chunk.bytes.storage, count..<chunk.bytes.count)
    chunk.bytes.count -= count
  }

  /// A line or record that is longer than the limit.
  struct Overlong {
    /// Its beginning, which is kept.
    var raw: Range<Int>
    /// Where it lies in the content.
    var offset: Int64
    var line: Int64
    /// The place behind it.
    var next: Int
  }

  /// What follows in the text.
  enum Line {
    /// A line without its end, and the place behind it.
    case whole(Range<Int>, next: Int)
    /// One that is longer than the limit.
    case overlong(Overlong)
    case none
  }

  /// Finds the next line; ``place`` and ``line`` stay where they are until ``take(next:)``.
  mutating func nextLine(
    of chunk: inout Chunk, size: Int, limit: Int
  ) throws -> Line {
    while true {
      if let end = scanner.next(in: chunk.bytes.storage.span, end: chunk.bytes.count) {
        let isPair = end > place && chunk.bytes.storage[end - 1] == .carriageReturn
        let text = place..<(isPair ? end - 1 : end)
        guard text.count <= limit else {
          return overlong(limit, next: end + 1, chunk)
        }
        return .whole(text, next: end + 1)
      }
      if isAtEnd {
        guard place < chunk.bytes.count else { return .none }
        guard chunk.bytes.count - place <= limit else {
          return overlong(limit, next: chunk.bytes.count, chunk)
        }
        return .whole(place..<chunk.bytes.count, next: chunk.bytes.count)
      }
      if chunk.bytes.count - place > limit + 1 { return try passOverlong(in: &chunk, size, limit) }
      if chunk.rowCount == 0 { dropRead(&chunk) }
      try deliver(to: &chunk, size)
    }
  }

  private mutating func overlong(_ limit: Int, next: Int, _ chunk: borrowing Chunk) -> Line {
    let kept = place..<place + min(limit, Self.keptOfOverlong)
    return .overlong(
      Overlong(raw: kept, offset: offset(of: place, in: chunk), line: line, next: next))
  }

  /// Reads to the end of a line that is longer than the limit, without holding it whole.
  private mutating func passOverlong(
    in chunk: inout Chunk, _ size: Int, _ limit: Int
  ) throws -> Line {
    let kept = place..<place + min(limit, Self.keptOfOverlong)
    var found = Overlong(raw: kept, offset: offset(of: place, in: chunk), line: line, next: 0)
    while true {
      drop(to: chunk.bytes.count, keeping: kept, &chunk)
      try deliver(to: &chunk, size)
      let end = scanner.next(in: chunk.bytes.storage.span, end: chunk.bytes.count)
      found.next = end.map { $0 + 1 } ?? chunk.bytes.count
      if end != nil || isAtEnd { return .overlong(found) }
    }
  }

  /// Forgets the text between what is kept and a place up to which it has been looked at.
  mutating func drop(to end: Int, keeping kept: Range<Int>, _ chunk: inout Chunk) {
    let before = offset(of: end, in: chunk)
    line += Int64(LineExtent(of: chunk.bytes.storage, in: kept.upperBound..<end).lineFeeds)
    let rest = chunk.bytes.count - end
    for index in 0..<rest {
      chunk.bytes.storage[kept.upperBound + index] = chunk.bytes.storage[end + index]
    }
    chunk.bytes.count = kept.upperBound + rest
    anchor = (kept.upperBound, before)
    scanner.begin(at: kept.upperBound)
  }

  /// Moves on behind a line.
  mutating func take(next: Int) {
    place = next
    line += 1
  }
}

extension UnitText {
  /// Finds the next `count` bytes, fewer at the end; ``place`` stays where it is until ``take(next:)``.
  mutating func nextBytes(_ count: Int, of chunk: inout Chunk, size: Int) throws -> Line {
    while chunk.bytes.count - place < count, !isAtEnd { try deliver(to: &chunk, size) }
    let end = min(place + count, chunk.bytes.count)
    return end > place ? .whole(place..<end, next: end) : .none
  }
}

extension UnitText {
  /// Moves over space and counts its lines.
  mutating func passSpace(of chunk: borrowing Chunk) {
    let bytes = chunk.bytes.storage.span
    while place < chunk.bytes.count {
      let byte = bytes[place]
      guard byte == 0x20 || byte == .lineFeed || byte == .carriageReturn || byte == 0x09 else {
        return
      }
      if byte == .lineFeed { line += 1 }
      place += 1
    }
  }

  /// Moves to a place and counts the lines up to it.
  mutating func advance(to next: Int, in chunk: borrowing Chunk) {
    line += Int64(LineExtent(of: chunk.bytes.storage, in: place..<next).lineFeeds)
    place = next
  }
}
