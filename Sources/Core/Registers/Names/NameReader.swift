internal import Columnar
internal import Tables

/// Reads names: their parts and their doubts.
public struct NameReader: Sendable {
  private struct Word: BitwiseCopyable {
    var start: Int
    var end: Int
  }

  /// Words beyond these belong to the given name.
  private static let limit = 16

  private let surnames = FoldedSurnames.shared
  private var words: [Word] = []
  private var syllable = Syllable()

  /// Creates a reader.
  public init() {}

  /// Reads a name in Unicode form C.
  ///
  /// A name with a prefix of the peoples of Tây Nguyên (`Y`, `H'`, `K'`, `Ka`), with foreign letters or
  /// of one word has no family name that could be told from its place, so it gets no parts.
  public mutating func read(_ range: Range<Int>, of text: Span<UInt8>) -> PersonName {
    var name = PersonName()
    let own = splitAlias(range, of: text, &name)
    findWords(own, of: text)
    if words.isEmpty { return name }
    for word in words { look(at: word, of: text, &name.doubts) }
    var first = 0
    if words.count > 2 && isTitle(words[0], of: text) {
      name.doubts.insert(.title)
      first = 1
    }
    if words.count - first == 1 { name.doubts.insert(.oneWord) }
    guard words.count - first > 1, !name.doubts.contains(.foreign), !isPrefixed(first, of: text)
    else { return name }
    let familyCount = surnames.wordCount(at: first, words.map { $0.start..<$0.end }, of: text)
    let last = words.count - 1
    name.family = words[first].start..<words[first + familyCount - 1].end
    name.given = words[last].start..<words[last].end
    if first + familyCount < last {
      name.middle = words[first + familyCount].start..<words[last - 1].end
    }
    return name
  }

  /// Takes another name off the end.
  private func splitAlias(
    _ range: Range<Int>, of text: Span<UInt8>, _ name: inout PersonName
  ) -> Range<Int> {
    for index in range where text[index] == UInt8(ascii: "(") {
      var end = range.upperBound
      for closing in index..<end where text[closing] == UInt8(ascii: ")") {
        end = closing
        break
      }
      name.doubts.insert(.alias)
      name.alias = trimmed(index + 1..<end, of: text)
      return trimmed(range.lowerBound..<index, of: text)
    }
    for index in range where begins(Self.so, at: index, range.upperBound, of: text) {
      name.doubts.insert(.alias)
      name.alias = trimmed(index + Self.so.count..<range.upperBound, of: text)
      return trimmed(range.lowerBound..<index, of: text)
    }
    return range
  }

  private static let so = Array(" tức ".utf8)

  private func begins(_ word: [UInt8], at index: Int, _ end: Int, of text: Span<UInt8>) -> Bool {
    guard end - index >= word.count else { return false }
    for offset in word.indices where text[index + offset] != word[offset] { return false }
    return true
  }

  private func trimmed(_ range: Range<Int>, of text: Span<UInt8>) -> Range<Int> {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high, text[low] == 0x20 { low += 1 }
    while low < high, text[high - 1] == 0x20 { high -= 1 }
    return low..<high
  }

  private mutating func findWords(_ range: Range<Int>, of text: Span<UInt8>) {
    words.removeAll(keepingCapacity: true)
    var index = range.lowerBound
    while index < range.upperBound {
      if text[index] == 0x20 {
        index += 1
        continue
      }
      let start = index
      while index < range.upperBound && text[index] != 0x20 { index += 1 }
      if words.count == Self.limit {
        words[Self.limit - 1].end = index
      } else {
        words.append(Word(start: start, end: index))
      }
    }
  }

