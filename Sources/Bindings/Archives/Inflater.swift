import CZlib

/// A raw DEFLATE decoder that stops between blocks, so that its state can be taken there.
///
/// The only file that touches zlib's stream.
@safe final class Inflater {
  /// Why ``step(_:into:)`` came back.
  enum Outcome {
    /// The output is full, or the input is used up.
    case exchanged
    /// A block ended that was not the last one.
    case betweenBlocks
    /// The last block's data ended; a further step finds the end.
    case afterLastBlock
    /// The stream ended.
    case ended
    /// The input is not DEFLATE.
    case damaged
  }

  /// A part of an array that is used up from its front.
  struct Window {
    var start: Int
    var end: Int
    var isEmpty: Bool { start == end }
  }

  static let dictionaryCapacity = 32 << 10

  // SAFETY: allocated here at a fixed address, as zlib demands, initialised once, freed in deinit.
  private let stream: UnsafeMutablePointer<z_stream>

  init() throws(ArchiveError) {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    guard unsafe sohoa_inflateInit2(stream, -15) == Z_OK else {
      throw ArchiveError(.inputOutput, "zlib has no memory left")
    }
  }

  deinit {
    // SAFETY: `inflateEnd` refuses a stream that was never set up; nobody else holds the pointer.
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// The bits of the last byte taken that belong to what follows; at most 7 between blocks.
  var unusedBits: Int { unsafe Int(stream.pointee.data_type & 7) }

  /// The output so far that later blocks may refer to, at most 32 KiB.
  var dictionary: [UInt8] {
    var count: uInt = 0
    // SAFETY: zlib writes at most 32 KiB, the room given, and says how much it wrote.
    return unsafe [UInt8](unsafeUninitializedCapacity: Self.dictionaryCapacity) { room, written in
      let code = unsafe inflateGetDictionary(stream, room.baseAddress, &count)
      written = code == Z_OK ? Int(count) : 0
    }
  }

  /// Forgets all and begins a new stream.
  func reset() { unsafe _ = inflateReset(stream) }

  /// Begins in the middle of a stream, between two blocks.
  ///
  /// - Parameters:
  ///   - dictionary: what ``dictionary`` gave there.
  ///   - bits: what ``unusedBits`` gave there.
  ///   - byte: the last byte taken.
  /// - Returns: whether zlib took it.
  func resume(dictionary: [UInt8], bits: Int, of byte: UInt8) -> Bool {
    reset()
    guard (0...7).contains(bits), dictionary.count <= Self.dictionaryCapacity else { return false }
    // SAFETY: zlib copies the dictionary within the call.
    unsafe dictionary.withUnsafeBufferPointer { bytes in
      unsafe _ = inflateSetDictionary(stream, bytes.baseAddress, uInt(bytes.count))
    }
    return unsafe bits == 0
      || inflatePrime(stream, Int32(bits), Int32(byte >> UInt8(8 - bits))) == Z_OK
  }

  /// Decodes until the output is full, the input used up or a block at its end.
  ///
  /// The windows say which part of the input is still to be read and which part of the output is
  /// still to be written; both shrink.
  func step(
    input: [UInt8], _ source: inout Window, output: inout [UInt8], _ target: inout Window
  ) -> Outcome {
    precondition(
      source.start >= 0 && source.start <= source.end && source.end <= input.count
        && target.start >= 0 && target.start <= target.end && target.end <= output.count,
      "Windows lie within their arrays.")
    // SAFETY: both windows were checked above; the pointers are set anew in every call and zlib
    // moves them only within the counts given.
    let code = unsafe input.withUnsafeBufferPointer { bytes in
      unsafe output.withUnsafeMutableBufferPointer { room in
        unsafe stream.pointee.next_in = bytes.baseAddress.map {
          unsafe UnsafeMutablePointer(mutating: $0 + source.start)
        }
        let available = min(source.end - source.start, Int(UInt32.max))
        unsafe stream.pointee.avail_in = uInt(available)
        unsafe stream.pointee.next_out = room.baseAddress.map { unsafe $0 + target.start }
        let free = min(target.end - target.start, Int(UInt32.max))
        unsafe stream.pointee.avail_out = uInt(free)
        let code = unsafe inflate(stream, Z_BLOCK)
        source.start += unsafe available - Int(stream.pointee.avail_in)
        target.start += unsafe free - Int(stream.pointee.avail_out)
        unsafe stream.pointee.next_in = nil
        unsafe stream.pointee.next_out = nil
        return code
      }
    }
    switch code {
    case Z_STREAM_END: return .ended
    case Z_OK, Z_BUF_ERROR:
      guard unsafe stream.pointee.data_type & 0x80 != 0 else { return .exchanged }
      return unsafe stream.pointee.data_type & 0x40 == 0 ? .betweenBlocks : .afterLastBlock
    default: return .damaged
    }
  }
}
