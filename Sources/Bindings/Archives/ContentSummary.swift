import Digests

/// What is known of a content by reading it: by its hash it is recognised under any name.
public struct ContentSummary: Sendable, Equatable {
  /// The SHA-256, 32 bytes.
  public var sha256: [UInt8]
  /// The CRC-32 as ZIP and GZIP use it.
  public var crc32: UInt32
  /// The number of bytes.
  public var size: Int64
}

/// The running checks over a content.
struct ContentCheck {
  var sha256 = SHA256()
  var checksum = Checksum()
  var size: Int64 = 0
  /// Off where nothing gives a checksum to compare with: it would cost a third of the reading.
  var isCountingChecksum = true

  mutating func update(_ bytes: [UInt8], _ range: Range<Int>) {
    sha256.update(bytes, range)
    if isCountingChecksum { checksum.update(bytes, range) }
    size += Int64(range.count)
  }

  var summary: ContentSummary {
    ContentSummary(sha256: sha256.finalize(), crc32: checksum.value, size: size)
  }
}
