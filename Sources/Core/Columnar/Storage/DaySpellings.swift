internal import CKernels

/// Reads the commonest spellings of a day, many at a time.
enum DaySpellings {
  /// Reads the cells written `dd?mm?yyyy` or `yyyy-mm-dd` that name a day.
  ///
  /// - Parameters:
  ///   - cells: one a row, within `bytes`; those read are written as `yyyy-mm-dd`.
  ///   - values: has a place for each row; gets year × 10,000 + month × 100 + day.
  ///   - bytes: what the cells point into; the canonical text is appended.
  ///   - separator: stands between day, month and year; 0 for `yyyy-mm-dd`.
  /// - Returns: the rows of the cells that are neither null nor read, ascending.
  static func read(
    _ cells: inout [Cell], values: inout [Int64], bytes: inout ByteArena, separator: UInt8
  ) -> [UInt32] {
    for cell in cells where cell.length > 0 {
      precondition(
        Int(cell.start) + Int(cell.length) <= bytes.count, "a cell lies within its chunk's bytes")
    }
    precondition(values.count >= cells.count, "a value for each row")
    bytes.reserve(10 * cells.count)
    let count = cells.count
    var end = bytes.count
    let others = unsafe [UInt32](unsafeUninitializedCapacity: count) { rows, found in
      unsafe cells.withUnsafeMutableBytes { pairs in
        unsafe bytes.storage.withUnsafeMutableBufferPointer { room in
          unsafe values.withUnsafeMutableBufferPointer { values in
            guard let base = room.baseAddress, let rows = rows.baseAddress,
              let values = values.baseAddress,
              let pairs = unsafe pairs.assumingMemoryBound(to: UInt32.self).baseAddress
            else { return }
            // SAFETY: a cell is two `UInt32`, start and length; every cell was checked against the
            // bytes above; ten bytes a row were reserved behind them; `values` and `rows` have a place
            // a row. All buffers live for the closure.
            end = unsafe sohoa_read_days(
              base, end, pairs, count, separator, values, rows, &found)
          }
        }
      }
    }
    bytes.count = end
    return others
  }
}
