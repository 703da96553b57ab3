@_spi(_Unicode) import Swift

/// Puts the text of every cell in Unicode normalization form C.
///
/// A cell of ASCII, Latin and Vietnamese letters in their composed form is recognized byte by byte
/// and left where it is; only the others are normalized, by the standard library. A cell that is not
/// UTF-8 stays as it is.
public func normalizeNFC(_ cells: inout [Cell], bytes: inout ByteArena) {
  var rows: [Int] = []
  findSuspects(cells.span, bytes.storage.span, into: &rows)
  for row in rows {
    let range = cells[row].range
    guard let text = String(validating: bytes.storage[range], as: UTF8.self) else { continue }
    var normalized: [UInt8] = []
    normalized.reserveCapacity(range.count)
    for scalar in text._nfc {
      normalized.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
    if normalized.elementsEqual(bytes.storage[range]) { continue }
    cells[row] = bytes.append(normalized)
  }
}

/// The rows whose cell may not be in form C.
///
/// Everything below U+0300 is; so are U+1E80...U+1EFF, which hold the Vietnamese letters with two
/// marks, and U+2002...U+20BF without U+2040...U+207F, for the typographic quotes and the đồng sign.
private func findSuspects(
  _ cells: Span<Cell>, _ bytes: Span<UInt8>, into rows: inout [Int]
) {
  for row in cells.indices {
    let range = cells[row].range
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      if byte < 0xCC {
        index &+= 1
        continue
      }
      guard index &+ 2 < range.upperBound else {
        rows.append(row)
        break
      }
      let second = bytes[index &+ 1]
      let isComposed =
        (byte == 0xE1 && (second == 0xBA || second == 0xBB))
        || (byte == 0xE2
          && (second == 0x82 || (second == 0x80 && bytes[index &+ 2] >= 0x82)))
      guard isComposed else {
        rows.append(row)
        break
      }
      index &+= 3
    }
  }
}
