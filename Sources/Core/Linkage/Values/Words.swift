internal import Columnar

/// The words of a name without marks, and what of them is compared by number.
struct Words: Sendable {
  /// The text without marks, in small letters, words parted by one blank.
  var bare: ValueTable = ValueTable()
  /// For each value its number in ``bare``.
  var bareOf: [UInt32] = [0]
  /// For each value its number with marks but folded: case, place of the tone, i and y.
  var foldedOf: [UInt32] = [0]
  /// For each value the number of its first and last word without marks.
  var firstOf: [UInt32] = [0]
  var lastOf: [UInt32] = [0]
  /// A hash of each value's text without marks, the same in every field; 0 for none.
  var bareHashes: [UInt64] = [0]
  /// The words in any order.
  var sortedOf: [UInt32] = [0]
  private(set) var folded = ValueTable()
  private(set) var words = ValueTable()

  init(_ values: ValueTable) {
    let count = values.last
    for list in [\Words.bareOf, \.foldedOf, \.firstOf, \.lastOf, \.sortedOf] {
      self[keyPath: list].reserveCapacity(count + 1)
    }
    var letters = FoldedText()
    var sorted = ValueTable()
    for number in 1..<UInt32(count + 1) {
      letters.read(values.bytes, values.range(of: number))
      foldedOf.append(folded.insert(letters.folded, in: 0..<letters.folded.count))
      let bare = letters.bare
      bareOf.append(self.bare.insert(bare, in: 0..<bare.count))
      bareHashes.append(bare.isEmpty ? 0 : contentHash(bare, in: 0..<bare.count) | 1)
      let ranges = letters.words
      firstOf.append(ranges.first.map { words.insert(bare, in: $0) } ?? 0)
      lastOf.append(ranges.last.map { words.insert(bare, in: $0) } ?? 0)
      if ranges.count < 2 {
        sortedOf.append(sorted.insert(bare, in: 0..<bare.count))
      } else {
        let inOrder = ranges.map { bare[$0] }.sorted { $0.lexicographicallyPrecedes($1) }
        let text = Array(inOrder.joined(separator: [0x20]))
        sortedOf.append(sorted.insert(text, in: 0..<text.count))
      }
    }
    bare.close()
    folded.close()
    words.close()
  }
}
