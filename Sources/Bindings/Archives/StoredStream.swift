/// A content that is stored as it is: a plain file, or a ZIP member without compression.
final class StoredStream: CheckedStream {
  private let source: any ByteSource
  private let origin: ResumePoint.Origin
  private let limits: ArchiveLimits
  /// Whether the origin's CRC-32 is that of the content.
  private let hasChecksum: Bool
  private var check = ContentCheck()
  private var points = ResumePoints()
  private var failure: ArchiveError?

  /// Opens a content, whose checksum must be `crc32` unless nothing says what it is.
  init(
    _ source: any ByteSource, crc32: UInt32?, isSummarised: Bool, limits: ArchiveLimits,
    resumingFrom state: [UInt8]
  ) throws(ArchiveError) {
    self.source = source
    self.limits = limits
    hasChecksum = crc32 != nil
    origin = ResumePoint.Origin(
      framing: 1, storedSize: source.count, size: source.count, crc32: crc32 ?? 0)
    check.isCountingChecksum = hasChecksum || isSummarised
    guard !state.isEmpty else { return }
    let point = try ResumePoint(decoding: state, for: origin)
    check.sha256 = point.sha256
    check.checksum = point.checksum
    check.size = point.offset
    points.append(point)
  }

  var offset: Int64 { check.size }
  var summary: ContentSummary { check.summary }

  func read(into buffer: inout [UInt8], at start: Int) throws(ArchiveError) -> Int {
    if let failure { throw failure }
    do {
      return try next(into: &buffer, at: start)
    } catch {
      failure = error
      throw error
    }
  }

  private func next(into buffer: inout [UInt8], at start: Int) throws(ArchiveError) -> Int {
    let end = min(buffer.count, start + Self.stepSize)
    let count = try source.read(at: check.size, into: &buffer, start..<end)
    guard count > 0 else {
      if hasChecksum, check.checksum.value != origin.crc32 {
        throw ArchiveError(.damaged, "the checksum of the content does not agree")
      }
      try (source as? FileSource)?.checkUnchanged()
      return 0
    }
    check.update(buffer, start..<(start + count))
    try limits.check(content: check.size, compressed: check.size)
    if points.isDue(at: check.size) {
      var point = ResumePoint(origin: origin)
      point.offset = check.size
      point.storedOffset = check.size
      point.checksum = check.checksum
      point.sha256 = check.sha256
      points.append(point)
    }
    return count
  }

  func resumeState(near offset: Int64) -> [UInt8] {
    points.latest(atOrBefore: offset)?.encoded ?? []
  }
}
