/// Finds out how a text is encoded, from its words.
///
/// A word counts when it has a byte that ASCII has not: plain ASCII proves nothing. Each encoding reads
/// every such word; its score is the share of words that become words of Vietnamese registers, less what
/// has no meaning in it and half of what gets capitals behind small letters. The best must pass
/// ``EncodingVerdict/threshold`` and be ahead of all that read the text otherwise by
/// ``EncodingVerdict/margin``; then it is the verdict. A word is counted once, however often it
/// occurs, and no more than ``wordLimit`` are.
///
/// The same texts in the same order give the same verdict.
public struct EncodingDetector: Sendable {
  /// What is given to the detector.
  public enum Material: Sendable {
    /// Bytes that are not UTF-8.
    case bytes
    /// UTF-8 that may hold legacy bytes as characters of Windows code page 1252, as workbooks do.
    case text
  }

  /// The most words that are judged.
  public static let wordLimit = 1_000

  private let material: Material
  private var words: [[UInt8]] = []
  private var seen: Set<[UInt8]> = []
  /// Words with the marks of VIQR, all of ASCII.
  private var marked: [[UInt8]] = []

  /// Creates a detector that has seen nothing.
  public init(_ material: Material = .bytes) { self.material = material }

  /// Whether no further word is counted.
  public var isFull: Bool { words.count >= Self.wordLimit }

  /// Whether no word has been found that tells anything.
  public var isEmpty: Bool { words.isEmpty && marked.isEmpty }

  /// Takes in the words of a text.
  public mutating func add(_ text: Span<UInt8>, _ range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound && !isFull {
      let start = index
      var isTelling = false
      while index < range.upperBound, isInWord(text[index]) {
        isTelling = isTelling || text[index] >= 0x80 || text[index] < 0x20
        index += 1
      }
      if isTelling { take((start..<index).map { text[$0] }, into: \.words) }
      if index == start { index += 1 }
    }
    if material == .bytes { addMarked(text, range) }
  }

  /// Takes in the words of a text.
  public mutating func add(_ text: [UInt8]) { add(text.span, 0..<text.count) }

  private mutating func take(
    _ word: [UInt8], into list: WritableKeyPath<EncodingDetector, [[UInt8]]>
  ) {
    if word.count <= 64 && seen.insert(word).inserted { self[keyPath: list].append(word) }
  }

  /// Letters, what ASCII has not, and control characters other than tab and line ends.
  private func isInWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte | 0x20 &- 0x61 < 26 && byte >= 0x41
      || byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D && byte != 0
  }

  /// Takes in words such as `Nguye^~n`.
  private mutating func addMarked(_ text: Span<UInt8>, _ range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound && marked.count < 100 {
      let start = index
      var isTelling = false
      while index < range.upperBound, VIQRMarks.isInWord(text[index]) {
        if index > start && VIQRMarks.isShape(text[index], behind: text[index - 1]) {
          isTelling = true
        }
        index += 1
      }
      if isTelling { take((start..<index).map { text[$0] }, into: \.marked) }
      if index == start { index += 1 }
    }
  }

  /// What the words say so far.
  public var verdict: EncodingVerdict {
    if words.isEmpty && marked.count >= 3 { return marksVerdict }
    var scores: [EncodingVerdict.Candidate] = []
    var texts: [[[UInt8]?]] = []
    for reading in readings {
      let read = words.map { word in readable(word, as: reading) }
      let score = Self.score(read)
      // What reads every word alike is the same to us; the first is preferred.
      guard !texts.contains(read) else { continue }
      texts.append(read)
      scores.append(.init(reading: reading, known: score.known, score: score.share))
    }
    let order = scores.indices.sorted {
      (scores[$0].score, -$0) > (scores[$1].score, -$1)
    }
    return EncodingVerdict(words: words.count, candidates: order.map { scores[$0] })
  }

  /// VIQR, from words with its marks alone.
  private var marksVerdict: EncodingVerdict {
    let score = Self.score(marked.map { TextReading.legacy(.viqr).read($0) })
    return EncodingVerdict(
      words: marked.count,
      candidates: [.init(reading: .legacy(.viqr), known: score.known, score: score.share)])
  }

  /// The readings tried.
  private var readings: [TextReading] {
    var encodings = LegacyEncoding.allCases.filter { $0 != .viqr && $0 != .tcvn3Capitals }
    encodings.removeAll { $0 == (prefersVN1 ? .tcvn3 : .tcvn5712) }
    let legacy = encodings.map { TextReading.legacy($0) }
    return material == .bytes
      ? legacy : [.asWritten, .reencoded(times: 1), .reencoded(times: 2)] + legacy
  }

  /// Whether the text is TCVN 5712-1 rather than TCVN3, which is a part of it: more words show it.
  private var prefersVN1: Bool {
    var balance = 0
    for word in words {
      let part = readable(word, as: .legacy(.tcvn3))
      let whole = readable(word, as: .legacy(.tcvn5712))
      if part == whole { continue }
      balance += Self.score([whole]).known - Self.score([part]).known
    }
    return balance > 0
  }

  private func readable(_ word: [UInt8], as reading: TextReading) -> [UInt8]? {
    Self.read(word, as: reading, material)
  }

  /// Reads a text, or returns `nil` where it cannot be read so.
  static func read(_ text: [UInt8], as reading: TextReading, _ material: Material) -> [UInt8]? {
    guard material == .text, case .legacy = reading else { return reading.read(text) }
    return TextReading.windowsBytes(of: text).flatMap(reading.read)
  }

  /// Whether there are words and all of them are Vietnamese in a reading.
  func agrees(with reading: TextReading) -> Bool {
    let words = reading == .legacy(.viqr) ? marked : words
    return !words.isEmpty
      && Self.score(words.map { readable($0, as: reading) }).known == words.count
  }

  /// How many words are Vietnamese, and the share of words less penalties.
  private static func score(_ words: [[UInt8]?]) -> (known: Int, share: Double) {
    var known = 0
    var penalty = 0.0
    for word in words {
      guard let word else {
        penalty += 1
        continue
      }
      switch WordJudgement(word) {
      case .known: known += 1
      case .unknown: break
      case .mixed: penalty += 0.5
      }
    }
    guard !words.isEmpty else { return (0, 0) }
    return (known, max(0, Double(known) - penalty) / Double(words.count))
  }
}

/// The marks that VIQR puts behind letters.
private enum VIQRMarks {
  static func isInWord(_ byte: UInt8) -> Bool {
    byte >= 0x41 && byte | 0x20 &- 0x61 < 26 || "'`?~.^(+*".utf8.contains(byte)
  }

  /// Whether a byte gives a letter its shape: what foreign text hardly has.
  static func isShape(_ byte: UInt8, behind letter: UInt8) -> Bool {
    switch (letter | 0x20, byte) {
    case (0x61, 0x5E), (0x65, 0x5E), (0x6F, 0x5E), (0x61, 0x28), (0x6F, 0x2B), (0x75, 0x2B),
      (0x6F, 0x2A), (0x75, 0x2A), (0x64, 0x64), (0x64, 0x44):
      true
    default: false
    }
  }
}
