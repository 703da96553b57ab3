extension Archive {
  /// Lists what a file holds.
  ///
  /// - Parameters:
  ///   - path: absolute, or relative to the working directory.
  ///   - limits: how far the archive is followed.
  /// - Returns: as ``entries()``.
  /// - Throws: as ``entries()``.
  public static func entries(
    of path: String, limits: ArchiveLimits = ArchiveLimits()
  ) throws(ArchiveError) -> [ArchiveEntry] {
    try Archive(path: path, limits: limits).entries()
  }

  /// Lists what the file holds.
  ///
  /// A member named `….zip` that is a ZIP archive is replaced by its own members, down to the limit
  /// on nesting. A member that cannot be read is listed with its ``ArchiveEntry/problem``.
  ///
  /// - Returns: one entry for a plain or GZIP file; the members of an archive, directories included,
  ///   in the order of its directory. An archive without directory that breaks off gives what came
  ///   before, and an entry without name that says so.
  /// - Throws: ``ArchiveError`` when the file or the directory of the outermost archive cannot be
  ///   read, or when there are too many entries.
  public func entries() throws(ArchiveError) -> [ArchiveEntry] {
    let source = try FileSource(file)
    var entries: [ArchiveEntry] = []
    switch container {
    case .plain, .gzip: entries.append(ArchiveEntry(file: container, size: source.count))
    case .zip: try list(source, inside: ([], nil), into: &entries)
    case .sequential: try list(sequentially: source, into: &entries)
    }
    return entries
  }

  /// Lists the members of a ZIP archive that lies in `outer`: ZIP members, and what those lie in.
  func list(
    _ archive: any ByteSource, inside outer: (members: [ZipMember], file: SequentialMember?),
    into entries: inout [ArchiveEntry]
  ) throws(ArchiveError) {
    let directory = try ZipDirectory(
      archive, limits: limits, allowed: limits.entries - entries.count)
    for member in directory.members {
      let members = outer.members + [member]
      guard member.problem == nil, Self.isNamedZip(member.rawName) else {
        entries.append(
          ArchiveEntry(members: members, inside: outer.file, problem: member.problem))
        continue
      }
      let before = entries.count
      do throws(ArchiveError) {
        let content = try self.content(of: member, in: archive)
        if try !Self.isZip(content) {
          throw Self.isNotZip
        } else if outer.members.count + (outer.file == nil ? 0 : 1) >= limits.nesting {
          throw isTooDeep
        } else {
          try list(content, inside: (members, outer.file), into: &entries)
        }
      } catch {
        entries.removeSubrange(before...)
        entries.append(ArchiveEntry(members: members, inside: outer.file, problem: error))
      }
    }
    guard entries.count <= limits.entries else { throw hasTooManyEntries }
  }

  var isTooDeep: ArchiveError {
    ArchiveError(
      .limit, "the archive lies more than \(limits.nesting) archives deep (max_nesting)")
  }

  var hasTooManyEntries: ArchiveError {
    ArchiveError(.limit, "the archive has more than \(limits.entries) entries (max_entries)")
  }

  /// The content of a member as something to read at any offset.
  func content(
    of member: ZipMember, in archive: any ByteSource
  ) throws(ArchiveError) -> any ByteSource {
    let stored = try member.storedContent(in: archive)
    guard member.method != 0 else { return stored }
    let limits = limits
    return InflatedSource(count: member.size) { () throws(ArchiveError) -> any ByteStream in
      try DeflateStream(stored, origin: .init(member), limits: limits, resumingFrom: [])
    }
  }
}

extension ResumePoint.Origin {
  /// What a compressed member must give.
  init(_ member: ZipMember) {
    self.init(
      framing: 2, storedSize: member.compressedSize, size: member.size, crc32: member.crc32)
  }
}
