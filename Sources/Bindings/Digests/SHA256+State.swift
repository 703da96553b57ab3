extension SHA256 {
  /// The state between two bytes, for a checkpoint.
  ///
  /// Layout, all numbers little-endian: a version byte (1), the eight words of the hash so far, the
  /// number of bytes so far (64 bits), and the bytes since the last whole block.
  public var state: [UInt8] {
    var state: [UInt8] = [1]
    for word in words { state.append(littleEndian: word) }
    state.append(littleEndian: count)
    return state + partial
  }

  /// Takes up a hash where ``state`` left it.
  ///
  /// - Parameter state: `nil` results when it is not one that ``state`` gives.
  public init?(state: [UInt8]) {
    let header = 1 + 8 * 4 + 8
    guard state.count >= header, state[0] == 1 else { return nil }
    let words = (0..<8).map { UInt32(littleEndian: state, at: 1 + 4 * $0) }
    let count = UInt64(littleEndian: state, at: 33)
    // SHA-256 is defined below 2^64 bits.
    guard count < 1 << 61, state.count - header == Int(count % UInt64(Self.blockSize)) else {
      return nil
    }
    self.init(words: words, count: count, partial: Array(state[header...]))
  }
}

extension [UInt8] {
  fileprivate mutating func append(littleEndian value: some FixedWidthInteger) {
    for shift in stride(from: 0, to: value.bitWidth, by: 8) {
      append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }
}

extension FixedWidthInteger {
  fileprivate init(littleEndian bytes: [UInt8], at start: Int) {
    self = 0
    for offset in (0..<Self.bitWidth / 8).reversed() {
      self = self << 8 | Self(truncatingIfNeeded: bytes[start + offset])
    }
  }
}
