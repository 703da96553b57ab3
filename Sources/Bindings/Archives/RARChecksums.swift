/// The CRC-32 of each member of a RAR 5.0 archive, as its headers tell.
///
/// libarchive does not compare the checksum of a member that is stored without compression (seen in
/// 3.6.2), so the stream over a member does. The format is the publisher's "RAR 5.0 archive format".
struct RARChecksums {
  /// One entry a member, in the order of the archive; `nil` where the header has none.
  private(set) var crc32: [UInt32?] = []

  /// Walks the headers as far as they can be read; the rest has no checksums.
  init(_ archive: any ByteSource) throws(ArchiveError) {
    guard archive.count > 8, try archive.bytes(at: 0, count: 8) == Self.signature else { return }
    var offset: Int64 = 8
    while let header = try Header(archive, at: offset) {
      if header.type == 2 { crc32.append(header.crc32) }
      guard header.type != 4, header.type != 5, header.end > offset else { return }
      offset = header.end
    }
  }

  private static let signature: [UInt8] = [0x52, 0x61, 0x72, 0x21, 0x1A, 0x07, 0x01, 0x00]

  private struct Header {
    var type: UInt64 = 0
    var crc32: UInt32?
    /// Where the next header begins.
    var end: Int64 = 0

    init?(_ archive: any ByteSource, at offset: Int64) throws(ArchiveError) {
      let count = Int(min(archive.count - offset, 1 << 10))
      guard count > 7 else { return nil }
      var reader = Reader(bytes: try archive.bytes(at: offset, count: count), next: 4)
      guard let size = reader.number(), size < 2 << 20 else { return nil }
      let start = reader.next
      guard let type = reader.number(), let flags = reader.number() else { return nil }
      self.type = type
      if flags & 1 != 0, reader.number() == nil { return nil }
      var dataSize: UInt64 = 0
      if flags & 2 != 0 {
        guard let number = reader.number() else { return nil }
        dataSize = number
      }
      guard dataSize < 1 << 62 else { return nil }
      end = offset + Int64(start) + Int64(size) + Int64(dataSize)
      // What continues in another volume has the checksum of its part.
      if type == 2 && flags & 0x18 == 0 { crc32 = Self.checksum(&reader) }
    }

    /// The checksum in what is peculiar to a member's header.
    private static func checksum(_ reader: inout Reader) -> UInt32? {
      guard let flags = reader.number(), flags & 4 != 0, flags & 1 == 0, reader.number() != nil,
        reader.number() != nil
      else { return nil }
      if flags & 2 != 0 { reader.next += 4 }
      guard reader.next + 4 <= reader.bytes.count else { return nil }
      return reader.bytes.littleEndian(UInt32.self, at: reader.next)
    }
  }

  private struct Reader {
    var bytes: [UInt8]
    var next: Int

    /// A number of seven bits a byte, the lowest first, at most ten bytes.
    mutating func number() -> UInt64? {
      var value: UInt64 = 0
      for place in 0..<10 {
        guard next < bytes.count else { return nil }
        let byte = bytes[next]
        next += 1
        value |= UInt64(byte & 0x7F) << UInt64(7 * place)
        if byte & 0x80 == 0 { return value }
      }
      return nil
    }
  }
}
