/// Writes RAR 5.0 archives of stored members, after the format's published description.
enum RARWriter {
  /// The bytes of an archive; `spoils` makes the checksums of the contents wrong.
  static func archive(_ members: [(name: String, content: [UInt8])], spoils: Bool = false)
    -> [UInt8]
  {
    var bytes: [UInt8] = [0x52, 0x61, 0x72, 0x21, 0x1A, 0x07, 0x01, 0x00]
    bytes += block(type: 1, flags: 0, rest: number(0))
    for member in members {
      let name = Array(member.name.utf8)
      let sum = crc32(member.content) ^ (spoils ? 1 : 0)
      let rest =
        number(member.content.count) + number(4) + number(member.content.count) + number(0o100644)
        + le(sum) + number(0) + number(1) + number(name.count) + name
      bytes += block(type: 2, flags: 2, rest: rest) + member.content
    }
    return bytes + block(type: 5, flags: 0, rest: number(0))
  }

  private static func block(type: Int, flags: Int, rest: [UInt8]) -> [UInt8] {
    let body = number(type) + number(flags) + rest
    let header = number(body.count) + body
    return le(crc32(header)) + header
  }

  /// Seven bits a byte, the lowest first.
  private static func number(_ value: Int) -> [UInt8] {
    value < 0x80 ? [UInt8(value)] : [UInt8(value & 0x7F | 0x80)] + number(value >> 7)
  }
}
