import CKernels

/// Finds the cells that a trim may change.
enum WhiteSpaceSearch {
  /// Finds the cells that may begin or end with white space.
  ///
  /// - Parameters:
  ///   - cells: lie within `bytes`, or are null.
  ///   - bytes: the chunk's bytes.
  /// - Returns: the rows, ascending; some may turn out to need nothing.
  static func untrimmedRows(_ cells: [Cell], in bytes: [UInt8]) -> [UInt32] {
    for cell in cells where cell.length > 0 {
      precondition(
        Int(cell.start) + Int(cell.length) <= bytes.count, "a cell lies within its chunk's bytes")
    }
    return unsafe [UInt32](unsafeUninitializedCapacity: cells.count) { rows, count in
      unsafe cells.withUnsafeBytes { pairs in
        unsafe bytes.withUnsafeBufferPointer { buffer in
          guard let base = buffer.baseAddress, let room = rows.baseAddress,
            let pairs = unsafe pairs.assumingMemoryBound(to: UInt32.self).baseAddress
          else { return }
          // SAFETY: a cell is two `UInt32`, start and length; every cell was checked against the
          // bytes above; at most one row is written for each cell. All buffers live for the closure.
          count = unsafe sohoa_find_untrimmed(base, pairs, cells.count, room)
        }
      }
    }
  }
}
