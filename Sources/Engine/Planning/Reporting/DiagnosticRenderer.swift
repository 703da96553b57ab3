public import Dataflow

/// Shows diagnostics to people, with the line concerned and a caret under the place.
public struct DiagnosticRenderer: Sendable {
  /// The most characters of a line that are shown.
  private static let maximumWidth = 120

  let sources: [SourceText]

  /// Creates a renderer.
  ///
  /// - Parameter sources: the files whose lines can be shown.
  public init(sources: [SourceText]) { self.sources = sources }

  /// All diagnostics as text, each ending with a line feed.
  public func text(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map { text($0) + "\n" }.joined()
  }

  /// One diagnostic as text of one to three lines.
  public func text(_ diagnostic: Diagnostic) -> String {
    guard let place = diagnostic.location, let line = line(at: place) else {
      return diagnostic.description
    }
    var head = diagnostic
    head.remedy = nil
    let column = max(1, min(place.column, line.count + 1))
    let (shown, start) = Self.window(of: line, around: column)
    let number = "\(place.line)"
    let gutter = String(repeating: " ", count: number.count + 2)
    var result = "\(head)\n  \(number) | \(String(shown))"
    if place.column > 0 {
      let padding = shown.prefix(column - 1 - start).map(Self.blank).joined()
      let width = max(1, Self.token(in: line, from: column - 1).map(Self.width).reduce(0, +))
      result += "\n\(gutter) | \(padding)\(String(repeating: "^", count: min(width, 80)))"
      if let remedy = diagnostic.remedy { result += " \(remedy)" }
    } else if let remedy = diagnostic.remedy {
      result += "\n\(gutter) | → \(remedy)"
    }
    return result
  }

  func line(at place: Diagnostic.Location) -> [Character]? {
    guard let source = sources.first(where: { $0.file == place.file }),
      source.lines.indices.contains(place.line - 1)
    else { return nil }
    return Array(source.lines[place.line - 1])
  }

  /// The part of a long line around a column, and the number of characters left out before it.
  private static func window(
    of line: [Character], around column: Int
  ) -> (shown: [Character], start: Int) {
    guard line.count > maximumWidth else { return (line, 0) }
    let start = max(0, min(column - maximumWidth / 2, line.count - maximumWidth))
    return (Array(line[start..<start + maximumWidth]), start)
  }

  /// The word, value or key that begins at an index.
  private static func token(
    in line: [Character], from start: Int
  ) -> [Character] {
    guard start < line.count else { return [] }
    let rest = line[start...]
    if let quote = rest.first, quote == "'" || quote == "\"" {
      let end = rest.dropFirst().firstIndex(of: quote) ?? rest.endIndex - 1
      return Array(rest[...end])
    }
    if let first = rest.first, "[{|>&*!- \t".contains(first) { return [first] }
    var token: [Character] = []
    for (index, character) in zip(rest.indices, rest) {
      let next = index + 1 < line.count ? line[index + 1] : " "
      if character == ":" && (next == " " || next == "\t") { break }
      if character == "," && next == " " { break }
      if "]}".contains(character) && !token.contains("{") { break }
      if character == " " && next == "#" { break }
      token.append(character)
    }
    while token.last == " " || token.last == "\t" { token.removeLast() }
    return token
  }

  /// What keeps the caret's line in step with a character.
  private static func blank(_ character: Character) -> String {
    character == "\t" ? "\t" : String(repeating: " ", count: width(character))
  }

  /// The number of columns that a terminal gives a character.
  private static func width(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 1 }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
