/// A stream over a file, which knows what it has read.
protocol CheckedStream: ByteStream {
  /// What is known of the content read so far.
  var summary: ContentSummary { get }
}

extension CheckedStream {
  /// The most bytes that are read, decoded and hashed in one go: they then stay in the cache.
  static var stepSize: Int { 256 << 10 }

  func contentDigest() -> [UInt8] { summary.sha256 }
}
