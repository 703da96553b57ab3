import Glibc

/// A regular file open for reading, closed with its last reference.
///
/// Reading names its offset, so several threads may read one file at once.
public final class File: Sendable {
  /// The path it was opened by.
  public let path: String
  private let descriptor: Int32

  /// Opens an existing regular file.
  ///
  /// - Parameter path: absolute, or relative to the working directory.
  /// - Throws: ``SystemError``; `EISDIR` for a directory, `EINVAL` for a pipe or a device, neither
  ///   of which can be read at an offset.
  public init(readingFrom path: String) throws(SystemError) {
    func failure(_ code: Int32) -> SystemError {
      SystemError(errno: code, operation: "open", path: path)
    }
    guard !path.utf8.contains(0) else { throw failure(EINVAL) }
    var opened: Int32
    repeat {
      // SAFETY: Swift lends the path as a terminated string for the length of the call. Opening a
      // pipe without O_NONBLOCK would wait for its writer.
      opened = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
    } while opened < 0 && Glibc.errno == EINTR
    guard opened >= 0 else { throw failure(Glibc.errno) }
    descriptor = opened
    self.path = path
    var status = stat()
    // SAFETY: `status` lives across the call.
    guard unsafe fstat(opened, &status) == 0 else { throw failure(Glibc.errno) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw failure(status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL)
    }
  }

  /// A path that leads to this very file as long as it is open, whatever bears its name by now.
  public var ownPath: String { "/proc/self/fd/\(descriptor)" }

  deinit { close(descriptor) }

  /// Reads the system's facts on the open file.
  ///
  /// - Returns: the identity at this moment, even when the path leads to another file by now.
  /// - Throws: ``SystemError``.
  public func identity() throws(SystemError) -> FileIdentity {
    var status = stat()
    // SAFETY: `status` lives across the call.
    guard unsafe fstat(descriptor, &status) == 0 else {
      throw SystemError(errno: Glibc.errno, operation: "examine", path: path)
    }
    return FileIdentity(status)
  }

  /// Reads bytes from a place in the file.
  ///
  /// - Parameters:
  ///   - offset: where in the file the first byte lies, not negative.
  ///   - buffer: overwritten within `range`; never grown.
  ///   - range: lies within the buffer.
  /// - Returns: the number of bytes read; less than asked for only at the end of the file.
  /// - Throws: ``SystemError``.
  public func read(
    at offset: Int64, into buffer: inout [UInt8], _ range: Range<Int>
  ) throws(SystemError) -> Int {
    precondition(
      offset >= 0 && range.lowerBound >= 0 && range.upperBound <= buffer.count,
      "A read stays within its buffer.")
    var done = 0
    while done < range.count {
      // SAFETY: the range was checked against the buffer, which is lent for the call.
      let count = unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe pread(
          descriptor, bytes.baseAddress.map { unsafe $0 + range.lowerBound + done },
          range.count - done, off_t(offset) + off_t(done))
      }
      if count > 0 {
        done += count
      } else if count == 0 {
        break
      } else if Glibc.errno != EINTR {
        throw SystemError(errno: Glibc.errno, operation: "read", path: path)
      }
    }
    return done
  }
}
