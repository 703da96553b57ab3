import Foundation

/// A sentence that the command says, in both languages; `{}` stands for what is filled in.
///
/// Remedies are written in English where they arise. `PhraseTests` finds every one of them in the
/// sources and holds that it stands here.
public struct Phrase: Sendable {
  /// The English around what is filled in.
  private let pieces: [String]
  private let vietnamese: [String]

  init(english: String, vietnamese: String) {
    pieces = english.components(separatedBy: "{}")
    self.vietnamese = vietnamese.components(separatedBy: "{}")
  }

  /// The sentence in Vietnamese, or the English where it is not known.
  public static func vietnamese(_ english: String) -> String { known(english) ?? english }

  /// All phrases, by the English.
  static let all: [String: String] = {
    var all: [String: String] = [:]
    let texts = [
      command, definitions, sources, examination, server, quality, links, archives, consolidation,
    ]
    for text in texts {
      let lines = text.components(separatedBy: "\n")
      // Each phrase has a line in English and one that begins with "= " in Vietnamese.
      for (english, vietnamese) in zip(lines, lines.dropFirst()) where vietnamese.hasPrefix("= ") {
        all[english] = String(vietnamese.dropFirst(2))
      }
    }
    return all
  }()

  /// What the language's own documentation says, by the English.
  private static let documentation: [String: String] = {
    var tables: [KeyTable] = []
    JSONSchema.collect(Language.pipeline, into: &tables)
    JSONSchema.collect(Language.caseFile, into: &tables)
    let entries = tables.flatMap { [$0.about] + $0.keys.map(\.about) }
    return Dictionary(
      entries.map { ($0.english, $0.vietnamese) }, uniquingKeysWith: { first, _ in first })
  }()

  /// Those with something to fill in, the most telling first.
  private static let templates = all.filter { $0.key.contains("{}") }
    .map { Phrase(english: $0.key, vietnamese: $0.value) }
    .sorted { $0.literalCount > $1.literalCount }

  private var literalCount: Int { pieces.reduce(0) { $0 + $1.count } }

  private static func known(_ english: String) -> String? {
    if let phrase = all[english] { return phrase }
    for template in templates {
      guard let fillings = template.fillings(of: english) else { continue }
      return zip(template.vietnamese, fillings + [""]).reduce("") { text, part in
        text + part.0 + (known(String(part.1)) ?? documentation[String(part.1)] ?? String(part.1))
      }
    }
    return nil
  }

  /// What is filled in, or `nil` where the text is no such sentence.
  private func fillings(of text: String) -> [Substring]? {
    guard let first = pieces.first, let last = pieces.last, text.hasPrefix(first) else {
      return nil
    }
    var fillings: [Substring] = []
    var rest = text.dropFirst(first.count)
    for piece in pieces.dropFirst().dropLast() {
      guard let range = rest.range(of: piece) else { return nil }
      fillings.append(rest[..<range.lowerBound])
      rest = rest[range.upperBound...]
    }
    guard rest.hasSuffix(last) else { return nil }
    return fillings + [rest.dropLast(last.count)]
  }
}
