/// A content compressed with DEFLATE: a ZIP member, or a GZIP file of one or more members.
///
/// Points to resume from are taken between two blocks, as zlib's example `zran` does it.
final class DeflateStream: CheckedStream {
  private enum Phase {
    case header
    case blocks
    case done
  }

  private let source: any ByteSource
  private let origin: ResumePoint.Origin
  private let limits: ArchiveLimits
  private let inflater: Inflater
  private var isGzip: Bool { origin.framing == 3 }

  private var input: [UInt8]
  private var unread = Inflater.Window(start: 0, end: 0)
  /// The offset in the source of the byte after the input's last.
  private var inputEnd: Int64 = 0
  private var lastByte: UInt8 = 0

  private var phase = Phase.blocks
  private var check = ContentCheck()
  private var memberStart: Int64 = 0
  private var earlierChecksum = Checksum()
  private var points = ResumePoints()
  private var failure: ArchiveError?
  private var stalls = 0

  /// The content offset, ahead of what is hashed while a read is under way.
  private(set) var offset: Int64 = 0

  /// Opens compressed bytes, whose origin says what they must give and how they are framed.
  init(
    _ source: any ByteSource, origin: ResumePoint.Origin, limits: ArchiveLimits,
    resumingFrom state: [UInt8]
  ) throws(ArchiveError) {
    self.source = source
    self.origin = origin
    self.limits = limits
    inflater = try Inflater()
    input = [UInt8](repeating: 0, count: Int(min(Int64(Self.stepSize), max(source.count, 1))))
    phase = origin.framing == 3 ? .header : .blocks
    if !state.isEmpty { try resume(from: ResumePoint(decoding: state, for: origin)) }
  }

  private func resume(from point: ResumePoint) throws(ArchiveError) {
    offset = point.offset
    inputEnd = point.storedOffset
    lastByte = point.byte
    memberStart = point.memberStart
    earlierChecksum = point.earlierChecksum
    check = ContentCheck(sha256: point.sha256, checksum: point.checksum, size: point.offset)
    phase = isGzip && point.isBetweenMembers ? .header : .blocks
    guard
      inflater.resume(dictionary: point.dictionary, bits: Int(point.bits), of: point.byte)
    else { throw ArchiveError(.changed, "the stored position is damaged") }
    points.append(point)
  }

  var summary: ContentSummary {
    var summary = check.summary
    if isGzip {
      var checksum = earlierChecksum
      checksum.append(check.checksum, count: check.size - memberStart)
      summary.crc32 = checksum.value
    }
    return summary
  }

  func resumeState(near offset: Int64) -> [UInt8] {
    points.latest(atOrBefore: offset)?.encoded ?? []
  }

  func read(into buffer: inout [UInt8], at start: Int) throws(ArchiveError) -> Int {
    if let failure { throw failure }
    var room = Inflater.Window(start: start, end: min(buffer.count, start + Self.stepSize))
    do {
      while !room.isEmpty, phase != .done {
        if phase == .header { try beginMember() }
        try decode(into: &buffer, &room)
      }
      return room.start - start
    } catch {
      failure = error
      throw error
    }
  }

  /// Decodes at most to the end of a block, and hashes what came out.
  private func decode(
    into buffer: inout [UInt8], _ room: inout Inflater.Window
  ) throws(ArchiveError) {
    let before = (room.start, unread.start)
    let outcome = inflater.step(input: input, &unread, output: &buffer, &room)
    let produced = before.0..<room.start
    check.update(buffer, produced)
    offset += Int64(produced.count)
    if unread.start > before.1 { lastByte = input[unread.start - 1] }
    if !isGzip, offset > origin.size {
      throw ArchiveError(.damaged, "there is more content than the directory says")
    }
    try limits.check(content: offset, compressed: storedOffset)
    stalls = produced.isEmpty && unread.start == before.1 ? stalls + 1 : 0
    // A block takes at least three bits, so that only a fault in zlib could stall for long.
    guard stalls < 64 else { throw Self.notDeflate }
    switch outcome {
    case .damaged: throw Self.notDeflate
    case .ended: try endMember()
    case .afterLastBlock: break
    case .betweenBlocks:
      if points.isDue(at: offset) { addPoint(isBetweenMembers: false) }
    case .exchanged:
      if !room.isEmpty, unread.isEmpty {
        guard try refill() else { throw Self.truncated }
      }
    }
  }

