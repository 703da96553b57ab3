/// Phrases to pick from, laid out as one run of UTF-8 so that picking allocates nothing.
struct WordList: Sendable {
  private(set) var bytes: [UInt8] = []
  private var ends: [Int] = [0]

  init(_ words: [String]) {
    for word in words {
      bytes += word.utf8
      ends.append(bytes.count)
    }
  }

  /// Repeats each word as often as its weight says.
  init(weighted words: [(word: String, weight: Int)]) {
    self.init(words.flatMap { Array(repeating: $0.word, count: $0.weight) })
  }

  var count: Int { ends.count - 1 }

  func range(_ index: Int) -> Range<Int> { ends[index]..<ends[index + 1] }

  func text(_ index: Int) -> String { String(decoding: bytes[range(index)], as: UTF8.self) }
}
