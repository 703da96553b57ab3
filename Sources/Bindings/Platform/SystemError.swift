import Glibc

/// Why the operating system refused a call.
public struct SystemError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The system's error number (`ENOENT`, `EACCES`, …).
  public var errno: Int32
  /// What was tried, as a verb: "open", "read", "list".
  public var operation: String
  /// The path it was tried on.
  public var path: String

  /// Creates an error.
  public init(errno: Int32, operation: String, path: String) {
    self.errno = errno
    self.operation = operation
    self.path = path
  }

  /// The system's own words for the error number: "No such file or directory".
  public var reason: String {
    // SAFETY: `strerror` returns a terminated string, copied before anything else is called.
    unsafe String(cString: strerror(errno))
  }

  /// Whether the file or one of its directories is not there.
  public var isMissing: Bool { errno == ENOENT || errno == ENOTDIR }

  /// What was tried on which path and why it failed, in one line.
  public var description: String { "cannot \(operation) \(path): \(reason)" }
}
