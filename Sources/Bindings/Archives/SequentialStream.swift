import Platform

/// The content of one member of a file that is read from front to back.
///
/// Nothing can be taken up in the middle: a later process reads from the front again.
final class SequentialStream: CheckedStream {
  private let source: FileSource
  private let member: SequentialMember
  private let limits: ArchiveLimits
  private var pass: SequentialPass?
  private var check = ContentCheck()
  private var failure: ArchiveError?

  init(
    _ member: SequentialMember, _ source: FileSource, isSummarised: Bool, limits: ArchiveLimits
  ) throws(ArchiveError) {
    self.source = source
    self.member = member
    self.limits = limits
    check.isCountingChecksum = isSummarised || member.crc32 != nil
    pass = try member.file.pass(to: member.ordinal)
  }

  var offset: Int64 { check.size }
  var summary: ContentSummary { check.summary }

  func read(into buffer: inout [UInt8], at start: Int) throws(ArchiveError) -> Int {
    if let failure { throw failure }
    guard let pass else { return 0 }
    do {
      let count = try pass.read(into: &buffer, start..<min(buffer.count, start + Self.stepSize))
      guard count > 0 else {
        try checkEnd()
        member.file.park(pass)
        self.pass = nil
        return 0
      }
      check.update(buffer, start..<start + count)
      try limits.check(content: check.size, compressed: source.count)
      return count
    } catch {
      failure = error
      self.pass = nil
      throw error
    }
  }

  private func checkEnd() throws(ArchiveError) {
    if let size = member.size, size != check.size {
      throw ArchiveError(.damaged, "there is less content than the archive says")
    }
    if let crc32 = member.crc32, crc32 != check.checksum.value {
      throw ArchiveError(.damaged, "the checksum of the content does not agree")
    }
    try source.checkUnchanged()
  }

  func resumeState(near offset: Int64) -> [UInt8] { [] }
}
