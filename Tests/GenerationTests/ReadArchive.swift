/// A member as an archive's headers describe it and as its bytes really are.
struct ReadMember {
  var name: String
  var isStreamed: Bool
  var crc: UInt32
  var content: [UInt8]
  var isSound: Bool { slowCRC32(content) == crc }
}

/// Reads an archive by its central directory and holds every header against the others.
func readArchive(_ bytes: [UInt8]) throws -> [ReadMember] {
  func number(_ at: Int, _ width: Int) -> Int {
    (0..<width).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
  }
  struct Malformed: Error { var what: String }
  func expect(_ condition: Bool, _ what: String) throws {
    if !condition { throw Malformed(what: what) }
  }
  let end = bytes.count - 22
  try expect(number(end, 4) == 0x0605_4B50, "the end record")
  var at = number(end + 16, 4)
  var members: [ReadMember] = []
  for _ in 0..<number(end + 10, 2) {
    try expect(number(at, 4) == 0x0201_4B50, "a central header")
    let (flags, crc) = (number(at + 8, 2), number(at + 16, 4))
    let (packed, size) = (number(at + 20, 4), number(at + 24, 4))
    let (nameLength, extra, local) = (number(at + 28, 2), number(at + 30, 2), number(at + 42, 4))
    let name = Array(bytes[at + 46..<at + 46 + nameLength])
    try expect(number(local, 4) == 0x0403_4B50, "a local header")
    try expect(number(local + 6, 2) == flags && flags & 0x800 != 0, "the flags")
    try expect(number(local + 8, 2) == 8, "the method")
    let localExtra = number(local + 28, 2)
    try expect(number(local + 26, 2) == nameLength, "the name's length")
    try expect(Array(bytes[local + 30..<local + 30 + nameLength]) == name, "the name")
    let start = local + 30 + nameLength + localExtra
    let isStreamed = flags & 8 != 0
    if isStreamed {
      try expect(number(local + 30 + nameLength, 2) == 1, "the Zip64 field")
      let trailer = start + packed
      try expect(number(trailer, 4) == 0x0807_4B50, "the data descriptor")
      try expect(number(trailer + 4, 4) == crc, "the descriptor's checksum")
      try expect(number(trailer + 8, 8) == packed, "the descriptor's packed size")
      try expect(number(trailer + 16, 8) == size, "the descriptor's size")
    } else {
      try expect(number(local + 14, 4) == crc, "the checksum")
      try expect(number(local + 18, 4) == packed && number(local + 22, 4) == size, "the sizes")
    }
    let content = try Inflate.bytes(of: bytes[start..<start + packed])
    try expect(content.count == size, "the content's size")
    members.append(
      ReadMember(
        name: String(decoding: name, as: UTF8.self), isStreamed: isStreamed, crc: UInt32(crc),
        content: content))
    at += 46 + nameLength + extra
  }
  return members
}

/// Reads a GZIP file of one member; `nil` if its header or trailer is wrong.
func readGZIP(_ bytes: [UInt8]) throws -> [UInt8]? {
  guard bytes.count > 18, bytes.prefix(4) == [0x1F, 0x8B, 8, 0] else { return nil }
  let content = try Inflate.bytes(of: bytes[10..<bytes.count - 8])
  let trailer = bytes.suffix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
  let expected = UInt64(content.count) << 32 | UInt64(slowCRC32(content))
  return trailer == expected ? content : nil
}
