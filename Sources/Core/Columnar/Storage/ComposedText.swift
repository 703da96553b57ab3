import CKernels

/// Tells text in Unicode normalization form C from text that may not be.
public enum ComposedText {
  /// Whether some text of a chunk may not be in form C; one sweep, much cheaper than cell by cell.
  ///
  /// Bytes in another encoding are passed over: what cells use of them is ASCII.
  public static func mayBeMissing(in arena: ByteArena) -> Bool {
    unsafe arena.storage.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return false }
      let start = min(arena.foreignCount, arena.count)
      precondition(arena.count <= buffer.count, "an arena's bytes lie within its storage")
      // SAFETY: the bytes in use lie within the buffer, which lives for the closure.
      return unsafe sohoa_run_may_need_composing(base + start, arena.count - start) != 0
    }
  }

  /// Finds the cells that may not be in form C.
  ///
  /// - Parameters:
  ///   - cells: lie within `bytes`, or are null.
  ///   - bytes: the chunk's bytes.
  ///   - rows: the rows found are appended, ascending; some may turn out to be composed.
  static func findSuspects(_ cells: [Cell], in bytes: [UInt8], into rows: inout [Int]) {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      for row in cells.indices {
        let cell = cells[row]
        guard cell.length > 0 else { continue }
        let (start, count) = (Int(cell.start), Int(cell.length))
        precondition(start + count <= buffer.count, "a cell lies within its chunk's bytes")
        // SAFETY: the text lies within the buffer, whose end is given; the buffer lives for the
        // closure.
        if unsafe sohoa_may_need_composing(base, start, count, buffer.count) != 0 {
          rows.append(row)
        }
      }
    }
  }
}
