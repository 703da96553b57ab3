/// What the central directory of a ZIP archive says about one member (APPNOTE 6.3.10, 4.3.12).
struct ZipMember: Sendable, Equatable {
  var rawName: [UInt8] = []
  var name = ""
  var flags: UInt16 = 0
  var method: UInt16 = 0
  var crc32: UInt32 = 0
  var compressedSize: Int64 = 0
  var size: Int64 = 0
  /// Where its local header begins.
  var headerOffset: Int64 = 0
  /// Where the next member or the directory begins.
  var end: Int64 = 0
  /// The attributes of the system it was packed on, when that was a Unix.
  var unixMode: UInt32?
  var problem: ArchiveError?

  static let isEncryptedFlag: UInt16 = 1
  static let hasDescriptorFlag: UInt16 = 8
  static let isUTF8Flag: UInt16 = 0x800

  var isDirectory: Bool { rawName.last == UInt8(ascii: "/") && size == 0 }
  var isEncrypted: Bool { flags & 0x2041 != 0 }

  /// The method's usual name.
  var methodName: String {
    switch method {
    case 0: "stored"
    case 8: "deflate"
    case 9: "deflate64"
    case 12: "bzip2"
    case 14: "LZMA"
    case 93: "zstd"
    case 95: "xz"
    case 99: "AES"
    default: "method \(method)"
    }
  }

  /// Finds what keeps this member from being read, as far as the directory tells.
  func findProblem(limits: ArchiveLimits) -> ArchiveError? {
    if let problem { return problem }
    if rawName.isEmpty { return ArchiveError(.damaged, "the entry has no name") }
    if rawName.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
      return ArchiveError(.damaged, "the name of the entry holds control characters")
    }
    if isEncrypted { return ArchiveError(.encrypted, "the entry is encrypted") }
    if method != 0, method != 8 {
      return ArchiveError(.unsupported, "the entry is compressed with \(methodName)")
    }
    if flags & 0x20 != 0 { return ArchiveError(.unsupported, "the entry is a patch") }
    if let unixMode, unixMode & 0xF000 == 0xA000 {
      return ArchiveError(.unsupported, "the entry is a symbolic link")
    }
    if method == 0, compressedSize != size {
      return ArchiveError(.damaged, "a stored entry has two different sizes")
    }
    do {
      try limits.check(content: size, compressed: compressedSize)
      return nil
    } catch {
      return error
    }
  }

  /// Finds the compressed bytes behind the local header, which must agree with the directory.
  func storedContent(in archive: any ByteSource) throws(ArchiveError) -> SourceRegion {
    let disagreement = ArchiveError(
      .damaged, "the entry's own header and the directory do not agree")
    let header = try archive.bytes(at: headerOffset, count: 30)
    guard header.littleEndian(UInt32.self, at: 0) == 0x0403_4B50 else {
      throw ArchiveError(.damaged, "the entry does not begin where the directory says")
    }
    let localFlags = header.littleEndian(UInt16.self, at: 6)
    let nameLength = Int(header.littleEndian(UInt16.self, at: 26))
    let extraLength = Int(header.littleEndian(UInt16.self, at: 28))
    let rest = try archive.bytes(at: headerOffset + 30, count: nameLength + extraLength)
    guard rest.prefix(nameLength).elementsEqual(rawName),
      header.littleEndian(UInt16.self, at: 8) == method,
      (localFlags ^ flags) & Self.isEncryptedFlag == 0
    else { throw disagreement }
    if localFlags & Self.hasDescriptorFlag == 0 {
      var sizes = [
        UInt64(header.littleEndian(UInt32.self, at: 22)),
        UInt64(header.littleEndian(UInt32.self, at: 18)),
      ]
      guard ZipExtra(Array(rest.dropFirst(nameLength))).widen(&sizes),
        sizes == [UInt64(size), UInt64(compressedSize)],
        header.littleEndian(UInt32.self, at: 14) == crc32
      else { throw disagreement }
    }
    let start = headerOffset + 30 + Int64(nameLength + extraLength)
    guard compressedSize <= end - start else {
      throw ArchiveError(.damaged, "the entry overlaps with what follows it")
    }
    return SourceRegion(of: archive, from: start, count: compressedSize)
  }
}
