@_spi(_Unicode) import Swift

/// Puts the text of every cell in Unicode normalization form C.
///
/// A cell of ASCII, Latin and Vietnamese letters in their composed form is recognized sixteen bytes
/// at a time and left where it is; only the others are normalized, by the standard library. A cell that is not
/// UTF-8 stays as it is.
public func normalizeNFC(_ cells: inout [Cell], bytes: inout ByteArena) {
  var rows: [Int] = []
  ComposedText.findSuspects(cells, in: bytes.storage, into: &rows)
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
