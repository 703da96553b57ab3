/// Takes the white space off both ends of every cell; a cell of nothing else becomes empty.
///
/// White space is ASCII's, U+00A0, U+3000, U+200B and U+FEFF. No byte is moved.
public func trim(_ cells: inout [Cell], in arena: ByteArena) {
  let bytes = arena.storage.span
  var cells = cells.mutableSpan
  for row in cells.indices {
    let cell = cells[row]
    guard cell.length > 0 else { continue }
    let range = cell.range
    let first = bytes[range.lowerBound]
    let last = bytes[range.upperBound &- 1]
    // A printable ASCII byte at both ends is the common case and needs nothing.
    if first > 0x20 && first < 0x80 && last > 0x20 && last < 0x80 { continue }
    cells[row] = Cell(trimmed(range, bytes))
  }
}

/// The part of `range` between the white space at its ends.
func trimmed(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) -> Range<Int> {
  var start = range.lowerBound
  var end = range.upperBound
  while start < end {
    let length = whiteSpaceLength(bytes, start, end)
    if length == 0 { break }
    start += length
  }
  while start < end {
    if whiteSpaceLength(bytes, end - 1, end) == 1 {
      end -= 1
    } else if end - start >= 2 && whiteSpaceLength(bytes, end - 2, end) == 2 {
      end -= 2
    } else if end - start >= 3 && whiteSpaceLength(bytes, end - 3, end) == 3 {
      end -= 3
    } else {
      break
    }
  }
  return start..<end
}
