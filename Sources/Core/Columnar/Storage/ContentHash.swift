import CKernels

/// Hashes a range of bytes to 64 bits, to tell contents apart.
///
/// - Parameters:
///   - bytes: the bytes.
///   - range: lies within them.
///   - seed: the hash of what came before, or 0.
/// - Returns: the same number on every machine.
public func contentHash(_ bytes: [UInt8], in range: Range<Int>, seed: UInt64 = 0) -> UInt64 {
  precondition(
    range.lowerBound >= 0 && range.upperBound <= bytes.count, "the range lies within the bytes")
  return unsafe bytes.withUnsafeBufferPointer { buffer in
    guard let base = buffer.baseAddress else { return seed }
    // SAFETY: the range was checked against the buffer, which lives for the closure.
    return unsafe sohoa_hash64(base + range.lowerBound, range.count, seed)
  }
}

/// Does so for an array that may lie in a file.
public func contentHash(_ bytes: SpillArray<UInt8>, in range: Range<Int>, seed: UInt64 = 0)
  -> UInt64
{
  bytes.withSpan(range) { span in
    unsafe span.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return seed }
      // SAFETY: the range was checked against the array, which lives for the closure.
      return unsafe sohoa_hash64(base, buffer.count, seed)
    }
  }
}
