internal import CKernels

/// The check that bytes are well-formed UTF-8.
public enum UTF8Validity {
  /// Whether a range of bytes is well-formed UTF-8, complete to its last byte.
  public static func isValid(_ bytes: Span<UInt8>, in range: Range<Int>) -> Bool {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= bytes.count, "the range lies within the bytes")
    // SAFETY: the kernel reads the range only, which was checked, and keeps no pointer.
    return unsafe bytes.withUnsafeBufferPointer { source in
      guard let base = source.baseAddress else { return true }
      return unsafe sohoa_utf8_valid(base + range.lowerBound, range.count) != 0
    }
  }
}
