extension [UInt8] {
  /// The number at `start`, low byte first; the caller has checked that it is all there.
  func littleEndian<Number: FixedWidthInteger>(_: Number.Type, at start: Int) -> Number {
    var value: Number = 0
    for offset in (0..<Number.bitWidth / 8).reversed() {
      value = value << 8 | Number(truncatingIfNeeded: self[start + offset])
    }
    return value
  }

  /// Appends a number, low byte first.
  mutating func append(littleEndian value: some FixedWidthInteger) {
    for shift in stride(from: 0, to: value.bitWidth, by: 8) {
      append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }
}
