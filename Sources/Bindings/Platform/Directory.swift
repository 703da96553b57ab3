import Glibc

/// Folders of the file system.
public enum Directory {
  /// Makes a folder and those above it, for their owner only, unless they are there.
  ///
  /// - Parameter path: absolute, or relative to the working directory.
  /// - Throws: ``SystemError``.
  public static func make(_ path: String) throws(SystemError) {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += part
      // SAFETY: the system reads the path during the call only.
      if unsafe mkdir(made, 0o700) != 0 && errno != EEXIST {
        throw SystemError(errno: errno, operation: "make the directory", path: made)
      }
      made += "/"
    }
  }

  /// Makes files that this process creates readable and writable for their owner only.
  public static func keepPrivate() { umask(0o077) }
}
