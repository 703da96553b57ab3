import Digests

/// A place in a content from which reading can begin, with all that has to be known there.
struct ResumePoint {
  /// What tells one compressed content from another without reading it.
  struct Origin: Equatable {
    /// How the content is stored: 1 as it is, 2 DEFLATE, 3 GZIP.
    var framing: UInt8
    /// The number of bytes it is stored in.
    var storedSize: Int64
    /// The number of content bytes, -1 when unknown.
    var size: Int64
    /// The CRC-32 of the content, 0 when unknown.
    var crc32: UInt32
  }

  var origin: Origin
  /// The offset in the content.
  var offset: Int64 = 0
  /// The offset in the stored bytes of the next one.
  var storedOffset: Int64 = 0
  /// How many bits of the last byte taken belong to what follows.
  var bits: UInt8 = 0
  /// The last byte taken.
  var byte: UInt8 = 0
  /// Whether a GZIP member begins here.
  var isBetweenMembers = false
  /// The content offset at which the current GZIP member began.
  var memberStart: Int64 = 0
  /// The checksum of the current GZIP member, otherwise of the content.
  var checksum = Checksum()
  /// The checksum of the GZIP members before the current one.
  var earlierChecksum = Checksum()
  var sha256 = SHA256()
  /// What later blocks may refer to.
  var dictionary: [UInt8] = []

  private static let signature: [UInt8] = Array("SoHoaR1\n".utf8)

  /// The point as bytes: signature, numbers low byte first, hash state and dictionary each behind
  /// its length, and a CRC-32 of all that.
  var encoded: [UInt8] {
    var bytes = Self.signature
    bytes.append(origin.framing)
    for number in [origin.storedSize, origin.size, offset, storedOffset, memberStart] {
      bytes.append(littleEndian: number)
    }
    for number in [origin.crc32, checksum.value, earlierChecksum.value] {
      bytes.append(littleEndian: number)
    }
    bytes += [bits, byte, isBetweenMembers ? 1 : 0]
    for part in [sha256.state, dictionary] {
      bytes.append(littleEndian: UInt32(part.count))
      bytes += part
    }
    bytes.append(littleEndian: Checksum(of: bytes).value)
    return bytes
  }

  /// Takes up a stored point, which must belong to the same stored content.
  init(decoding bytes: [UInt8], for origin: Origin) throws(ArchiveError) {
    let other = ArchiveError(.changed, "the content is not the one that reading stopped in")
    let broken = ArchiveError(.changed, "the stored position is damaged")
    let fixed = Self.signature.count + 1 + 5 * 8 + 3 * 4 + 3
    guard bytes.count >= fixed + 12, bytes.starts(with: Self.signature) else { throw broken }
    let end = bytes.count - 4
    var sum = Checksum()
    sum.update(bytes, 0..<end)
    guard sum.value == bytes.littleEndian(UInt32.self, at: end) else { throw broken }
    let numbers = (0..<5).map { bytes.littleEndian(Int64.self, at: 9 + 8 * $0) }
    let sums = (0..<3).map { bytes.littleEndian(UInt32.self, at: 49 + 4 * $0) }
    self.origin = Origin(
      framing: bytes[8], storedSize: numbers[0], size: numbers[1], crc32: sums[0])
    guard self.origin == origin else { throw other }
    offset = numbers[2]
    storedOffset = numbers[3]
    memberStart = numbers[4]
    checksum = Checksum(sums[1])
    earlierChecksum = Checksum(sums[2])
    bits = bytes[61]
    byte = bytes[62]
    isBetweenMembers = bytes[63] == 1
    var parts: [[UInt8]] = []
    var next = fixed
    for _ in 0..<2 {
      guard next + 4 <= end else { throw broken }
      let count = Int(bytes.littleEndian(UInt32.self, at: next))
      guard next + 4 + count <= end else { throw broken }
      parts.append(Array(bytes[(next + 4)..<(next + 4 + count)]))
      next += 4 + count
    }
    guard next == end, let hash = SHA256(state: parts[0]), offset >= 0,
      hash.count == UInt64(offset), (0...offset).contains(memberStart),
      (0...origin.storedSize).contains(storedOffset), bits < 8,
      parts[1].count <= Inflater.dictionaryCapacity
    else { throw broken }
    sha256 = hash
    dictionary = parts[1]
  }

  init(origin: Origin) { self.origin = origin }
}

/// The points of one stream that a checkpoint may still ask for.
struct ResumePoints {
  /// The number of content bytes from one point to the next.
  static let distance: Int64 = 1 << 20
  /// Beyond this many every other one of the older half is dropped: a stream whose reader never
  /// asks must not grow.
  private static let most = 64

  private var points: [ResumePoint] = []
  private var last: Int64 = 0

  /// Whether the next point is due.
  func isDue(at offset: Int64) -> Bool { offset - last >= Self.distance }

  mutating func append(_ point: ResumePoint) {
    last = point.offset
    points.append(point)
    guard points.count > Self.most else { return }
    let older = points.prefix(Self.most / 2).enumerated().filter { $0.offset % 2 == 0 }
    points.replaceSubrange(..<(Self.most / 2), with: older.map(\.element))
  }

  /// The latest point at or before an offset; forgets all before it.
  mutating func latest(atOrBefore offset: Int64) -> ResumePoint? {
    guard let index = points.lastIndex(where: { $0.offset <= offset }) else { return nil }
    points.removeFirst(index)
    return points.first
  }
}
