/// The number of bytes of the white space that begins at `index`, or 0 where there is none.
///
/// White space is ASCII's, the no-break space U+00A0 and the wide space U+3000; the zero-width space
/// U+200B and the byte order mark U+FEFF count too, since nobody can see them.
@inline(__always)
func whiteSpaceLength(_ bytes: borrowing Span<UInt8>, _ index: Int, _ end: Int) -> Int {
  let byte = bytes[index]
  if byte <= 0x20 { return byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) ? 1 : 0 }
  if byte < 0xC2 { return 0 }
  if byte == 0xC2 { return index &+ 1 < end && bytes[index &+ 1] == 0xA0 ? 2 : 0 }
  if byte < 0xE2 { return 0 }
  guard index &+ 2 < end else { return 0 }
  let second = bytes[index &+ 1]
  let third = bytes[index &+ 2]
  switch byte {
  case 0xE2: return second == 0x80 && third == 0x8B ? 3 : 0
  case 0xE3: return second == 0x80 && third == 0x80 ? 3 : 0
  case 0xEF: return second == 0xBB && third == 0xBF ? 3 : 0
  default: return 0
  }
}

/// Whether the white space at `index` has no width and so leaves no blank behind.
@inline(__always)
func isZeroWidth(_ bytes: borrowing Span<UInt8>, _ index: Int) -> Bool {
  bytes[index] == 0xE2 || bytes[index] == 0xEF
}
