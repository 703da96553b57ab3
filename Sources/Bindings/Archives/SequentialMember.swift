/// A member of a file that is read from front to back.
struct SequentialMember: Sendable, Equatable {
  /// The file, with the passes through it.
  var file: SequentialFile
  /// The member's number, from 0.
  var ordinal: Int
  var name: String
  var rawName: [UInt8]
  /// The number of bytes of content, `nil` where only reading tells.
  var size: Int64?
  /// The checksum that the content must have, `nil` where libarchive compares it or none is known.
  var crc32: UInt32?
  var isDirectory: Bool
  var isEncrypted: Bool
  var method: String
  var problem: ArchiveError?

  init(
    _ header: SequentialPass.Header, in file: SequentialFile, at ordinal: Int, method: String,
    limits: ArchiveLimits
  ) {
    self.file = file
    self.ordinal = ordinal
    self.method = method
    (name, rawName, size) = (header.name, header.rawName, header.size)
    (isDirectory, isEncrypted) = (header.isDirectory, header.isEncrypted)
    problem = Self.problem(of: header, limits)
  }

  private static func problem(
    of header: SequentialPass.Header, _ limits: ArchiveLimits
  ) -> ArchiveError? {
    if header.isEncrypted { return ArchiveError(.encrypted, "the entry is encrypted") }
    if header.isSpecial { return ArchiveError(.unsupported, "the entry is a link or no file") }
    if header.rawName.count > limits.nameBytes {
      return ArchiveError(
        .limit, "the entry's name is longer than \(limits.nameBytes) bytes (max_name_bytes)")
    }
    if let size = header.size, size > limits.unitBytes {
      return ArchiveError(
        .limit, "the content is larger than \(limits.unitBytes) bytes (max_unit_bytes)")
    }
    return nil
  }

  static func == (left: Self, right: Self) -> Bool {
    left.file === right.file && left.ordinal == right.ordinal
  }
}
