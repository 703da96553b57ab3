/// Mixes a 64-bit hash of every cell into `hashes`, so that a key over several columns is hashed by
/// one call a column.
///
/// Equal texts give equal hashes in every run and on every machine; a null differs from every text.
/// Not meant against an adversary: who keeps hashes for keys compares the bytes on equality.
///
/// - Parameters:
///   - cells: one a row.
///   - arena: what the cells point into.
///   - hashes: resized to one a row; new slots begin at 0.
public func hash(_ cells: [Cell], in arena: ByteArena, into hashes: inout [UInt64]) {
  let bytes = arena.storage.span
  if hashes.count > cells.count { hashes.removeLast(hashes.count - cells.count) }
  if hashes.count < cells.count {
    hashes.append(contentsOf: repeatElement(0, count: cells.count - hashes.count))
  }
  let cells = cells.span
  var hashes = hashes.mutableSpan
  for row in cells.indices {
    let cell = cells[row]
    let own = cell.isNull ? 0x6E75_6C6C : hash(cell.range, bytes)
    hashes[row] = mix(hashes[row] ^ 0x9E37_79B9_7F4A_7C15, own ^ 0xD1B5_4A32_D192_ED03)
  }
}

/// The hash of the bytes of a range.
@inline(__always)
func hash(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) -> UInt64 {
  var state: UInt64 = 0x2545_F491_4F6C_DD1D ^ UInt64(truncatingIfNeeded: range.count)
  var index = range.lowerBound
  while index &+ 8 <= range.upperBound {
    var word: UInt64 = 0
    for offset in 0..<8 {
      word |= UInt64(bytes[index &+ offset]) &<< UInt64(truncatingIfNeeded: offset &* 8)
    }
    state = mix(state ^ word, 0xA076_1D64_78BD_642F)
    index &+= 8
  }
  var tail: UInt64 = 0
  while index < range.upperBound {
    tail = tail &<< 8 | UInt64(bytes[index])
    index &+= 1
  }
  return mix(state ^ tail, 0xE703_7ED1_A0B4_28DB)
}

/// Folds the 128-bit product of two words.
@inline(__always)
private func mix(_ first: UInt64, _ second: UInt64) -> UInt64 {
  let product = first.multipliedFullWidth(by: second)
  return product.high ^ product.low
}
