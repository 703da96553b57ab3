internal import Columnar

/// The words of names without marks, and what of them is compared by number.
final class Words: Sendable {
  /// The texts without marks, in small letters, words parted by one blank.
  let bare: ValueTable
  /// For each value its number in ``bare``.
  let bareOf: SpillArray<UInt32>
  /// The texts with marks but folded: case, place of the tone, i and y; for each value its number there.
  let folded: ValueTable
  let foldedOf: SpillArray<UInt32>
  /// The words; for each value the number of its first and last one without marks.
  let words: ValueTable
  let firstOf, lastOf: SpillArray<UInt32>
  /// A hash of each value's text without marks, the same in every field; 0 for none.
  let bareHashes: SpillArray<UInt64>
  /// For each value the number of its words in any order.
  let sortedOf: SpillArray<UInt32>

  init(_ values: ValueTable) {
    let (count, space) = (values.last + 1, values.space)
    func numbers() -> SpillArray<UInt32> {
      var numbers = SpillArray<UInt32>(repeating: 0, count: 1, in: space)
      numbers.reserveCapacity(count)
      return numbers
    }
    var (bareOf, foldedOf, sortedOf) = (numbers(), numbers(), numbers())
    var (firstOf, lastOf) = (numbers(), numbers())
    var bareHashes = SpillArray<UInt64>(repeating: 0, count: 1, in: space)
    var (bare, folded) = (ValueTable(in: space), ValueTable(in: space))
    var (words, sorted) = (ValueTable(in: space), ValueTable(in: space))
    var letters = FoldedText()
    for number in 1..<UInt32(count) {
      letters.read(values.text(of: number))
      foldedOf.append(folded.insert(letters.folded, in: 0..<letters.folded.count))
      let text = letters.bare
      bareOf.append(bare.insert(text, in: 0..<text.count))
      bareHashes.append(text.isEmpty ? 0 : contentHash(text, in: 0..<text.count) | 1)
      let ranges = letters.words
      firstOf.append(ranges.first.map { words.insert(text, in: $0) } ?? 0)
      lastOf.append(ranges.last.map { words.insert(text, in: $0) } ?? 0)
      if ranges.count < 2 {
        sortedOf.append(sorted.insert(text, in: 0..<text.count))
      } else {
        let inOrder = ranges.map { text[$0] }.sorted { $0.lexicographicallyPrecedes($1) }
        let joined = Array(inOrder.joined(separator: [0x20]))
        sortedOf.append(sorted.insert(joined, in: 0..<joined.count))
      }
    }
    bare.close()
    folded.close()
    words.close()
    (self.bare, self.bareOf, self.bareHashes) = (bare, bareOf, bareHashes)
    (self.folded, self.foldedOf, self.words) = (folded, foldedOf, words)
    (self.firstOf, self.lastOf, self.sortedOf) = (firstOf, lastOf, sortedOf)
  }
}
