/// The words of a written place, without their marks.
struct PlaceWords: Sendable {
  /// One word.
  struct Word: BitwiseCopyable {
    /// Where it stands in ``PlaceWords/bare``.
    var start: Int32
    var end: Int32
    /// Where it stands in the comparison key.
    var keyStart: Int32
    var keyEnd: Int32
    /// The first word behind the part between commas that it stands in.
    var segmentEnd: Int32
    /// The first word of that part.
    var segmentStart: Int32
    /// Its first eight bytes without marks, the first lowest.
    var letters: UInt64
    var isNumber: Bool
    /// Whether a point follows it.
    var isShortened: Bool
    /// Whether it has no mark.
    var isBare: Bool
  }

  /// Words beyond these, counted from the end of the text, are not looked at.
  static let limit = 40

  private(set) var bare: [UInt8] = []
  private(set) var words: [Word] = []

  /// Reads the words of a comparison key.
  mutating func read(_ range: Range<Int>, of key: Span<UInt8>) {
    bare.removeAll(keepingCapacity: true)
    words.removeAll(keepingCapacity: true)
    var segmentStart: Int32 = 0
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = key[index]
      if byte >= 0x80 || byte &- 0x61 < 26 || byte &- 0x30 < 10 || byte &- 0x41 < 26 {
        index = readWord(index, of: key, range.upperBound)
        continue
      }
      index += 1
      if byte == UInt8(ascii: " ") { continue }
      if byte == UInt8(ascii: ".") {
        if let last = words.indices.last { words[last].isShortened = true }
        continue
      }
      segmentStart = closeSegment(from: segmentStart)
    }
    _ = closeSegment(from: segmentStart)
    dropCountry()
    guard words.count > Self.limit else { return }
    let first = Int32(words.count - Self.limit)
    words.removeFirst(Int(first))
    for index in words.indices {
      words[index].segmentEnd -= first
      words[index].segmentStart = max(0, words[index].segmentStart - first)
    }
  }

  /// Leaves `Việt Nam` and `VN` at the end out.
  private mutating func dropCountry() {
    guard let last = words.last else { return }
    let isShort = last.letters == 0x6E76
    let isLong =
      words.count > 2 && last.letters == 0x6D_616E
      && words[words.count - 2].letters == 0x7465_6976
    guard isShort || isLong else { return }
    words.removeLast(isShort ? 1 : 2)
    for index in words.indices where Int(words[index].segmentEnd) > words.count {
      words[index].segmentEnd = Int32(words.count)
    }
  }

  private mutating func closeSegment(from start: Int32) -> Int32 {
    let end = Int32(words.count)
    for index in Int(start)..<words.count {
      words[index].segmentStart = start
      words[index].segmentEnd = end
    }
    return end
  }

  private mutating func readWord(_ start: Int, of key: Span<UInt8>, _ limit: Int) -> Int {
    var index = start
    // `P.01` and `P01` are `P` and `1`.
    if key[index] &- 0x30 < 10 {
      while index + 1 < limit && key[index] == 0x30 && key[index + 1] &- 0x30 < 10 { index += 1 }
      let first = index
      let bareStart = beginWord()
      while index < limit && key[index] &- 0x30 < 10 {
        bare.append(key[index])
        index += 1
      }
      append(bareStart, first..<index, isNumber: true)
      return index
    }
    let bareStart = beginWord()
    while index < limit {
      let byte = key[index]
      if byte < 0x80 {
        if byte &- 0x30 < 10, index - start == 1 { break }
        guard byte &- 0x61 < 26 || byte &- 0x30 < 10 || byte &- 0x41 < 26 else { break }
        bare.append(byte)
        index += 1
        continue
      }
      let base = FoldedNames.base(index, of: key, limit)
      if base.letter != 0 { bare.append(base.letter) }
      index += base.length
    }
    append(bareStart, start..<index, isNumber: false)
    return index
  }

  /// Parts the words by blanks, so that several of them are the bytes of a name.
  private mutating func beginWord() -> Int {
    if !words.isEmpty { bare.append(0x20) }
    return bare.count
  }

  private mutating func append(_ bareStart: Int, _ key: Range<Int>, isNumber: Bool) {
    var letters: UInt64 = 0
    for offset in 0..<min(8, bare.count - bareStart) {
      letters |= UInt64(bare[bareStart + offset]) << UInt64(8 * offset)
    }
    words.append(
      Word(
        start: Int32(bareStart), end: Int32(bare.count), keyStart: Int32(key.lowerBound),
        keyEnd: Int32(key.upperBound), segmentEnd: 0, segmentStart: 0, letters: letters,
        isNumber: isNumber, isShortened: false, isBare: key.count == bare.count - bareStart))
  }
}
