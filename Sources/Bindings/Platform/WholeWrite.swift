import Glibc

/// Writes bytes to a descriptor whole, however many calls that takes.
///
/// - Parameters:
///   - bytes: what is written.
///   - descriptor: an open one.
///   - offset: the place in the file; `nil` for where the descriptor stands.
///   - operation: what is done, for the error, as in `write into`.
///   - path: where, for the error.
/// - Throws: ``SystemError``; a part may have been written then.
func writeWhole(
  _ bytes: [UInt8], to descriptor: Int32, at offset: Int64? = nil, operation: String,
  path: String
) throws(SystemError) {
  var done = 0
  while done < bytes.count {
    // SAFETY: the array is lent for the length of the call, and `done` lies within it.
    let written = unsafe bytes.withUnsafeBytes { all in
      let start = unsafe all.baseAddress.map { unsafe $0 + done }
      guard let offset else { return unsafe Glibc.write(descriptor, start, all.count - done) }
      return unsafe Glibc.pwrite(descriptor, start, all.count - done, off_t(offset) + off_t(done))
    }
    if written >= 0 {
      done += written
    } else if errno != EINTR {
      throw SystemError(errno: errno, operation: operation, path: path)
    }
  }
}
