import Glibc

/// The names in one directory.
public struct FileListing: Sendable {
  /// What a name in a directory stands for.
  public enum Kind: Sendable {
    /// A regular file.
    case file
    /// A directory.
    case directory
    /// A symbolic link, whatever it leads to.
    case link
    /// A pipe, socket or device.
    case other
  }

  /// One name in a directory.
  public struct Entry: Sendable {
    /// The name without its directory.
    public var name: String
    /// What the name stands for.
    public var kind: Kind
  }

  /// The entries without `.` and `..`, sorted by the bytes of their names.
  public let entries: [Entry]

  /// Reads the names in a directory.
  ///
  /// A name that is not UTF-8 is repaired with U+FFFD: opening it then fails aloud.
  ///
  /// - Parameter path: absolute, or relative to the working directory.
  /// - Throws: ``SystemError``.
  public init(of path: String) throws(SystemError) {
    func failure(_ code: Int32) -> SystemError {
      SystemError(errno: code, operation: "list", path: path)
    }
    guard !path.utf8.contains(0) else { throw failure(EINVAL) }
    // SAFETY: the stream is used in this function only and closed at its end.
    guard let stream = unsafe opendir(path) else { throw failure(errno) }
    defer { unsafe closedir(stream) }
    var found: [Entry] = []
    while true {
      errno = 0
      // SAFETY: the record is valid until the next call on the same stream, and copied before it.
      guard let record = unsafe readdir(stream) else { break }
      let name = unsafe withUnsafePointer(to: &record.pointee.d_name) { field in
        unsafe field.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      guard name != ".", name != ".." else { continue }
      let type = unsafe Int(record.pointee.d_type)
      found.append(Entry(name: name, kind: Self.kind(type, of: path + "/" + name)))
    }
    guard errno == 0 else { throw failure(errno) }
    entries = found.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private static func kind(_ type: Int, of path: String) -> Kind {
    switch type {
    case Int(DT_REG): .file
    case Int(DT_DIR): .directory
    case Int(DT_LNK): .link
    case Int(DT_UNKNOWN): Kind(of: path) ?? .other
    default: .other
    }
  }
}

extension FileListing.Kind {
  /// Examines a path without following a link at its end; `nil` when nothing is there.
  init?(of path: String) {
    var status = stat()
    // SAFETY: Swift lends the path as a terminated string, and `status` lives across the call.
    guard !path.utf8.contains(0), unsafe lstat(path, &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG: self = .file
    case S_IFDIR: self = .directory
    case S_IFLNK: self = .link
    default: self = .other
    }
  }
}
