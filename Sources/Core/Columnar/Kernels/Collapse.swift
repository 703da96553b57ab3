/// Turns every run of white space inside the cells into one blank, and drops zero-width characters.
///
/// White space at the ends becomes one blank too: ``trim(_:in:)`` takes that off.
public func collapseWhiteSpace(_ cells: inout [Cell], bytes: inout ByteArena) {
  var rows: [Int] = []
  var byteCount = 0
  findUncollapsed(cells.span, bytes.storage.span, into: &rows, byteCount: &byteCount)
  guard !rows.isEmpty else { return }
  bytes.reserve(byteCount)
  var end = bytes.count
  var room = bytes.storage.mutableSpan
  for row in rows {
    let start = end
    let range = cells[row].range
    var index = range.lowerBound
    var isInGap = false
    while index < range.upperBound {
      let length = whiteSpaceLength(room.span, index, range.upperBound)
      if length == 0 {
        room[end] = room[index]
        end += 1
        index += 1
        isInGap = false
        continue
      }
      if !isZeroWidth(room.span, index) && !isInGap {
        room[end] = 0x20
        end += 1
        isInGap = true
      }
      index += length
    }
    cells[row] = Cell(start..<end)
  }
  bytes.count = end
}

/// The rows whose cell holds white space other than single blanks.
private func findUncollapsed(
  _ cells: Span<Cell>, _ bytes: Span<UInt8>, into rows: inout [Int], byteCount: inout Int
) {
  for row in cells.indices {
    let range = cells[row].range
    var previous: UInt8 = 0
    for index in range {
      let byte = bytes[index]
      if byte > 0x20 && byte < 0xC2 {
        previous = byte
        continue
      }
      let isClean =
        byte == 0x20
        ? previous != 0x20 : whiteSpaceLength(bytes, index, range.upperBound) == 0
      previous = byte
      if isClean { continue }
      rows.append(row)
      byteCount += range.count
      break
    }
  }
}
