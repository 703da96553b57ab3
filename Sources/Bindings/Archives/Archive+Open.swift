extension Archive {
  /// Opens the content of an entry.
  ///
  /// - Parameters:
  ///   - entry: one that this archive listed.
  ///   - state: what ``ByteStream/resumeState(near:)`` gave for the same content, or empty to begin
  ///     at the first byte. The stream's `offset` then says where it goes on, and the caller skips
  ///     from there to where it wants to be.
  /// - Returns: a stream that checks, limits and hashes what it reads.
  /// - Throws: ``ArchiveError``: the entry's problem, or `changed` for a state that is damaged or
  ///   of another content.
  public func open(
    _ entry: ArchiveEntry, resumingFrom state: [UInt8] = []
  ) throws(ArchiveError) -> any ByteStream {
    try stream(of: entry, isSummarised: false, resumingFrom: state)
  }

  /// Reads an entry once to know its content.
  ///
  /// - Parameter entry: one that this archive listed.
  /// - Returns: hash, checksum and size.
  /// - Throws: ``ArchiveError`` when the content cannot be read to its end.
  public func summary(of entry: ArchiveEntry) throws(ArchiveError) -> ContentSummary {
    let stream = try stream(of: entry, isSummarised: true, resumingFrom: [])
    var buffer = [UInt8](repeating: 0, count: 256 << 10)
    while try stream.read(into: &buffer, at: 0) > 0 {}
    return stream.summary
  }

  private func stream(
    of entry: ArchiveEntry, isSummarised: Bool, resumingFrom state: [UInt8]
  ) throws(ArchiveError) -> any CheckedStream {
    if let problem = entry.problem { throw problem }
    let whole = try FileSource(file)
    guard whole.isUnchanged(since: opened) else {
      throw ArchiveError(.changed, "the file was changed since it was opened")
    }
    var source: any ByteSource = whole
    if let outer = entry.sequentialMember {
      guard !entry.members.isEmpty else {
        return try SequentialStream(outer, whole, isSummarised: isSummarised, limits: limits)
      }
      source = try content(of: outer, in: whole)
    }
    guard let member = entry.members.last else {
      guard entry.container == .gzip else {
        return try StoredStream(
          source, crc32: nil, isSummarised: isSummarised, limits: limits, resumingFrom: state)
      }
      let origin = ResumePoint.Origin(framing: 3, storedSize: source.count, size: -1, crc32: 0)
      return try DeflateStream(source, origin: origin, limits: limits, resumingFrom: state)
    }
    for outer in entry.members.dropLast() { source = try content(of: outer, in: source) }
    let stored = try member.storedContent(in: source)
    guard member.method != 0 else {
      return try StoredStream(
        stored, crc32: member.crc32, isSummarised: isSummarised, limits: limits,
        resumingFrom: state)
    }
    return try DeflateStream(stored, origin: .init(member), limits: limits, resumingFrom: state)
  }
}
