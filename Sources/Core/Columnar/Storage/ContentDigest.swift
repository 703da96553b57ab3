import CKernels

/// A hash of 128 bits over values, by which those that come again are known.
///
/// Not meant against an adversary; for values as they come, two hashes that are the same by chance need
/// about 10^19 chunks. The same on every machine with the same order of bytes.
public struct ContentDigest: Sendable {
  private var high: UInt64 = 0
  private var low: UInt64 = 0

  /// Creates the hash of nothing.
  public init() {}

  /// Takes in a text.
  public mutating func add(_ text: String) {
    var state = (high, low)
    let bytes = Array(text.utf8)
    unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe withUnsafeMutableBytes(of: &state) { state in
        // SAFETY: the state is two words, and the bytes are read within their count.
        unsafe sohoa_digest_bytes(
          bytes.baseAddress, bytes.count, state.assumingMemoryBound(to: UInt64.self).baseAddress)
      }
    }
    (high, low) = state
  }

  /// Takes in the values of a column.
  ///
  /// - Parameters:
  ///   - column: has a cell, and a value where its type has values, for each row.
  ///   - bytes: what its cells point into.
  ///   - live: for each row 0 where it is passed over.
  /// - Returns: how many of them are null.
  public mutating func add(_ column: Column, of bytes: ByteArena, live: [UInt8]) -> Int {
    precondition(
      column.cells.count == live.count
        && (!column.type.hasValues || column.values.count == live.count),
      "one cell, one value and one mark a row")
    var state = (high, low)
    let count = min(bytes.count, bytes.storage.count)
    let nulls = unsafe bytes.storage.withUnsafeBufferPointer { bytes in
      unsafe column.cells.withUnsafeBytes { pairs in
        unsafe column.values.withUnsafeBufferPointer { values in
          unsafe live.withUnsafeBufferPointer { live in
            unsafe withUnsafeMutableBytes(of: &state) { state in
              // SAFETY: a cell is two `UInt32`, start and length, and the kernel checks it against the
              // bytes; cells, values and marks were counted above; the state is two words.
              unsafe sohoa_digest_cells(
                bytes.baseAddress, count, pairs.assumingMemoryBound(to: UInt32.self).baseAddress,
                column.type.hasValues ? values.baseAddress : nil, live.baseAddress, live.count,
                state.assumingMemoryBound(to: UInt64.self).baseAddress)
            }
          }
        }
      }
    }
    precondition(nulls >= 0, "a cell lies within its chunk's bytes")
    (high, low) = state
    return Int(nulls)
  }

  /// The hash so far, as 32 digits.
  public var hexadecimal: String {
    [high, low].map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
