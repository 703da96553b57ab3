import Columnar

/// Remembers, in fixed memory, which keys have been seen: it may take a new key for a seen one, but
/// never a seen key for a new one.
///
/// A Bloom filter whose bits for one key lie in one block of 512 (Putze, Sanders and Singler, 2007),
/// so a look-up costs one cache line. While a table is filled for the first time without its key's
/// index, a row whose key may have been seen is held back until the index exists.
struct KeyFilter {
  private var words: [UInt64]
  private let blockMask: UInt64

  /// Creates an empty filter.
  ///
  /// Of 8 MiB, 2 million keys leave one new key in some thousands in doubt, 10 million one in some
  /// tens.
  init(wordCount: Int) {
    precondition(wordCount >= 8 && wordCount & (wordCount - 1) == 0, "a power of two of words")
    words = [UInt64](repeating: 0, count: wordCount)
    blockMask = UInt64(wordCount / 8 - 1)
  }

  /// Adds the keys of live rows, and marks those rows whose key may have been there before.
  ///
  /// - Parameters:
  ///   - hashes: one a row; 0 is no key.
  ///   - states: one a row.
  ///   - doubtful: one a row.
  mutating func insert(_ hashes: [UInt64], states: [RowState], doubtful: inout [Bool]) {
    let blockMask = blockMask
    let hashes = hashes.span
    let states = states.span
    var words = words.mutableSpan
    var flags = doubtful.mutableSpan
    for row in hashes.indices where hashes[row] != 0 && states[row] == .live {
      let hash = hashes[row]
      let block = Int(hash & blockMask) &* 8
      // Four words of the block, one bit in each, by independent parts of a remixed hash.
      let bits = (hash ^ (hash >> 32)) &* 0x9E37_79B9_7F4A_7C15
      var seen = true
      for probe in 0..<4 {
        let part = bits >> UInt64(probe &* 16)
        let word = block &+ (probe &* 2) &+ Int(part & 1)
        let bit: UInt64 = 1 << ((part >> 1) & 63)
        if words[word] & bit == 0 {
          seen = false
          words[word] |= bit
        }
      }
      if seen { flags[row] = true }
    }
  }
}
