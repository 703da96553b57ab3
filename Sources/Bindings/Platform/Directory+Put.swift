import Glibc

extension Directory {
  /// Puts a file into a directory, for its owner only: under its name it is there whole and on the disk,
  /// or not at all, whatever happens.
  ///
  /// A process that is killed meanwhile may leave a file whose name begins with `.new-`.
  ///
  /// - Parameters:
  ///   - bytes: the file's content.
  ///   - name: its name; a file of this name is replaced.
  ///   - path: an existing directory.
  /// - Throws: ``SystemError``; the directory is as it was then.
  public static func put(
    _ bytes: [UInt8], named name: String, in path: String
  ) throws(SystemError) {
    var template = Array("\(path)/.new-XXXXXX".utf8CString)
    // SAFETY: the template is a terminated string of this function's own.
    let descriptor = unsafe mkstemp(&template)
    guard descriptor >= 0 else { throw failure("create a file in", path) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    let temporary = String(
      decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    do throws(SystemError) {
      try writeWhole(bytes, to: descriptor, operation: "write into", path: path)
      guard fsync(descriptor) == 0 else { throw failure("sync a file in", path) }
    } catch {
      close(descriptor)
      // SAFETY: Swift lends the path as a terminated string for the length of the call.
      unsafe unlink(temporary)
      throw error
    }
    close(descriptor)
    // SAFETY: as above.
    guard unsafe rename(temporary, "\(path)/\(name)") == 0 else {
      let error = failure("name a file in", path)
      // SAFETY: as above.
      unsafe unlink(temporary)
      throw error
    }
    try sync(path)
  }

  /// Waits until the disk has what a directory says of its files.
  public static func sync(_ path: String) throws(SystemError) {
    // SAFETY: Swift lends the path as a terminated string for the length of the call.
    let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("open", path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure("sync", path) }
  }

  static func failure(_ operation: String, _ path: String) -> SystemError {
    SystemError(errno: errno, operation: operation, path: path)
  }
}
