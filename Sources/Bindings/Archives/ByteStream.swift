/// The content of one unit, read once from beginning to end.
///
/// The stream checks what it reads (CRC, size, limits) and hashes it on the way. It belongs to one
/// thread at a time.
public protocol ByteStream: AnyObject {
  /// The offset in the content of the byte that ``read(into:at:)`` delivers next.
  var offset: Int64 { get }

  /// Reads the next bytes of the content into `buffer[start...]`.
  ///
  /// - Parameters:
  ///   - buffer: overwritten from `start` on, at most to its end; never grown.
  ///   - start: less than `buffer.count`.
  /// - Returns: the number of bytes read, at least 1; 0 at the end, after all checks have passed.
  /// - Throws: ``ArchiveError`` when the content is damaged, over a limit or cannot be read.
  func read(into buffer: inout [UInt8], at start: Int) throws(ArchiveError) -> Int

  /// What a later process needs to go on near `offset` without reading all before it.
  ///
  /// - Parameter offset: not beyond ``offset``, and not before the offset of an earlier call.
  /// - Returns: an opaque state, or an empty array when reading must begin at the first byte.
  func resumeState(near offset: Int64) -> [UInt8]

  /// The SHA-256 of the whole content, from its first byte even when the stream was resumed.
  ///
  /// - Returns: 32 bytes once ``read(into:at:)`` has returned 0; before that the hash of what has
  ///   been read, and an empty array from a stream that does not hash.
  func contentDigest() -> [UInt8]
}

extension ByteStream {
  /// The hash of a stream that does not hash: an empty array.
  public func contentDigest() -> [UInt8] { [] }
}
