extension ByteArena {
  /// Appends a copy of a range of bytes at the speed of memory, and says where it is now.
  @discardableResult
  public mutating func append(_ bytes: [UInt8], in range: Range<Int>) -> Cell {
    precondition(range.upperBound <= bytes.count, "a piece of the bytes")
    reserve(range.count)
    let start = count
    unsafe storage.withUnsafeMutableBytes { room in
      unsafe bytes.withUnsafeBytes { all in
        // SAFETY: `reserve` made room for the range behind `start`; the arrays are distinct.
        let target = unsafe UnsafeMutableRawBufferPointer(rebasing: room[start...])
        unsafe target.copyMemory(from: UnsafeRawBufferPointer(rebasing: all[range]))
      }
    }
    count = start + range.count
    return Cell(start..<count)
  }
}

/// Moves a range of bytes to the beginning of their array, which keeps its count.
public func moveToFront(_ bytes: inout [UInt8], _ range: Range<Int>) {
  precondition(range.upperBound <= bytes.count, "a piece of the bytes")
  unsafe bytes.withUnsafeMutableBytes { all in
    // SAFETY: source and target lie in the array; `copyMemory` allows them to overlap.
    unsafe all.copyMemory(from: UnsafeRawBufferPointer(rebasing: all[range]))
  }
}

/// Adds room at the end of an array of bytes until it has `count` of them; the new ones are 0.
public func extend(_ bytes: inout [UInt8], to count: Int) {
  guard count > bytes.count else { return }
  let old = bytes
  bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { room, initialized in
    // SAFETY: the room holds `count` bytes, and every one is written.
    unsafe room.update(repeating: 0)
    unsafe UnsafeMutableRawBufferPointer(room).copyBytes(from: old)
    initialized = count
  }
}