  private func addPoint(isBetweenMembers: Bool) {
    var point = ResumePoint(origin: origin)
    point.offset = offset
    point.storedOffset = storedOffset
    point.isBetweenMembers = isBetweenMembers
    point.memberStart = memberStart
    point.checksum = check.checksum
    point.earlierChecksum = earlierChecksum
    point.sha256 = check.sha256
    if !isBetweenMembers {
      point.bits = UInt8(inflater.unusedBits)
      point.byte = lastByte
      point.dictionary = inflater.dictionary
    }
    points.append(point)
  }

  // MARK: Input

  /// The offset in the source of the next byte not taken yet.
  private var storedOffset: Int64 { inputEnd - Int64(unread.end - unread.start) }

  /// Reads on when the input is used up; `false` at the end.
  private func refill() throws(ArchiveError) -> Bool {
    let count = try source.read(at: inputEnd, into: &input, 0..<input.count)
    unread = Inflater.Window(start: 0, end: count)
    inputEnd += Int64(count)
    return count > 0
  }

  private func nextByte() throws(ArchiveError) -> UInt8 {
    if unread.isEmpty {
      guard try refill() else { throw Self.truncated }
    }
    defer { unread.start += 1 }
    return input[unread.start]
  }

  // MARK: Members

  private func beginMember() throws(ArchiveError) {
    if points.isDue(at: offset) { addPoint(isBetweenMembers: true) }
    var header: [UInt8] = []
    func take(_ count: Int) throws(ArchiveError) {
      for _ in 0..<count { header.append(try nextByte()) }
    }
    func takeText() throws(ArchiveError) {
      let limit = header.count + 64 << 10
      repeat {
        try take(1)
        guard header.count < limit else {
          throw ArchiveError(.limit, "a name or comment in the GZIP header is too long")
        }
      } while header.last != 0
    }
    try take(2)
    guard header == [0x1F, 0x8B] else {
      throw ArchiveError(.damaged, "what follows the compressed data is not GZIP")
    }
    try take(8)
    let flags = header[3]
    guard header[2] == 8, flags & 0xE0 == 0 else {
      throw ArchiveError(.unsupported, "the GZIP header has an unknown method or flag")
    }
    if flags & 4 != 0 {
      try take(2)
      try take(Int(header[10]) | Int(header[11]) << 8)
    }
    if flags & 8 != 0 { try takeText() }
    if flags & 16 != 0 { try takeText() }
    if flags & 2 != 0 {
      let expected = UInt16(truncatingIfNeeded: Checksum(of: header).value)
      try take(2)
      guard header.suffix(2) == [UInt8(expected & 0xFF), UInt8(expected >> 8)] else {
        throw ArchiveError(.damaged, "the checksum of the GZIP header does not agree")
      }
    }
    inflater.reset()
    phase = .blocks
  }

  private func endMember() throws(ArchiveError) {
    guard isGzip else {
      guard storedOffset == source.count else {
        throw ArchiveError(.damaged, "the compressed data ends before its size says")
      }
      guard offset == origin.size else {
        throw ArchiveError(.damaged, "there is less content than the directory says")
      }
      guard check.checksum.value == origin.crc32 else { throw Self.wrongChecksum }
      phase = .done
      return
    }
    var trailer: [UInt8] = []
    for _ in 0..<8 { trailer.append(try nextByte()) }
    let size = offset - memberStart
    guard trailer.littleEndian(UInt32.self, at: 0) == check.checksum.value else {
      throw Self.wrongChecksum
    }
    guard trailer.littleEndian(UInt32.self, at: 4) == UInt32(truncatingIfNeeded: size) else {
      throw ArchiveError(.damaged, "the size of the content does not agree")
    }
    earlierChecksum.append(check.checksum, count: size)
    check.checksum = Checksum()
    memberStart = offset
    phase = storedOffset == source.count ? .done : .header
  }

  private static let truncated = ArchiveError(.damaged, "the compressed data ends too early")
  private static let notDeflate = ArchiveError(.damaged, "the compressed data is not DEFLATE")
  private static let wrongChecksum = ArchiveError(
    .damaged, "the checksum of the content does not agree")
}
