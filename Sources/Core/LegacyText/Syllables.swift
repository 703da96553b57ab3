internal import Columnar
internal import Tables

/// The words with marks that Vietnamese registers consist of.
struct Syllables: Sendable {
  private let hashes: Set<UInt64>

  /// The shipped words.
  static let shipped = Syllables(Table.syllables.rows.map { Array($0[0]) })

  init(_ words: [[UInt8]]) {
    hashes = Set(words.map { Self.hash(foldedForComparison($0)) })
  }

  /// Whether a word is among them, however its tone is placed.
  func contain(_ word: [UInt8]) -> Bool { hashes.contains(Self.hash(foldedForComparison(word))) }

  private static func hash(_ bytes: [UInt8]) -> UInt64 {
    contentHash(bytes, in: 0..<bytes.count)
  }
}
