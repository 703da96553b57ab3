/// A stretch of words that is the name of some unit.
struct PlaceMention: BitwiseCopyable {
  /// The first word of the name, and the first behind it.
  var start: Int
  var end: Int
  var name: Int32
  /// The hash of the words with their marks.
  var spelling: UInt64
  var isBare: Bool
  /// What stands before the name, in ``PlaceMentions/hints``, or -1.
  var hint: Int
  /// The words of the hint, as bits.
  var hintBits: UInt64
  /// Whether a part between commas, or another name, ends before it.
  var isAnchored: Bool
  /// The province that the name stands for besides, or -1.
  var alias: Int32
}

/// The names of units found in a text, and the words that say their kind.
struct PlaceMentions: Sendable {
  /// A hint and its first word.
  struct Hint: BitwiseCopyable {
    var hint: PlaceHint
    var start: Int
    var end: Int { start + hint.wordCount }
  }

  /// More names than these are not looked at, so that hostile text stays cheap.
  static let limit = 24
  /// The most words a name has.
  private static let longest = 7

  /// From the last to the first.
  private(set) var mentions: [PlaceMention] = []
  /// From the first to the last.
  private(set) var hints: [Hint] = []
  /// For each word, the hint that begins there plus one, and the hint whose name begins there plus one.
  private var hintStarts = [UInt8](repeating: 0, count: PlaceWords.limit + 1)
  private var hintEnds = [UInt8](repeating: 0, count: PlaceWords.limit + 1)
  private var isStart = [Bool](repeating: false, count: PlaceWords.limit + 1)
  private var isEnd = [Bool](repeating: false, count: PlaceWords.limit + 1)

  /// Finds the names in words.
  mutating func find(in text: PlaceWords, key: Span<UInt8>, _ index: PlaceIndex) {
    mentions.removeAll(keepingCapacity: true)
    hints.removeAll(keepingCapacity: true)
    for word in 0...text.words.count {
      (hintStarts[word], hintEnds[word], isStart[word], isEnd[word]) = (0, 0, false, false)
    }
    findHints(text.words.span, key)
    var start = text.words.count - 1
    while start >= 0, mentions.count < Self.limit {
      findNames(at: start, text.words.span, text.bare.span, key, index)
      start -= 1
    }
    anchor(text.words.span)
  }

  private mutating func findHints(_ words: Span<PlaceWords.Word>, _ key: Span<UInt8>) {
    var behind = 0
    for word in words.indices where word >= behind {
      guard let hint = PlaceHint.at(word, of: words, key: key) else { continue }
      hints.append(Hint(hint: hint, start: word))
      // The second word of `thị xã` is no `xã`.
      behind = word + hint.wordCount
      hintStarts[word] = UInt8(hints.count)
      hintEnds[word + hint.wordCount] = UInt8(hints.count)
    }
  }

  /// Finds the names that begin at a word and end where a part, or before where a name or hint, begins.
  private mutating func findNames(
    at start: Int, _ words: Span<PlaceWords.Word>, _ bare: Span<UInt8>, _ key: Span<UInt8>,
    _ index: PlaceIndex
  ) {
    let first = words[start]
    let hint = Int(hintEnds[start]) - 1
    // A number alone is a house, or the day of a street's name.
    if first.isNumber && hint < 0 { return }
    let hintBits: UInt64 =
      hint < 0 ? 0 : (1 << UInt64(hints[hint].end)) &- (1 << UInt64(hints[hint].start))
    let segmentEnd = Int(first.segmentEnd)
    let limit = min(segmentEnd, start + Self.longest)
    var hash = FoldedNames.seed
    var spelling = FoldedNames.seed
    var isBare = true
    var end = start
    while end < limit {
      let word = words[end]
      if end > start {
        hash = (hash ^ 0x20) &* 0x100_0000_01B3
        spelling = (spelling ^ 0x20) &* 0x100_0000_01B3
      }
      hash = FoldedNames.hash(Int(word.start)..<Int(word.end), of: bare, from: hash)
      isBare = isBare && word.isBare
      spelling =
        isBare
        ? hash : FoldedNames.hash(Int(word.keyStart)..<Int(word.keyEnd), of: key, from: spelling)
      end += 1
      guard end == segmentEnd || isStart[end] || hintStarts[end] > 0 else { continue }
      let name = index.name(Int(first.start)..<Int(word.end), of: bare, hash: hash)
      guard name >= 0 else { continue }
      mentions.append(
        PlaceMention(
          start: start, end: end, name: name, spelling: spelling, isBare: isBare, hint: hint,
          hintBits: hintBits,
          isAnchored: false, alias: index.alias(ofName: name)))
      isStart[start] = true
    }
  }

  private mutating func anchor(_ words: Span<PlaceWords.Word>) {
    for number in mentions.indices.reversed() {
      let mention = mentions[number]
      let isAnchored =
        mention.hint >= 0 || mention.start == Int(words[mention.start].segmentStart)
        || isEnd[mention.start]
      mentions[number].isAnchored = isAnchored
      if isAnchored { isEnd[mention.end] = true }
    }
  }
}
