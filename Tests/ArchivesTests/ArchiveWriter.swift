/// A ZIP member to be written, with the lies a test wants told.
struct PackedMember {
  var name: [UInt8]
  var content: [UInt8]
  /// The bytes as they are stored.
  var stored: [UInt8]
  var method: UInt16
  var flags: UInt16 = 0
  var crc: UInt32
  var localExtra: [UInt8] = []
  var centralExtra: [UInt8] = []
  /// What the directory says instead of the truth.
  var claimedSize: UInt32?
  var claimedStoredSize: UInt32?
  var claimedOffset: UInt32?
  var localName: [UInt8]?
  var localMethod: UInt16?
  var localSize: UInt32?
  var isZip64 = false
  var hasDescriptor = false
  var unixMode: UInt32 = 0o100644

  init(_ name: String, stored content: [UInt8]) {
    self.name = Array(name.utf8)
    self.content = content
    stored = content
    method = 0
    crc = crc32(content)
  }

  init(_ name: String, _ deflate: DeflateWriter) {
    self.name = Array(name.utf8)
    content = deflate.content
    stored = deflate.compressed
    method = 8
    crc = crc32(content)
  }

  init(_ name: String, deflated text: String) { self.init(name, .text(Array(text.utf8))) }

  func with(_ change: (inout PackedMember) -> Void) -> PackedMember {
    var copy = self
    change(&copy)
    return copy
  }
}

/// Writes a ZIP archive (APPNOTE 4.3), straight from the members.
func zip(
  _ members: [PackedMember], prefix: [UInt8] = [], claimedEntries: UInt16? = nil,
  isZip64: Bool = false
) -> [UInt8] {
  var bytes = prefix
  var directory: [UInt8] = []
  for member in members {
    let offset = bytes.count - prefix.count
    let flags = member.flags | (member.hasDescriptor ? 8 : 0)
    let sizes = (UInt64(member.content.count), UInt64(member.stored.count))
    let wide = member.isZip64
    let localExtra =
      member.localExtra + (wide ? le(UInt16(1)) + le(UInt16(16)) + le(sizes.0) + le(sizes.1) : [])
    bytes += le(UInt32(0x0403_4B50)) + le(UInt16(20)) + le(flags)
    bytes += le(member.localMethod ?? member.method) + le(UInt32(0))
    bytes += le(member.hasDescriptor ? 0 : member.crc)
    bytes += le(member.hasDescriptor ? 0 : wide ? .max : UInt32(sizes.1))
    bytes += le(member.hasDescriptor ? 0 : wide ? .max : member.localSize ?? UInt32(sizes.0))
    let localName = member.localName ?? member.name
    bytes += le(UInt16(localName.count)) + le(UInt16(localExtra.count)) + localName + localExtra
    bytes += member.stored
    if member.hasDescriptor {
      bytes += le(UInt32(0x0807_4B50)) + le(member.crc) + le(UInt32(sizes.1)) + le(UInt32(sizes.0))
    }
    let wideField =
      le(UInt16(1)) + le(UInt16(24)) + le(sizes.0) + le(sizes.1) + le(UInt64(offset))
    let extra = member.centralExtra + (wide ? wideField : [])
    directory += le(UInt32(0x0201_4B50)) + [20, 3] + le(UInt16(20)) + le(flags)
    directory += le(member.method) + le(UInt32(0)) + le(member.crc)
    directory += le(wide ? .max : member.claimedStoredSize ?? UInt32(sizes.1))
    directory += le(wide ? .max : member.claimedSize ?? UInt32(sizes.0))
    directory += le(UInt16(member.name.count)) + le(UInt16(extra.count)) + le(UInt16(0))
    directory += le(UInt16(0)) + le(UInt16(0)) + le(member.unixMode << 16)
    directory += le(wide ? .max : member.claimedOffset ?? UInt32(offset)) + member.name + extra
  }
  let start = UInt64(bytes.count - prefix.count)
  let count = claimedEntries ?? UInt16(members.count)
  bytes += directory
  if isZip64 {
    let record = UInt64(bytes.count - prefix.count)
    bytes += le(UInt32(0x0606_4B50)) + le(UInt64(44)) + le(UInt16(45)) + le(UInt16(45))
    bytes += le(UInt32(0)) + le(UInt32(0)) + le(UInt64(count)) + le(UInt64(count))
    bytes += le(UInt64(directory.count)) + le(start)
    bytes += le(UInt32(0x0706_4B50)) + le(UInt32(0)) + le(record) + le(UInt32(1))
  }
  bytes += le(UInt32(0x0605_4B50)) + le(UInt32(0))
  bytes += le(isZip64 ? .max : count) + le(isZip64 ? .max : count)
  bytes += le(isZip64 ? .max : UInt32(directory.count)) + le(isZip64 ? .max : UInt32(start))
  return bytes + le(UInt16(0))
}

/// Writes one GZIP member (RFC 1952).
func gzip(_ deflate: DeflateWriter, name: String? = nil) -> [UInt8] {
  var bytes: [UInt8] = [0x1F, 0x8B, 8, name == nil ? 0 : 8 | 2, 0, 0, 0, 0, 0, 3]
  if let name {
    bytes += Array(name.utf8) + [0]
    bytes += le(UInt16(truncatingIfNeeded: crc32(bytes)))
  }
  return bytes + deflate.compressed + le(crc32(deflate.content)) + le(UInt32(deflate.content.count))
}

/// A number as bytes, low byte first.
func le<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
  (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
}

private let crcTable: [UInt32] = (0..<256).map { index in
  (0..<8).reduce(UInt32(index)) { crc, _ in
    crc & 1 == 1 ? 0xEDB8_8320 ^ crc >> 1 : crc >> 1
  }
}

/// The CRC-32 by its definition, bit by bit into a table.
func crc32(_ bytes: [UInt8]) -> UInt32 {
  let table = crcTable
  var crc = UInt32.max
  for byte in bytes { crc = table[Int(UInt8(truncatingIfNeeded: crc) ^ byte)] ^ crc >> 8 }
  return ~crc
}
