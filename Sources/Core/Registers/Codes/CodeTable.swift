internal import Columnar
internal import Tables

/// A list of codes with the names, other names and spellings that mean them.
///
/// A text is looked up by its comparison key: the code itself, its name, then other names. A text
/// without any mark is also held against the names without theirs.
public struct CodeTable: Sendable {
  /// What a text means in a table.
  public struct Match: Sendable, Equatable, BitwiseCopyable {
    /// The code's position in ``CodeTable/codes``, or -1.
    public var number: Int32
    /// Whether the text could mean several codes.
    public var isAmbiguous: Bool

    /// Nothing.
    public static let none = Match(number: -1, isAmbiguous: false)
  }

  /// What a name means: the code it names, and the code it is another name of.
  private struct Meaning: BitwiseCopyable {
    /// -1 for none.
    var own: Int32 = -1
    /// -1 for none, -2 for several.
    var other: Int32 = -1

    mutating func add(_ number: Int32, isOwn: Bool) {
      if isOwn { own = own < 0 ? number : own }
      if !isOwn { other = other == -1 || other == number ? number : -2 }
    }

    var match: Match {
      if own >= 0 { return Match(number: own, isAmbiguous: other != -1 && other != own) }
      return Match(number: max(other, -1), isAmbiguous: other == -2)
    }
  }

  /// The names of all tables.
  public static let names: [String] = Set(
    Table.codes.rows.map { String(decoding: $0[0], as: UTF8.self) }
  ).sorted()

  /// The codes, ascending.
  public private(set) var codes: [[UInt8]] = []
  /// The official name of each code.
  public private(set) var labels: [[UInt8]] = []
  private var keys: FoldedNames
  private var meanings: [Meaning] = []
  private var bareKeys: FoldedNames
  private var bareMeanings: [Meaning] = []
  private let prefixes = Self.prefixes

  /// The table of a name, or `nil` where there is none.
  public init?(named name: String) {
    let rows = Table.codes.rows.filter { $0[0].elementsEqual(name.utf8) }
    if rows.isEmpty { return nil }
    let texts = rows.map { [$0[1], $0[2]] + $0[3].split(separator: UInt8(ascii: "|")) }
    let count = texts.reduce(0) { $0 + $1.count }
    keys = FoldedNames(capacity: count)
    bareKeys = FoldedNames(capacity: count)
    for (number, row) in texts.enumerated() {
      codes.append(Array(row[0]))
      labels.append(Array(row[1]))
      for (place, text) in row.enumerated() {
        Self.add(
          foldedForComparison(Array(text)), Int32(number), isOwn: place < 2, &keys, &meanings)
        Self.add(
          foldedForComparison(Array(text), keeping: .dropped), Int32(number), isOwn: false,
          &bareKeys, &bareMeanings)
      }
    }
  }

  private static func add(
    _ key: [UInt8], _ number: Int32, isOwn: Bool, _ keys: inout FoldedNames,
    _ meanings: inout [Meaning]
  ) {
    let place = Int(keys.insert(key))
    if place == meanings.count { meanings.append(Meaning()) }
    meanings[place].add(number, isOwn: isOwn)
  }

  /// What a comparison key (marks kept) means; `Dao (Dao Đỏ)` is a Dao.
  public func find(_ range: Range<Int>, of key: Span<UInt8>) -> Match {
    let whole = find(exactly: range, of: key)
    if whole != .none { return whole }
    guard let bracket = range.first(where: { key[$0] == UInt8(ascii: "(") }) else {
      return .none
    }
    let main = find(exactly: range.lowerBound..<bracket, of: key)
    let inner = find(exactly: bracket..<range.upperBound, of: key)
    let contradicts = inner.number >= 0 && !inner.isAmbiguous && inner.number != main.number
    if main.number >= 0 && contradicts { return Match(number: -1, isAmbiguous: true) }
    return main
  }

  /// What a text that is not folded means.
  public func find(_ text: [UInt8]) -> Match {
    let key = foldedForComparison(text)
    return find(0..<key.count, of: key.span)
  }

  /// What a key means without marks of punctuation around it, and without a word such as `dân tộc`.
  private func find(exactly range: Range<Int>, of key: Span<UInt8>) -> Match {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high, !isWord(key[low]) { low += 1 }
    while low < high, !isWord(key[high - 1]) { high -= 1 }
    let match = lookUp(low..<high, of: key)
    if match != .none { return match }
    for prefix in prefixes where high - low > prefix.count && begins(key, low, with: prefix) {
      return lookUp(low + prefix.count..<high, of: key)
    }
    return .none
  }

  private func lookUp(_ range: Range<Int>, of key: Span<UInt8>) -> Match {
    let hash = FoldedNames.hash(range, of: key)
    let place = keys.find(range, of: key, hash: hash)
    if place >= 0 { return meanings[Int(place)].match }
    for index in range where key[index] >= 0x80 { return .none }
    let bare = bareKeys.find(range, of: key, hash: hash)
    return bare < 0 ? .none : bareMeanings[Int(bare)].match
  }

  private func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte &- 0x61 < 26 || byte &- 0x30 < 10
  }

  private func begins(_ key: Span<UInt8>, _ start: Int, with prefix: [UInt8]) -> Bool {
    for offset in prefix.indices where key[start + offset] != prefix[offset] { return false }
    return true
  }

  /// Words before a value that say what it is, with the blank behind them.
  private static let prefixes: [[UInt8]] = [
    "dân tộc", "người", "quốc tịch", "nước", "tôn giáo", "đạo",
  ].flatMap { word in
    [ComparisonMarks.kept, .dropped].map {
      foldedForComparison(Array(word.utf8), keeping: $0) + [UInt8(ascii: " ")]
    }
  }
}
