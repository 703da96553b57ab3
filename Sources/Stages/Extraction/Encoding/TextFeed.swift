internal import Archives
internal import Columnar

/// The text of a unit, delivered piece by piece into a chunk's bytes.
///
/// Text comes straight from the stream, in UTF-16 through a transcoder. What a chunk did not use is
/// given back and delivered again first.
struct TextFeed {
  private let stream: any ByteStream
  private var transcoder: UTF16Transcoder?
  private var inbox: [UInt8] = []
  private var pending: [UInt8]
  private var pendingStart = 0
  private var isAtEnd = false
  /// How many of the last bytes delivered were pending ones.
  private var replayed = 0

  /// Creates a feed.
  ///
  /// - Parameters:
  ///   - stream: delivers the content after `readAhead`.
  ///   - readAhead: content that was read from the stream before.
  ///   - encoding: how the content spells its text.
  init(stream: any ByteStream, readAhead: [UInt8], encoding: TextEncoding) {
    self.stream = stream
    pending = readAhead
    guard encoding.isUTF16 else { return }
    var transcoder = UTF16Transcoder(isBigEndian: encoding == .utf16BigEndian)
    pending = [UInt8](repeating: 0, count: UTF16Transcoder.room(for: readAhead.count))
    var text = pending.mutableSpan
    let end = transcoder.transcode(readAhead.span, readAhead.indices, into: &text, at: 0)
    pending.removeLast(pending.count - end)
    self.transcoder = transcoder
  }

  /// The stream's state to resume from.
  func resumeState(near offset: Int64) -> [UInt8] { stream.resumeState(near: offset) }

  /// Appends the next piece of text to `arena`.
  ///
  /// - Parameters:
  ///   - arena: grown when it is full.
  ///   - size: the most bytes to take from what was given back, at least 1.
  /// - Returns: the number of bytes appended; 0 at the end.
  /// - Throws: `ArchiveError` when the content cannot be read.
  mutating func deliver(to arena: inout ByteArena, size: Int) throws -> Int {
    if pendingStart < pending.count {
      let count = min(size, pending.count - pendingStart)
      arena.append(pending.span.extracting(pendingStart..<pendingStart + count))
      pendingStart += count
      replayed += count
      return count
    }
    if isAtEnd { return 0 }
    replayed = 0
    if let transcoder { return try transcode(with: transcoder, to: &arena) }
    if arena.count == arena.capacity { arena.reserve(size) }
    let count = try stream.read(into: &arena.storage, at: arena.count)
    isAtEnd = count == 0
    arena.count += count
    return count
  }

  private mutating func transcode(
    with transcoder: UTF16Transcoder, to arena: inout ByteArena
  ) throws -> Int {
    var transcoder = transcoder
    let start = arena.count
    if inbox.isEmpty { inbox = [UInt8](repeating: 0, count: 16 << 10) }
    while arena.count == start && !isAtEnd {
      let count = try stream.read(into: &inbox, at: 0)
      isAtEnd = count == 0
      arena.reserve(UTF16Transcoder.room(for: count))
      var text = arena.storage.mutableSpan
      arena.count =
        isAtEnd
        ? transcoder.finish(into: &text, at: start)
        : transcoder.transcode(inbox.span, 0..<count, into: &text, at: start)
    }
    self.transcoder = transcoder
    return arena.count - start
  }

  /// Takes back the last `count` bytes of `arena`, all of them delivered since it was last empty.
  mutating func takeBack(_ count: Int, from arena: inout ByteArena) {
    if count <= replayed {
      pendingStart -= count
    } else {
      // The stream delivered last, so nothing else is pending.
      pending.removeAll(keepingCapacity: true)
      pending.append(contentsOf: arena.storage[arena.count - count..<arena.count])
      pendingStart = 0
    }
    replayed = 0
    arena.count -= count
  }
}
