public import Platform

/// A file that holds one content or several: a ZIP archive, a GZIP file, or the content itself.
///
/// Nothing is ever unpacked to disk. An archive and its entries may be shared by threads; each
/// opens its own streams, which read independently of each other.
public final class Archive: Sendable {
  /// The path it was opened by.
  public let path: String
  /// What kind of file it is, told by its first bytes.
  public let container: ArchiveEntry.Container
  /// How far it is followed.
  public let limits: ArchiveLimits
  let file: File
  let opened: FileIdentity

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: absolute, or relative to the working directory.
  ///   - limits: how far the archive is followed.
  /// - Throws: ``ArchiveError`` when the file cannot be read.
  public init(path: String, limits: ArchiveLimits = ArchiveLimits()) throws(ArchiveError) {
    do {
      file = try File(readingFrom: path)
    } catch {
      throw ArchiveError(error)
    }
    self.path = path
    self.limits = limits
    let source = try FileSource(file)
    opened = source.identity
    container = try Self.container(
      of: source.bytes(at: 0, count: Int(min(source.count, 4))))
    // What was cut to nothing must not pass as a content without records.
    if container != .zip, Self.isNamedZip(Array(path.utf8)) { throw Self.isNotZip }
    if source.count == 0, path.hasSuffix(".gz") {
      throw ArchiveError(.damaged, "the file is named .gz but is empty")
    }
  }

  /// The system's facts on the file.
  ///
  /// - Returns: the identity at this moment.
  /// - Throws: ``ArchiveError``.
  public func identity() throws(ArchiveError) -> FileIdentity {
    do {
      return try file.identity()
    } catch {
      throw ArchiveError(error)
    }
  }

  /// Recognises a container by the first bytes of a file.
  private static func container(of magic: [UInt8]) -> ArchiveEntry.Container {
    switch magic {
    case [0x50, 0x4B, 3, 4], [0x50, 0x4B, 5, 6], [0x50, 0x4B, 7, 8]: .zip
    case _ where magic.starts(with: [0x1F, 0x8B]): .gzip
    default: .plain
    }
  }

  static func isNamedZip(_ name: [UInt8]) -> Bool {
    name.suffix(4).map { $0 | 0x20 } == Array(".zip".utf8)
  }

  static let isNotZip = ArchiveError(.damaged, "it is named .zip but is not a ZIP archive")

  static func isZip(_ source: any ByteSource) throws(ArchiveError) -> Bool {
    try container(of: source.bytes(at: 0, count: Int(min(source.count, 4)))) == .zip
  }
}
