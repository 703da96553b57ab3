/// Which letters a text is to be written in.
public enum LetterCase: String, Sendable, CaseIterable {
  /// Capitals.
  case upper
  /// Small letters.
  case lower
}

/// Writes the text of every cell in capitals or in small letters.
///
/// ASCII, Latin-1, Latin Extended and with them all Vietnamese letters are folded byte by byte; a
/// cell with any other letter is folded by the standard library. A cell that is not UTF-8 and not
/// foldable byte by byte stays as it is.
public func foldCase(_ cells: inout [Cell], bytes: inout ByteArena, to letterCase: LetterCase) {
  var rest: [Int] = []
  var end = bytes.count
  var needed = 0
  for cell in cells { needed += Int(cell.length) }
  bytes.reserve(needed)
  var room = bytes.storage.mutableSpan
  let isUpper = letterCase == .upper
  for row in cells.indices {
    let range = cells[row].range
    if range.isEmpty { continue }
    switch fold(range, &room, at: end, isUpper) {
    case .same: break
    case .changed:
      cells[row] = Cell(end..<end + range.count)
      end += range.count
    case .unknown: rest.append(row)
    }
  }
  bytes.count = end
  for row in rest {
    let range = cells[row].range
    guard let text = String(validating: bytes.storage[range], as: UTF8.self) else { continue }
    let folded = Array((isUpper ? text.uppercased() : text.lowercased()).utf8)
    if folded.elementsEqual(bytes.storage[range]) { continue }
    cells[row] = bytes.append(folded)
  }
}

private enum FoldResult { case same, changed, unknown }

/// Writes the folded bytes of `range` at `position`, as many as there are in `range`.
private func fold(
  _ range: Range<Int>, _ room: inout MutableSpan<UInt8>, at position: Int, _ isUpper: Bool
) -> FoldResult {
  var target = position
  var index = range.lowerBound
  var isChanged = false
  let firstASCII: UInt8 = isUpper ? 0x61 : 0x41
  while index < range.upperBound {
    let byte = room[index]
    if byte < 0x80 {
      let isLetter = byte &- firstASCII < 26
      room[target] = isLetter ? byte ^ 0x20 : byte
      isChanged = isChanged || isLetter
      index &+= 1
      target &+= 1
      continue
    }
    var scalar: UInt32
    var length = 2
    if byte >= 0xC2 && byte <= 0xC7 && index &+ 1 < range.upperBound
      && room[index &+ 1] & 0xC0 == 0x80
    {
      scalar = UInt32(byte & 0x1F) << 6 | UInt32(room[index &+ 1] & 0x3F)
    } else if byte == 0xE1 && index &+ 2 < range.upperBound
      && room[index &+ 1] >= 0xB8 && room[index &+ 1] <= 0xBB && room[index &+ 2] & 0xC0 == 0x80
    {
      scalar = 0x1000 | UInt32(room[index &+ 1] & 0x3F) << 6 | UInt32(room[index &+ 2] & 0x3F)
      length = 3
    } else {
      return .unknown
    }
    guard let folded = foldLatin(scalar, isUpper) else { return .unknown }
    if folded != scalar { isChanged = true }
    scalar = folded
    if length == 2 {
      room[target] = 0xC0 | UInt8(truncatingIfNeeded: scalar >> 6)
    } else {
      room[target] = 0xE1
      room[target &+ 1] = 0x80 | UInt8(truncatingIfNeeded: scalar >> 6 & 0x3F)
    }
    room[target &+ length &- 1] = 0x80 | UInt8(truncatingIfNeeded: scalar & 0x3F)
    index &+= length
    target &+= length
  }
  return isChanged ? .changed : .same
}

/// The folded form of a Latin letter, or `nil` where it is not one scalar of the same byte length.
private func foldLatin(_ scalar: UInt32, _ isUpper: Bool) -> UInt32? {
  switch scalar {
  case 0x80...0xB4, 0xB6...0xBF, 0xD7, 0xF7: scalar
  case 0xC0...0xDE: isUpper ? scalar : scalar + 0x20
  case 0xE0...0xFE: isUpper ? scalar - 0x20 : scalar
  // Pairs with the capital on the even, then on the odd number.
  case 0x100...0x12F, 0x132...0x137, 0x14A...0x177, 0x1A0...0x1A5, 0x1E00...0x1E95, 0x1EA0...0x1EFF:
    isUpper ? scalar & ~1 : scalar | 1
  case 0x139...0x148, 0x179...0x17E, 0x1AF...0x1B0, 0x1CD...0x1DC:
    isUpper ? ((scalar + 1) & ~1) - 1 : scalar + (scalar & 1)
  default: nil
  }
}
