extension Archive {
  /// Lists the members of an archive that is itself a content, such as a workbook.
  ///
  /// What they hold is opened as any other entry.
  ///
  /// - Parameter entry: one that this archive listed, or `nil` for the file.
  /// - Returns: the members in the order of the directory; archives among them stay closed.
  /// - Throws: ``ArchiveError`` when the content is no ZIP archive or its directory cannot be read.
  public func members(inside entry: ArchiveEntry?) throws(ArchiveError) -> [ArchiveEntry] {
    let outer = entry?.members ?? []
    if let problem = entry?.problem { throw problem }
    let whole = try FileSource(file)
    var source: any ByteSource = whole
    if let file = entry?.sequentialMember { source = try content(of: file, in: whole) }
    for member in outer { source = try content(of: member, in: source) }
    let first = try source.bytes(at: 0, count: Int(min(source.count, 8)))
    if first == Self.compoundFile { throw try Self.compoundError(source) }
    guard first.starts(with: [0x50, 0x4B]) else {
      throw ArchiveError(.damaged, "it is not a workbook: it does not begin like a ZIP archive")
    }
    let directory = try ZipDirectory(source, limits: limits, allowed: limits.entries)
    return directory.members.map {
      ArchiveEntry(
        members: outer + [$0], inside: entry?.sequentialMember, problem: $0.problem)
    }
  }

  /// The first bytes of a compound file (MS-CFB 2.2): an old workbook, or an encrypted new one.
  private static let compoundFile: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

  /// Tells an encrypted workbook from an old one by the names in its directory's first sectors.
  private static func compoundError(
    _ source: any ByteSource
  ) throws(ArchiveError) -> ArchiveError {
    let old = ArchiveError(
      .unsupported, "it is a workbook of the old format .xls; save it as .xlsx")
    guard source.count >= 512 else { return old }
    let header = try source.bytes(at: 0, count: 512)
    let sector = Int64(1) << Int64(min(header.littleEndian(UInt16.self, at: 30), 12))
    let start = (Int64(header.littleEndian(UInt32.self, at: 48)) + 1) * sector
    guard start < source.count else { return old }
    let names = try source.bytes(at: start, count: Int(min(4096, source.count - start)))
    let wanted = Array(
      "EncryptedPackage".utf16.map { [UInt8(truncatingIfNeeded: $0), 0] }.joined())
    for place in stride(from: 0, to: names.count - 128, by: 128)
    where names[place...].starts(with: wanted) {
      return ArchiveError(
        .encrypted, "the workbook is encrypted; save it without a password")
    }
    return old
  }
}
