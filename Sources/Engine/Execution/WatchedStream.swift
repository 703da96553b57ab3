import Archives

/// A stream that remembers why it failed, whatever a reader makes of the error.
final class WatchedStream: ByteStream {
  private let stream: any ByteStream
  /// What the stream threw, or `nil`.
  private(set) var failure: ArchiveError?

  init(_ stream: any ByteStream) { self.stream = stream }

  var offset: Int64 { stream.offset }

  func read(into buffer: inout [UInt8], at start: Int) throws(ArchiveError) -> Int {
    do {
      return try stream.read(into: &buffer, at: start)
    } catch {
      failure = error
      throw error
    }
  }

  func resumeState(near offset: Int64) -> [UInt8] { stream.resumeState(near: offset) }

  func contentDigest() -> [UInt8] { stream.contentDigest() }
}