  private mutating func look(at word: Word, of text: Span<UInt8>, _ doubts: inout NameDoubts) {
    var (hasLetter, hasZero, hasOne, hasDigit) = (false, false, false, false)
    for index in word.start..<word.end {
      let byte = text[index]
      switch byte {
      case 0x30: hasZero = true
      case 0x31: hasOne = true
      case 0x32...0x39: hasDigit = true
      case 0x41...0x5A, 0x61...0x7A:
        hasLetter = true
        let small = byte | 0x20
        if [0x66, 0x6A, 0x77, 0x7A].contains(small) { doubts.insert(.foreign) }
      case 0x80...: hasLetter = true
      case UInt8(ascii: "'"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ","), 0x60: break
      default: doubts.insert(.sign)
      }
    }
    if hasDigit || (hasZero || hasOne) && !hasLetter { doubts.insert(.digit) }
    if hasZero && hasLetter { doubts.insert(.zero) }
    if hasOne && hasLetter { doubts.insert(.one) }
    syllable.read(word.start..<word.end, of: text)
    if syllable.isForeign { doubts.insert(.foreign) }
    if syllable.hasMisplacedTone { doubts.insert(.tone) }
  }

  private func isTitle(_ word: Word, of text: Span<UInt8>) -> Bool {
    var end = word.end
    if text[end - 1] == UInt8(ascii: ".") || text[end - 1] == UInt8(ascii: ":") { end -= 1 }
    return surnames.isTitle(word.start..<end, of: text)
  }

  /// Whether the name begins with a prefix of the peoples of Tây Nguyên.
  private func isPrefixed(_ first: Int, of text: Span<UInt8>) -> Bool {
    let word = words[first]
    let length = word.end - word.start
    let letter = text[word.start] | 0x20
    let isY = letter == UInt8(ascii: "y") && length == 1
    let hasApostrophe =
      length > 1 && (letter == UInt8(ascii: "h") || letter == UInt8(ascii: "k"))
      && (text[word.start + 1] == UInt8(ascii: "'") || text[word.start + 1] == 0xE2)
    let isKa =
      length == 2 && letter == UInt8(ascii: "k") && text[word.start + 1] | 0x20 == 0x61
    let isSingle = length == 1 && (letter == UInt8(ascii: "h") || letter == UInt8(ascii: "k"))
    return isY || hasApostrophe || isKa || isSingle
  }
}

/// The family names of several words, and the titles, by their keys.
struct FoldedSurnames: Sendable {
  static let shared = FoldedSurnames()

  private var names: FoldedNames
  private var titles: FoldedNames

  private init() {
    let doubles = Table.surnames.rows.filter { $0[1] != [UInt8(ascii: "1")] }
    names = FoldedNames(capacity: doubles.count)
    for row in doubles { _ = names.insert(foldedForComparison(Array(row[0]))) }
    let words = ["ông", "bà", "anh", "chị", "cô", "chú", "bác", "cụ", "em", "cháu", "bé", "o", "b"]
    titles = FoldedNames(capacity: words.count)
    for word in words { _ = titles.insert(foldedForComparison(Array(word.utf8))) }
  }

  /// The number of words of the family name that a name begins with, leaving one for the given name.
  func wordCount(at first: Int, _ words: [Range<Int>], of text: Span<UInt8>) -> Int {
    let most = min(4, words.count - first - 1)
    guard most > 1 else { return 1 }
    for count in stride(from: most, to: 1, by: -1)
    where contains(words[first].lowerBound..<words[first + count - 1].upperBound, of: text, names) {
      return count
    }
    return 1
  }

  func isTitle(_ range: Range<Int>, of text: Span<UInt8>) -> Bool {
    contains(range, of: text, titles)
  }

  private func contains(_ range: Range<Int>, of text: Span<UInt8>, _ names: FoldedNames) -> Bool {
    guard range.count <= 40 else { return false }
    var part: [UInt8] = []
    for index in range { part.append(text[index]) }
    let key = foldedForComparison(part)
    return names.find(
      0..<key.count, of: key.span, hash: FoldedNames.hash(0..<key.count, of: key.span))
      >= 0
  }
}
