internal import CKernels

/// Finds the cells whose text an encoding may spell otherwise than ASCII.
public enum EncodedCells {
  /// The bytes looked for.
  public enum Sign: Sendable {
    /// Those above 0x7F.
    case high
    /// Those and the control characters other than tab and line ends.
    case odd
    /// All.
    case any

    /// What the kernels call it.
    var kernelValue: Int32 { self == .high ? 0 : self == .odd ? 1 : 2 }
  }

  /// Finds the cells that hold a byte of a kind.
  ///
  /// - Parameters:
  ///   - cells: lie within `bytes`, or are null.
  ///   - bytes: the chunk's bytes.
  ///   - sign: the bytes looked for.
  /// - Returns: the rows, ascending.
  public static func rows(_ cells: [Cell], in bytes: [UInt8], of sign: Sign) -> [UInt32] {
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
          count = unsafe sohoa_find_encoded(
            base, buffer.count, pairs, cells.count, sign.kernelValue, room)
        }
      }
    }
  }
}
