/// Takes the white space off both ends of every cell; a cell of nothing else becomes empty.
///
/// White space is ASCII's, U+00A0, U+3000, U+200B and U+FEFF. No byte is moved.
public func trim(_ cells: inout [Cell], in arena: ByteArena) {
  let rows = WhiteSpaceSearch.untrimmedRows(cells, in: arena.storage)
  let bytes = arena.storage.span
  for row in rows {
    cells[Int(row)] = Cell(trimmed(cells[Int(row)].range, bytes))
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
