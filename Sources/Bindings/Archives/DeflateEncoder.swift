import CZlib

/// Compresses a stream of bytes with zlib's deflate (RFC 1951), raw or as a GZIP member (RFC 1952).
@safe public struct DeflateEncoder: ~Copyable {
  /// What surrounds the deflated bytes.
  public enum Wrapping: Sendable {
    /// Nothing: what a ZIP member holds.
    case none
    /// A GZIP header without name or time, and a trailer with checksum and length.
    case gzip
  }

  // zlib keeps a pointer to the stream, so it must never move.
  private let stream: UnsafeMutablePointer<z_stream>

  /// Creates an encoder.
  ///
  /// - Parameters:
  ///   - wrapping: what surrounds the deflated bytes.
  ///   - level: 0 (stored) to 9 (smallest).
  /// - Throws: `ArchiveError` when zlib refuses the level or has no memory.
  public init(_ wrapping: Wrapping, level: Int = 6) throws(ArchiveError) {
    // SAFETY: allocated and initialized here, owned by this value alone, freed in `deinit`.
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    let windowBits: Int32 = wrapping == .gzip ? 15 + 16 : -15
    // SAFETY: `stream` is a zeroed z_stream, as `deflateInit2` demands.
    let code = unsafe sohoa_deflateInit2(stream, Int32(clamping: level), windowBits)
    guard code == Z_OK else {
      throw ArchiveError(.unsupported, "zlib cannot compress at level \(level) (code \(code))")
    }
  }

  // SAFETY: `stream` was initialized in `init` and leaves with this value.
  deinit {
    unsafe deflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Compresses `input` and appends what is ready to `output`.
  ///
  /// - Parameters:
  ///   - input: the next bytes, at most 2 GiB.
  ///   - output: gets the compressed bytes.
  ///   - isLast: whether nothing follows; then everything held back is written too.
  public mutating func encode(
    _ input: Span<UInt8>, into output: inout [UInt8], isLast: Bool = false
  ) {
    // SAFETY: zlib only reads `avail_in` bytes at `next_in`, within the span's storage, during the
    // closure; zlib's C API lacks `const` here, which is all the mutable pointer is for.
    unsafe input.withUnsafeBufferPointer { source in
      unsafe stream.pointee.next_in = unsafe UnsafeMutablePointer(mutating: source.baseAddress)
      unsafe stream.pointee.avail_in = UInt32(source.count)
      var isDone = false
      while !isDone {
        let step = 1 << 17
        // SAFETY: zlib writes at most `avail_out` = `step` bytes into a buffer of that capacity, and
        // `count` is set to what it wrote.
        let piece = unsafe [UInt8](unsafeUninitializedCapacity: step) { buffer, count in
          unsafe stream.pointee.next_out = buffer.baseAddress
          unsafe stream.pointee.avail_out = UInt32(step)
          let code = unsafe deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
          count = step - Int(unsafe stream.pointee.avail_out)
          isDone = isLast ? code == Z_STREAM_END : count < step
        }
        output += piece
      }
    }
  }
}

/// Continues a CRC-32 (ISO 3309, as ZIP and GZIP use it) over more bytes.
///
/// - Parameters:
///   - bytes: the next bytes, at most 4 GiB.
///   - previous: the checksum so far; 0 at the beginning.
/// - Returns: the checksum of all bytes so far.
public func crc32(of bytes: Span<UInt8>, continuing previous: UInt32 = 0) -> UInt32 {
  guard !bytes.isEmpty else { return previous }
  // SAFETY: zlib reads `count` bytes from the span's storage, during the closure.
  return unsafe bytes.withUnsafeBufferPointer { buffer in
    UInt32(
      truncatingIfNeeded: unsafe CZlib.crc32(
        UInt(previous), buffer.baseAddress, UInt32(buffer.count)))
  }
}
