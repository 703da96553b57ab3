extension Archive {
  /// Lists the members of a file that is read from front to back.
  func list(
    sequentially source: FileSource, into entries: inout [ArchiveEntry]
  ) throws(ArchiveError) {
    let pass = try sequentialFile.pass()
    let checksums = try RARChecksums(source)
    var promised: Int64 = 0
    while true {
      let header: SequentialPass.Header?
      do {
        header = try pass.next()
      } catch {
        guard !entries.isEmpty else { throw error }
        entries.append(ArchiveEntry(unreadable: error, size: source.count))
        return
      }
      guard let header else { break }
      guard entries.count < limits.entries else { throw hasTooManyEntries }
      var member = SequentialMember(
        header, in: sequentialFile, at: pass.ordinal, method: pass.method, limits: limits)
      if !member.isDirectory, checksums.crc32.indices.contains(pass.ordinal) {
        member.crc32 = checksums.crc32[pass.ordinal]
      }
      try add(member, of: source, to: &entries)
      // To reach the next header, the content may have to be decompressed.
      promised &+= max(0, header.size ?? 0)
      try limits.check(ratioOf: promised, to: source.count)
    }
    if try !hasEnd(source) {
      let end = ArchiveError(.damaged, "the archive has no end: members may be missing")
      entries.append(ArchiveEntry(unreadable: end, size: source.count))
    }
  }

  /// Whether a tar archive that nothing else protects ends with the block of zeros that it must.
  private func hasEnd(_ source: FileSource) throws(ArchiveError) -> Bool {
    guard try Magic.isTar(source.bytes(at: 0, count: Int(min(source.count, 512)))) else {
      return true
    }
    return try source.bytes(at: source.count - 512, count: 512).allSatisfy { $0 == 0 }
  }

  private func add(
    _ member: SequentialMember, of source: FileSource, to entries: inout [ArchiveEntry]
  ) throws(ArchiveError) {
    guard member.problem == nil, !member.isDirectory, Self.isNamedZip(member.rawName) else {
      entries.append(
        ArchiveEntry(member, compressedSize: source.count, problem: member.problem))
      return
    }
    let before = entries.count
    do throws(ArchiveError) {
      let content = try content(of: member, in: source)
      guard try Self.isZip(content) else { throw Self.isNotZip }
      guard limits.nesting >= 1 else { throw isTooDeep }
      try list(content, inside: ([], member), into: &entries)
    } catch {
      entries.removeSubrange(before...)
      entries.append(ArchiveEntry(member, compressedSize: source.count, problem: error))
    }
  }

  /// The content of a member as something to read at any offset.
  func content(
    of member: SequentialMember, in source: FileSource
  ) throws(ArchiveError) -> any ByteSource {
    guard let size = member.size else {
      throw ArchiveError(.unsupported, "the archive does not say how long the archive inside is")
    }
    let limits = limits
    return InflatedSource(count: size) { () throws(ArchiveError) -> any ByteStream in
      try SequentialStream(member, source, isSummarised: false, limits: limits)
    }
  }
}
