import Glibc

/// A file without a name that its process alone sees; the system removes it with the process.
///
/// What is appended is read back through a cache of fixed size. It belongs to one thread at a time.
public final class ScratchFile {
  /// The number of bytes appended.
  public private(set) var count: Int64 = 0

  private static let pageSize = 32 << 10
  private let descriptor: Int32
  private let directory: String
  /// The last page, not yet written.
  private var tail: [UInt8] = []
  private var pages: [UInt8]
  /// The page in each slot of the cache, or -1.
  private var held: [Int64]

  /// Creates an empty file.
  ///
  /// - Parameters:
  ///   - directory: where its bytes go; on a disk, not in memory.
  ///   - cachePages: the pages of 32 KiB to keep in memory, a power of two.
  /// - Throws: ``SystemError``.
  public init(in directory: String, cachePages: Int) throws(SystemError) {
    precondition(cachePages > 0 && cachePages & (cachePages - 1) == 0, "a power of two")
    self.directory = directory
    pages = [UInt8](repeating: 0, count: cachePages * Self.pageSize)
    held = [Int64](repeating: -1, count: cachePages)
    tail.reserveCapacity(Self.pageSize)
    descriptor = Self.openUnnamed(in: directory)
    guard descriptor >= 0 else {
      throw SystemError(errno: errno, operation: "create a file in", path: directory)
    }
  }

  /// Opens an empty file without a name in a directory; -1 where there can be none.
  static func openUnnamed(in directory: String) -> Int32 {
    var name = Array("\(directory)/.sohoa-XXXXXX".utf8CString)
    // SAFETY: the name is a terminated string of this function's own.
    let opened = unsafe mkstemp(&name)
    if opened >= 0 {
      unsafe unlink(name)
      _ = fcntl(opened, F_SETFD, FD_CLOEXEC)
    }
    return opened
  }

  deinit { close(descriptor) }

  /// The directory for scratch files: `TMPDIR`, or else `/var/tmp`.
  public static var defaultDirectory: String {
    // SAFETY: the variable is read at once; nothing here changes the environment.
    if let named = unsafe getenv("TMPDIR") { return unsafe String(cString: named) }
    return "/var/tmp"
  }

  /// Adds bytes at the end.
  ///
  /// - Throws: ``SystemError`` when the disk does not take them.
  public func append(_ bytes: [UInt8], in range: Range<Int>) throws(SystemError) {
    var next = range.lowerBound
    while next < range.upperBound {
      let step = min(range.upperBound - next, Self.pageSize - tail.count)
      tail.append(contentsOf: bytes[next..<next + step])
      next += step
      count += Int64(step)
      if tail.count == Self.pageSize { try writeTail() }
    }
  }

  /// Appends bytes from a place in the file to an array.
  ///
  /// - Throws: ``SystemError``.
  public func read(
    at offset: Int64, count wanted: Int, into bytes: inout [UInt8]
  ) throws(SystemError) {
    precondition(offset >= 0 && offset + Int64(wanted) <= count, "a piece of the file")
    var offset = offset
    var left = wanted
    while left > 0 {
      let page = offset / Int64(Self.pageSize)
      let start = Int(offset % Int64(Self.pageSize))
      let step = min(left, Self.pageSize - start)
      if page * Int64(Self.pageSize) + Int64(tail.count) == count && page == firstTailPage {
        bytes.append(contentsOf: tail[start..<start + step])
      } else {
        let slot = try load(page) * Self.pageSize
        bytes.append(contentsOf: pages[slot + start..<slot + start + step])
      }
      offset += Int64(step)
      left -= step
    }
  }

  private var firstTailPage: Int64 { (count - Int64(tail.count)) / Int64(Self.pageSize) }

  private func writeTail() throws(SystemError) {
    let offset = count - Int64(tail.count)
    try writeWhole(
      tail, to: descriptor, at: offset, operation: "write a scratch file in", path: directory)
    tail.removeAll(keepingCapacity: true)
  }

  /// The slot of the cache that holds a page.
  private func load(_ page: Int64) throws(SystemError) -> Int {
    let slot = Int(page & Int64(held.count - 1))
    guard held[slot] != page else { return slot }
    held[slot] = -1
    var done = 0
    while done < Self.pageSize {
      // SAFETY: the slot lies in the array, which is lent for the length of the call.
      let got = unsafe pages.withUnsafeMutableBytes { bytes in
        unsafe pread(
          descriptor, bytes.baseAddress.map { unsafe $0 + slot * Self.pageSize + done },
          Self.pageSize - done, off_t(page) * off_t(Self.pageSize) + off_t(done))
      }
      if got > 0 {
        done += got
      } else if got == 0 || errno != EINTR {
        throw SystemError(
          errno: got == 0 ? EIO : errno, operation: "read a scratch file in", path: directory)
      }
    }
    held[slot] = page
    return slot
  }
}
