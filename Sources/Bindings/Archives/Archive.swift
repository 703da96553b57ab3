public import Platform

/// A file that holds one content or several: an archive, a compressed content, or the content itself.
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
  /// The file as it is read from front to back.
  let sequentialFile: SequentialFile

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
    sequentialFile = SequentialFile(file)
    container = try Self.container(of: source)
    // What was cut to nothing must not pass as a content without records.
    if container != .zip, Self.isNamedZip(Array(path.utf8)) { throw Self.isNotZip }
    if container == .plain, let format = Magic.sequentialFormat(named: path) {
      throw ArchiveError(.damaged, "it is named .\(format) but is no such archive")
    }
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

  /// Recognises a container by the first bytes of a file, never by its name.
  private static func container(
    of source: FileSource
  ) throws(ArchiveError) -> ArchiveEntry.Container {
    let head = try source.bytes(at: 0, count: Int(min(source.count, 512)))
    if Magic.isZip(head) { return .zip }
    if Magic.isSequential(head) { return .sequential }
    guard Magic.isGZIP(head) else { return .plain }
    return Magic.isTar(start(ofGZIP: source)) ? .sequential : .gzip
  }

  /// The first bytes of the content of a GZIP file, fewer where it is damaged.
  private static func start(ofGZIP source: FileSource) -> [UInt8] {
    let origin = ResumePoint.Origin(framing: 3, storedSize: source.count, size: -1, crc32: 0)
    var start = [UInt8](repeating: 0, count: 512)
    var count = 0
    do {
      let stream = try DeflateStream(
        source, origin: origin, limits: ArchiveLimits(), resumingFrom: [])
      while count < start.count {
        let step = try stream.read(into: &start, at: count)
        if step == 0 { break }
        count += step
      }
    } catch {
      // The one who reads the content will meet the damage again and say so.
    }
    return Array(start[..<count])
  }

  static func isNamedZip(_ name: [UInt8]) -> Bool {
    name.suffix(4).map { $0 | 0x20 } == Array(".zip".utf8)
  }

  static let isNotZip = ArchiveError(.damaged, "it is named .zip but is not a ZIP archive")

  static func isZip(_ source: any ByteSource) throws(ArchiveError) -> Bool {
    try Magic.isZip(source.bytes(at: 0, count: Int(min(source.count, 4))))
  }
}
