import Glibc

/// The system's facts by which an unchanged file is recognised without reading it.
public struct FileIdentity: Sendable, Equatable, Hashable {
  /// The number of bytes.
  public var size: Int64
  /// When the content was last written, in nanoseconds since 1970 UTC.
  public var modified: Int64
  /// When content or attributes were last changed, in nanoseconds since 1970 UTC; no program can
  /// set it back.
  public var changed: Int64
  /// The file's number in its file system.
  public var inode: UInt64
  /// The file system's number.
  public var device: UInt64

  /// Creates an identity from stored facts.
  public init(size: Int64, modified: Int64, changed: Int64, inode: UInt64, device: UInt64) {
    self.size = size
    self.modified = modified
    self.changed = changed
    self.inode = inode
    self.device = device
  }

  /// Reads the facts on the file that a path leads to, following symbolic links.
  ///
  /// - Parameter path: absolute, or relative to the working directory.
  /// - Throws: ``SystemError``.
  public init(of path: String) throws(SystemError) {
    var status = stat()
    // SAFETY: Swift lends the path as a terminated string, and `status` lives across the call.
    guard !path.utf8.contains(0), unsafe stat(path, &status) == 0 else {
      throw SystemError(
        errno: path.utf8.contains(0) ? EINVAL : errno, operation: "examine", path: path)
    }
    self.init(status)
  }

  init(_ status: stat) {
    self.init(
      size: Int64(status.st_size), modified: Self.nanoseconds(status.st_mtim),
      changed: Self.nanoseconds(status.st_ctim), inode: UInt64(status.st_ino),
      device: UInt64(status.st_dev))
  }

  /// A file system may hold any time at all, so this wraps rather than traps.
  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}
