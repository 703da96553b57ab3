/// The value of an ASCII digit; anything over 9 is not one.
@inline(__always)
func digit(_ byte: UInt8) -> Int { Int(byte &- 0x30) }

/// The value of two ASCII digits, or a number over 99 where they are not.
@inline(__always)
func twoDigits(_ bytes: borrowing Span<UInt8>, _ index: Int) -> Int {
  let tens = digit(bytes[index])
  let ones = digit(bytes[index &+ 1])
  return tens > 9 || ones > 9 ? 1000 : tens &* 10 &+ ones
}

/// The value of four ASCII digits, or a number over 9,999 where they are not.
@inline(__always)
func fourDigits(_ bytes: borrowing Span<UInt8>, _ index: Int) -> Int {
  let high = twoDigits(bytes, index)
  let low = twoDigits(bytes, index &+ 2)
  return high > 99 || low > 99 ? 100_000 : high &* 100 &+ low
}

/// Writes a number with leading zeros, `width` digits wide.
@inline(__always)
func write(_ value: Int, width: Int, to room: inout MutableSpan<UInt8>, at position: Int) {
  var rest = value
  var index = position &+ width
  while index > position {
    index &-= 1
    room[index] = 0x30 &+ UInt8(truncatingIfNeeded: rest % 10)
    rest /= 10
  }
}
