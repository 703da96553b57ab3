import Columnar

/// A 64-bit hash of the texts that make up a key; a null anywhere makes the key no key.
struct KeyHash {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Adds one column's text. The separator keeps `ab|c` and `a|bc` apart.
  mutating func add(_ bytes: Span<UInt8>, in range: Range<Int>) {
    var state = state
    for index in range {
      state = (state ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01B3
    }
    self.state = (state ^ 0xFF) &* 0x0000_0100_0000_01B3
  }

  /// The hash of what was added, mixed so that all its bits are good.
  var value: UInt64 {
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

extension Chunk {
  /// The hash of a row's key, or `nil` when a column of the key is null.
  func keyHash(ofRow row: Int, columns: [Int]) -> UInt64? {
    var hash = KeyHash()
    for column in columns {
      let cell = self.columns[column].cells[row]
      if cell.isNull { return nil }
      hash.add(bytes.storage.span, in: cell.range)
    }
    return hash.value
  }
}
