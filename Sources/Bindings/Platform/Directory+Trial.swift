import Glibc

extension Directory {
  /// Writes a small file into a directory, waits until the disk has it, and removes it.
  ///
  /// - Parameter path: an existing directory.
  /// - Returns: the seconds that took.
  /// - Throws: ``SystemError``.
  public static func tryWriting(in path: String) throws(SystemError) -> Double {
    let name = "\(path)/.sohoa-trial-\(getpid())"
    let started = Clock.monotonicSeconds
    // SAFETY: Swift lends the path as a terminated string for the length of the call.
    let descriptor = unsafe open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure("create a file in", path) }
    defer {
      close(descriptor)
      // SAFETY: as above.
      unsafe unlink(name)
    }
    let block = [UInt8](repeating: 0, count: 16 << 10)
    // SAFETY: the array is lent for the length of the call.
    let written = unsafe block.withUnsafeBytes {
      unsafe write(descriptor, $0.baseAddress, $0.count)
    }
    guard written == block.count else { throw failure("write into", path) }
    guard fsync(descriptor) == 0 else { throw failure("sync a file in", path) }
    return Clock.monotonicSeconds - started
  }
}
