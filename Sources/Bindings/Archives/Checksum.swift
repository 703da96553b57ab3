import CZlib

/// The CRC-32 that ZIP and GZIP use, computed by zlib.
struct Checksum: Equatable {
  private(set) var value: UInt32 = 0

  init(_ value: UInt32 = 0) { self.value = value }

  init(of bytes: [UInt8]) { update(bytes, 0..<bytes.count) }

  /// Goes on over a part of an array.
  mutating func update(_ bytes: [UInt8], _ range: Range<Int>) {
    // SAFETY: `extracting` checks the range, and the bytes are lent for the call.
    unsafe bytes.span.extracting(range).withUnsafeBytes { part in
      value = unsafe UInt32(
        truncatingIfNeeded: crc32_z(
          uLong(value), part.bindMemory(to: UInt8.self).baseAddress, part.count))
    }
  }

  /// Goes on over `count` bytes whose own checksum is known.
  mutating func append(_ other: Checksum, count: Int64) {
    value = UInt32(
      truncatingIfNeeded: crc32_combine(uLong(value), uLong(other.value), Int(count)))
  }
}
