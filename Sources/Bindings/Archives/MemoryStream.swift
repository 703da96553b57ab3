import Digests

/// A content that is given as bytes.
public final class MemoryStream: ByteStream {
  private let bytes: [UInt8]
  private let step: Int
  private var position: Int

  /// Creates a stream.
  ///
  /// - Parameters:
  ///   - bytes: the content.
  ///   - step: the most bytes that one read delivers, at least 1.
  ///   - state: what ``resumeState(near:)`` gave, or empty to begin at the first byte; one that
  ///     does not fit begins at the first byte too.
  public init(_ bytes: [UInt8], step: Int = .max, resumingFrom state: [UInt8] = []) {
    precondition(step > 0, "A read delivers at least one byte.")
    self.bytes = bytes
    self.step = step
    let start = state.count == 8 ? state.littleEndian(Int64.self, at: 0) : 0
    position = (0...Int64(bytes.count)).contains(start) ? Int(start) : 0
  }

  /// The offset of the byte that is delivered next.
  public var offset: Int64 { Int64(position) }

  /// Delivers the next bytes, at most a step of them.
  public func read(into buffer: inout [UInt8], at start: Int) throws(ArchiveError) -> Int {
    let count = min(step, buffer.count - start, bytes.count - position)
    for index in 0..<count { buffer[start + index] = bytes[position + index] }
    position += count
    return count
  }

  /// The offset itself, so that a resumed stream goes on exactly there.
  public func resumeState(near offset: Int64) -> [UInt8] {
    var state: [UInt8] = []
    state.append(littleEndian: offset)
    return state
  }

  /// The SHA-256 of the whole content.
  public func contentDigest() -> [UInt8] { SHA256.hash(bytes) }
}
