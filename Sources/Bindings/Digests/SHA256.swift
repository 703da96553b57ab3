import CCrypto

/// A running SHA-256, whose state between any two bytes can be stored and taken up again.
///
/// The work is done by OpenSSL, which uses the processor's SHA instructions.
public struct SHA256: Sendable {
  /// The number of bytes of a finished hash.
  public static let byteCount = 32
  static let blockSize = 64

  private var context: SHA256_CTX

  /// Creates the hash of no bytes.
  public init() {
    context = SHA256_CTX()
    // SAFETY: the context is lent for the call.
    unsafe SHA256_Init(&context)
  }

  /// The number of bytes hashed so far.
  public var count: UInt64 { (UInt64(context.Nh) << 32 | UInt64(context.Nl)) >> 3 }

  /// Hashes further bytes.
  public mutating func update(_ bytes: Span<UInt8>) {
    // SAFETY: the bytes are lent for the call, and read only within their count.
    unsafe bytes.withUnsafeBytes { unsafe _ = SHA256_Update(&context, $0.baseAddress, $0.count) }
  }

  /// Hashes a part of an array.
  ///
  /// - Parameters:
  ///   - bytes: the array.
  ///   - range: lies within the array.
  public mutating func update(_ bytes: [UInt8], _ range: Range<Int>) {
    update(bytes.span.extracting(range))
  }

  /// The hash of all bytes so far; further bytes may follow.
  ///
  /// - Returns: 32 bytes.
  public func finalize() -> [UInt8] {
    var copy = context
    // SAFETY: OpenSSL writes exactly 32 bytes, the room given.
    return unsafe [UInt8](unsafeUninitializedCapacity: Self.byteCount) { room, count in
      unsafe SHA256_Final(room.baseAddress, &copy)
      count = Self.byteCount
    }
  }

  /// The hash of a text's UTF-8 or of any other bytes at once.
  public static func hash(_ bytes: [UInt8]) -> [UInt8] {
    var hash = SHA256()
    hash.update(bytes.span)
    return hash.finalize()
  }

  /// Rebuilds a hash from its parts, checked by the caller.
  init(words: [UInt32], count: UInt64, partial: [UInt8]) {
    self.init()
    // SAFETY: `h` has 8 words and `data` 64 bytes; the caller gives 8 words and under 64 bytes.
    unsafe withUnsafeMutableBytes(of: &context.h) { room in
      unsafe words.withUnsafeBytes { unsafe room.copyMemory(from: $0) }
    }
    unsafe withUnsafeMutableBytes(of: &context.data) { room in
      unsafe partial.withUnsafeBytes { unsafe room.copyMemory(from: $0) }
    }
    context.Nl = UInt32(truncatingIfNeeded: count << 3)
    context.Nh = UInt32(truncatingIfNeeded: count >> 29)
    context.num = UInt32(partial.count)
  }

  /// The eight words of the hash over all whole blocks.
  var words: [UInt32] {
    // SAFETY: `h` has 8 words, copied within the call.
    unsafe withUnsafeBytes(of: context.h) { unsafe Array($0.bindMemory(to: UInt32.self)) }
  }

  /// The bytes since the last whole block.
  var partial: [UInt8] {
    // SAFETY: `data` has 64 bytes, of which OpenSSL keeps `num` (under 64) filled.
    unsafe withUnsafeBytes(of: context.data) { unsafe Array($0.prefix(Int(context.num))) }
  }
}
