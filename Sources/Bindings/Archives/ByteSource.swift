import Platform

/// Bytes that can be read at any offset, some of them cheaply only from front to back.
protocol ByteSource: AnyObject {
  /// The number of bytes there are.
  var count: Int64 { get }

  /// Reads the bytes from `offset` (at most `count`) on into `buffer[range]`, and says how many:
  /// fewer than asked for only where the source ends.
  func read(
    at offset: Int64, into buffer: inout [UInt8], _ range: Range<Int>
  ) throws(ArchiveError) -> Int
}

extension ByteSource {
  /// Reads exactly `count` bytes.
  func bytes(at offset: Int64, count: Int) throws(ArchiveError) -> [UInt8] {
    guard offset >= 0, offset <= self.count - Int64(count) else {
      throw ArchiveError(.damaged, "the archive ends too early")
    }
    var buffer = [UInt8](repeating: 0, count: count)
    guard try read(at: offset, into: &buffer, 0..<count) == count else {
      throw ArchiveError(.damaged, "the archive ends too early")
    }
    return buffer
  }
}

/// A file, as long as it was when it was opened.
final class FileSource: ByteSource {
  let count: Int64
  private let file: File
  let identity: FileIdentity

  init(_ file: File) throws(ArchiveError) {
    self.file = file
    do {
      identity = try file.identity()
    } catch {
      throw ArchiveError(error)
    }
    count = identity.size
  }

  func read(
    at offset: Int64, into buffer: inout [UInt8], _ range: Range<Int>
  ) throws(ArchiveError) -> Int {
    let wanted = Int(min(Int64(range.count), max(0, count - offset)))
    let end = range.lowerBound + wanted
    let done: Int
    do {
      done = try file.read(at: offset, into: &buffer, range.lowerBound..<end)
    } catch {
      throw ArchiveError(error)
    }
    guard done == wanted else {
      throw ArchiveError(.changed, "the file became shorter while it was read")
    }
    return done
  }

  /// Throws when the file was written to since it was opened.
  func checkUnchanged() throws(ArchiveError) {
    let now: FileIdentity
    do {
      now = try file.identity()
    } catch {
      throw ArchiveError(error)
    }
    guard isUnchanged(since: now) else {
      throw ArchiveError(.changed, "the file was changed while it was read")
    }
  }

  /// Whether the content is the one that another look at the same file saw.
  ///
  /// The time of change is left out: renaming or linking the file sets it too.
  func isUnchanged(since other: FileIdentity) -> Bool {
    other.size == identity.size && other.modified == identity.modified
  }
}

/// A part of another source.
final class SourceRegion: ByteSource {
  let count: Int64
  private let source: any ByteSource
  private let start: Int64

  /// Creates a region of `count` bytes, all within the source.
  init(of source: any ByteSource, from start: Int64, count: Int64) {
    precondition(
      start >= 0 && count >= 0 && start <= source.count - count, "A region lies in its source.")
    self.source = source
    self.start = start
    self.count = count
  }

  func read(
    at offset: Int64, into buffer: inout [UInt8], _ range: Range<Int>
  ) throws(ArchiveError) -> Int {
    let wanted = Int(min(Int64(range.count), max(0, count - offset)))
    let end = range.lowerBound + wanted
    return try source.read(at: start + offset, into: &buffer, range.lowerBound..<end)
  }
}
