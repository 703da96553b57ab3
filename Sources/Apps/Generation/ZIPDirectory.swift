/// The headers of a ZIP archive (PKWARE APPNOTE 6.3.10) around deflated members.
struct ZIPDirectory {
  /// A member about to be written.
  struct Member {
    var name: String
    /// Whether sizes and checksum follow the data, as when an archive is written to a pipe.
    var isStreamed = false
    /// Whether the checksum stored is not that of the content.
    var isDamaged = false
  }

  private struct Entry {
    var member: Member
    var offset: UInt64
    var crc: UInt32 = 0
    var packedSize: UInt64 = 0
    var size: UInt64 = 0
    var flags: UInt16 { 0x0800 | (member.isStreamed ? 0x0008 : 0) }
    var isLarge: Bool { max(packedSize, size, offset) >= Self.limit }
    static let limit: UInt64 = 0xFFFF_FFFF
  }

  /// The system that made the archive, which decides how attributes and old names are read.
  private static let unix: UInt16 = 3

  private var entries: [Entry] = []

  /// The local header of a member that begins at `offset`.
  mutating func begin(_ member: Member, at offset: UInt64) -> [UInt8] {
    let entry = Entry(member: member, offset: offset)
    entries.append(entry)
    return localHeader(entry)
  }

  /// What follows a member's data, and what its local header becomes where it is not streamed.
  mutating func end(
    crc: UInt32, packedSize: UInt64, size: UInt64
  ) -> (trailer: [UInt8], header: (position: UInt64, bytes: [UInt8])?) {
    guard var entry = entries.popLast() else {
      preconditionFailure("a member ends that never began")
    }
    entry.crc = entry.member.isDamaged ? crc ^ 1 : crc
    entry.packedSize = packedSize
    entry.size = size
    entries.append(entry)
    guard entry.member.isStreamed else { return ([], (entry.offset, localHeader(entry))) }
    var trailer: [UInt8] = []
    trailer.append(little: UInt32(0x0807_4B50))
    trailer.append(little: entry.crc)
    trailer.append(little: packedSize)
    trailer.append(little: size)
    return (trailer, nil)
  }

  /// The central directory and what ends the archive, beginning at `offset`.
  func centralDirectory(at offset: UInt64) -> [UInt8] {
    var bytes: [UInt8] = []
    for entry in entries { appendCentralHeader(entry, to: &bytes) }
    let size = UInt64(bytes.count)
    let count = UInt64(entries.count)
    if offset >= Entry.limit || entries.contains(where: \.isLarge) {
      let end = offset + size
      bytes.append(little: UInt32(0x0606_4B50))
      bytes.append(little: UInt64(44))
      bytes.append(little: UInt16(45))
      bytes.append(little: UInt16(45))
      bytes.append(little: UInt64(0))
      for number in [count, count, size, offset] { bytes.append(little: number) }
      bytes.append(little: UInt32(0x0706_4B50))
      bytes.append(little: UInt32(0))
      bytes.append(little: end)
      bytes.append(little: UInt32(1))
    }
    bytes.append(little: UInt32(0x0605_4B50))
    bytes.append(little: UInt32(0))
    bytes.append(little: UInt16(clamping: count))
    bytes.append(little: UInt16(clamping: count))
    bytes.append(little: UInt32(clamping: size))
    bytes.append(little: UInt32(clamping: offset))
    bytes.append(little: UInt16(0))
    return bytes
  }

  /// A streamed member has a Zip64 field, so that its trailer's sizes have eight bytes.
  private func localHeader(_ entry: Entry) -> [UInt8] {
    precondition(
      entry.member.isStreamed || !entry.isLarge, "a member of 4 GiB or more must be streamed")
    var bytes: [UInt8] = []
    bytes.append(little: UInt32(0x0403_4B50))
    appendCommon(entry, to: &bytes)
    let isStreamed = entry.member.isStreamed
    bytes.append(little: isStreamed ? 0 : entry.crc)
    bytes.append(little: isStreamed ? .max : UInt32(clamping: entry.packedSize))
    bytes.append(little: isStreamed ? .max : UInt32(clamping: entry.size))
    bytes.append(little: UInt16(entry.member.name.utf8.count))
    bytes.append(little: UInt16(isStreamed ? 20 : 0))
    bytes += entry.member.name.utf8
    if isStreamed {
      bytes.append(little: UInt16(1))
      bytes.append(little: UInt16(16))
      bytes.append(little: UInt64(0))
      bytes.append(little: UInt64(0))
    }
    return bytes
  }

  private func appendCentralHeader(_ entry: Entry, to bytes: inout [UInt8]) {
    bytes.append(little: UInt32(0x0201_4B50))
    bytes.append(little: UInt16(Self.unix << 8 | 45))
    appendCommon(entry, to: &bytes)
    bytes.append(little: entry.crc)
    bytes.append(little: entry.isLarge ? .max : UInt32(clamping: entry.packedSize))
    bytes.append(little: entry.isLarge ? .max : UInt32(clamping: entry.size))
    bytes.append(little: UInt16(entry.member.name.utf8.count))
    bytes.append(little: UInt16(entry.isLarge ? 28 : 0))
    for _ in 0..<3 { bytes.append(little: UInt16(0)) }
    bytes.append(little: UInt32(0o100644) << 16)
    bytes.append(little: entry.isLarge ? .max : UInt32(clamping: entry.offset))
    bytes += entry.member.name.utf8
    if entry.isLarge {
      bytes.append(little: UInt16(1))
      bytes.append(little: UInt16(24))
      for number in [entry.size, entry.packedSize, entry.offset] { bytes.append(little: number) }
    }
  }

  /// Version, flags, method and a fixed time: 1 January 2026.
  private func appendCommon(_ entry: Entry, to bytes: inout [UInt8]) {
    bytes.append(little: UInt16(entry.member.isStreamed ? 45 : 20))
    bytes.append(little: entry.flags)
    bytes.append(little: UInt16(8))
    bytes.append(little: UInt16(0))
    bytes.append(little: UInt16((2026 - 1980) << 9 | 1 << 5 | 1))
  }
}

extension [UInt8] {
  /// Appends a number, lowest byte first.
  mutating func append(little number: some FixedWidthInteger) {
    var rest = number
    for _ in 0..<number.bitWidth / 8 {
      append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }
}
