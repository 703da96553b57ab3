import Archives

/// A member of a ZIP archive to be written, with what is wrong about it.
public struct Packed: Sendable {
  /// Its path in the archive.
  public var name: String
  /// What it holds.
  public var content: [UInt8]
  /// Whether the checksum stored is not that of the content.
  public var isDamaged = false
  /// Whether the archive says that the member is encrypted.
  public var isEncrypted = false

  /// Creates a member.
  public init(
    _ name: String, _ content: [UInt8], isDamaged: Bool = false, isEncrypted: Bool = false
  ) {
    self.name = name
    self.content = content
    self.isDamaged = isDamaged
    self.isEncrypted = isEncrypted
  }

  /// Creates a member that holds a text.
  public init(_ name: String, _ content: String, isDamaged: Bool = false, isEncrypted: Bool = false)
  {
    self.init(name, Array(content.utf8), isDamaged: isDamaged, isEncrypted: isEncrypted)
  }

  /// A ZIP archive of deflated members (APPNOTE 4.3).
  public static func zip(_ members: [Packed], level: Int = 6) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for member in members {
      let packed = try deflated(member.content, .none, level: level)
      let offset = bytes.count
      var fields = little(20, 2) + little(0x0800 | (member.isEncrypted ? 1 : 0), 2)
      fields += little(8, 2) + little(0, 4)
      let crc = crc32(of: member.content.span)
      fields += little(Int(member.isDamaged ? crc ^ 1 : crc), 4)
      fields += little(packed.count, 4) + little(member.content.count, 4)
      fields += little(member.name.utf8.count, 2) + little(0, 2)
      bytes += little(0x0403_4B50, 4) + fields + Array(member.name.utf8) + packed
      directory += little(0x0201_4B50, 4) + little(0x0314, 2) + fields + little(0, 2)
      directory += little(0, 4) + little(0o100644 << 16, 4) + little(offset, 4)
      directory += Array(member.name.utf8)
    }
    let start = bytes.count
    bytes += directory + little(0x0605_4B50, 4) + little(0, 4)
    bytes += little(members.count, 2) + little(members.count, 2)
    return bytes + little(directory.count, 4) + little(start, 4) + little(0, 2)
  }

  /// One GZIP member.
  public static func gzip(_ content: [UInt8]) throws -> [UInt8] {
    try deflated(content, .gzip, level: 6)
  }

  /// A tar archive (POSIX.1-1988, ustar).
  public static func tar(_ members: [Packed]) -> [UInt8] {
    var bytes: [UInt8] = []
    for member in members {
      var header = padded(Array(member.name.utf8), to: 100)
      for (number, digits) in [(0o644, 7), (0, 7), (0, 7), (member.content.count, 11), (0, 11)] {
        let text = String(number, radix: 8)
        header += Array((String(repeating: "0", count: digits - text.count) + text).utf8) + [0]
      }
      header += Array("        0".utf8) + [UInt8](repeating: 0, count: 100)
      header = padded(header + Array("ustar\u{0}00".utf8), to: 512)
      let sum = String(header.reduce(0) { $0 + Int($1) }, radix: 8)
      let digits = String(repeating: "0", count: 6 - sum.count) + sum
      header.replaceSubrange(148..<156, with: Array(digits.utf8) + [0, 0x20])
      bytes += header + padded(member.content, to: (member.content.count + 511) / 512 * 512)
    }
    return bytes + [UInt8](repeating: 0, count: 1024)
  }

  private static func padded(_ bytes: [UInt8], to count: Int) -> [UInt8] {
    bytes + [UInt8](repeating: 0, count: count - bytes.count)
  }

  private static func deflated(
    _ content: [UInt8], _ wrapping: DeflateEncoder.Wrapping, level: Int
  ) throws -> [UInt8] {
    var encoder = try DeflateEncoder(wrapping, level: level)
    var packed: [UInt8] = []
    encoder.encode(content.span, into: &packed, isLast: true)
    return packed
  }

  private static func little(_ number: Int, _ byteCount: Int) -> [UInt8] {
    (0..<byteCount).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }
}
