import Foundation

/// A sentence that the command says, in both languages; `{}` stands for what is filled in.
///
/// Messages and remedies are written in English where they arise. `PhraseTests` finds every one of them
/// in the sources and holds that it stands here.
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

  /// The sentence in Vietnamese, line by line, or `nil` where no line of it is known.
  public static func known(_ english: String) -> String? {
    guard english.contains("\n") else { return sentence(english) }
    let lines = english.components(separatedBy: "\n").map { line in
      let margin = line.prefix { $0 == " " }
      let text = sentence(String(line.dropFirst(margin.count)))
      return (line: text.map { margin + $0 } ?? line, isKnown: text != nil)
    }
    return lines.contains(where: \.isKnown)
      ? lines.map(\.line).joined(separator: "\n") : nil
  }

  /// All phrases, by the English.
  static let all: [String: String] = {
    var all: [String: String] = [:]
    let texts = [
      command, definitions, sources, examination, server, quality, links, archives, consolidation,
      system, failures, runs, loading, linkage, structure, plans, schemas, rules, patterns, reading,
      markup, arguments, parser, words, helpVerbs, helpDiscussions,
      helpOptions, pictures,
    ]
    for text in texts { all.merge(entries(of: text)) { $1 } }
    return all
  }()

  /// The phrases of a text: a line in English, and one that begins with "= " in Vietnamese.
  static func entries(of text: String) -> [(String, String)] {
    let lines = text.components(separatedBy: "\n")
    return zip(lines, lines.dropFirst()).filter { $1.hasPrefix("= ") }
      .map { ($0, String($1.dropFirst(2))) }
  }

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
    .sorted { ($0.literalCount, $0.pieces[0]) > ($1.literalCount, $1.pieces[0]) }

  private var literalCount: Int { pieces.reduce(0) { $0 + $1.count } }

  private static func sentence(_ english: String) -> String? {
    if let phrase = all[english] { return phrase }
    for template in templates {
      guard let fillings = template.fillings(of: english) else { continue }
      var text = template.vietnamese[0]
      for (index, filling) in fillings.enumerated() {
        // What stands in quotes is a name.
        let isName =
          template.pieces[index].hasSuffix("'") && template.pieces[index + 1].hasPrefix("'")
        text += isName ? String(filling) : part(String(filling))
        text += template.vietnamese[index + 1]
      }
      return text
    }
    // What is wrong stands behind where it is.
    guard let colon = english.range(of: ": ") else { return nil }
    return sentence(String(english[colon.upperBound...])).map { english[..<colon.upperBound] + $0 }
  }

  /// What is filled in: a phrase, several of them, or what has no language.
  private static func part(_ english: String) -> String {
    for (separator, joined) in [("; ", "; "), (", ", ", "), (" or ", " hoặc ")] {
      let parts = english.components(separatedBy: separator)
      guard parts.count > 1 else { continue }
      let known = parts.compactMap(sentence)
      if known.count == parts.count { return known.joined(separator: joined) }
    }
    if let known = sentence(english) { return known }
    guard english.hasPrefix("'") else {
      return english.contains(" ") ? documentation[english] ?? english : english
    }
    // Names with words between them.
    return english.replacingOccurrences(of: " or ", with: " hoặc ")
      .replacingOccurrences(of: "' and '", with: "' và '")
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
