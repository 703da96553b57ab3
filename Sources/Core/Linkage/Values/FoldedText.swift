internal import Columnar

/// One text folded for comparison, with and without its marks.
struct FoldedText: Sendable {
  /// Small letters with their tones behind the syllable; see `foldForComparison`.
  private(set) var folded: [UInt8] = []
  /// The base letters; what is no letter or digit parts words.
  private(set) var bare: [UInt8] = []
  /// Where the words of ``bare`` lie.
  private(set) var words: [Range<Int>] = []

  mutating func read(_ text: [UInt8]) {
    folded = foldedForComparison(text)
    let letters = foldedForComparison(text, keeping: .dropped)
    bare.removeAll(keepingCapacity: true)
    words.removeAll(keepingCapacity: true)
    var start = 0
    for byte in letters {
      let isWord =
        byte >= 0x80 || (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
      if isWord {
        if bare.count == start, start > 0 {
          bare.append(0x20)
          start = bare.count
        }
        bare.append(byte)
      } else if byte == 0x20 || byte == 0x2D || byte == 0x2C || byte == 0x2E || byte == 0x2F {
        close(&start)
      }
    }
    close(&start)
  }

  private mutating func close(_ start: inout Int) {
    guard bare.count > start else { return }
    words.append(start..<bare.count)
    start = bare.count
  }
}
