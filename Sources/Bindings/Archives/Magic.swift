/// The marks by which the formats of files are told apart.
enum Magic {
  static func isZip(_ head: [UInt8]) -> Bool {
    head.starts(with: [0x50, 0x4B])
      && [[3, 4], [5, 6], [7, 8]].contains(Array(head.dropFirst(2).prefix(2)))
  }

  static func isGZIP(_ head: [UInt8]) -> Bool { head.starts(with: [0x1F, 0x8B]) }

  /// Whether the file is of a format that is read from front to back.
  static func isSequential(_ head: [UInt8]) -> Bool {
    marks.contains { head.starts(with: $0) } || isTar(head)
  }

  /// 7z, RAR, XZ, bzip2, Zstandard, LZ4.
  private static let marks: [[UInt8]] = [
    [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], [0x52, 0x61, 0x72, 0x21, 0x1A, 0x07],
    [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], [0x42, 0x5A, 0x68], [0x28, 0xB5, 0x2F, 0xFD],
    [0x04, 0x22, 0x4D, 0x18],
  ]

  /// Whether `block` is the header of a tar member: its checksum is the sum of its bytes, with blanks
  /// in the place of the checksum (POSIX.1-1988, ustar).
  static func isTar(_ block: [UInt8]) -> Bool {
    guard block.count == 512, block[0] != 0 else { return false }
    let digits = block[148..<156].drop { $0 == 0x20 }.prefix { (0x30...0x37).contains($0) }
    guard !digits.isEmpty else { return false }
    let promised = digits.reduce(0) { $0 * 8 + Int($1 - 0x30) }
    let sum = block.indices.reduce(0) { sum, index in
      sum + ((148..<156).contains(index) ? 0x20 : Int(block[index]))
    }
    return sum == promised
  }

  /// The format that a name claims, if it is one that is read from front to back.
  static func sequentialFormat(named path: String) -> String? {
    let name = path.lowercased()
    return ["7z", "rar", "tar", "tgz", "xz", "bz2", "zst"].first { name.hasSuffix("." + $0) }
  }
}
