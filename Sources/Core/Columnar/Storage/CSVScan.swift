internal import CKernels

/// The scan for the bytes that give a delimited text its structure.
public enum CSVScan {
  /// How many more entries than bytes the positions need room for.
  public static let slack = 8

  /// Finds the delimiters, quotes, CR, LF and NUL bytes of a range.
  ///
  /// - Parameters:
  ///   - bytes: the text.
  ///   - range: what to scan; lies within the first 4 GiB.
  ///   - delimiter: the byte between two fields.
  ///   - quote: the byte around quoted fields.
  ///   - positions: receives the positions in `bytes`, in order, from its first entry on; has at
  ///     least `range.count + slack` entries.
  /// - Returns: the number of positions found.
  public static func structuralBytes(
    of bytes: Span<UInt8>, in range: Range<Int>, delimiter: UInt8, quote: UInt8,
    into positions: inout [UInt32]
  ) -> Int {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= bytes.count
        && range.upperBound <= Int(UInt32.max), "the range lies within the bytes")
    precondition(positions.count >= range.count + slack, "there is room for every position")
    // SAFETY: the kernel reads bytes[range] and writes at most range.count + slack entries; both
    // were checked above, and neither pointer outlives the call.
    return unsafe bytes.withUnsafeBufferPointer { source in
      guard let base = source.baseAddress else { return 0 }
      return unsafe positions.withUnsafeMutableBufferPointer { room in
        guard let out = room.baseAddress else { return 0 }
        return unsafe sohoa_csv_scan(
          base, range.lowerBound, range.upperBound, delimiter, quote, out)
      }
    }
  }
}
