import Foundation

/// A file of Swift, in which literals are looked for.
struct SourceLiterals {
  let text: [Character]
  let source: String

  init(_ source: String) {
    self.source = source
    text = Array(source)
  }

  /// Where a word ends, every time that it occurs.
  func places(behind word: String) -> [Int] {
    places(matching: NSRegularExpression.escapedPattern(for: word))
  }

  /// Where a pattern ends, every time that it fits.
  func places(matching pattern: String) -> [Int] {
    guard let expression = try? NSRegularExpression(pattern: pattern) else { return [] }
    let whole = NSRange(source.startIndex..., in: source)
    var places: [Int] = []
    var last = (index: source.startIndex, place: 0)
    for match in expression.matches(in: source, range: whole) {
      guard let range = Range(match.range, in: source) else { continue }
      let place = last.place + source.distance(from: last.index, to: range.upperBound)
      places.append(place)
      last = (range.upperBound, place)
    }
    return places
  }

  /// One argument or assigned value: its text and its literals.
  func argument(from start: Int) -> (text: String, literals: [String]) {
    var index = start
    var depth = 0
    var literals: [String] = []
    scan: while index < text.count {
      switch text[index] {
      case "(", "[", "{": depth += 1
      case ")", "]", "}":
        depth -= 1
        if depth < 0 { break scan }
      case "," where depth == 0: break scan
      case "\n" where depth == 0 && !continues(index): break scan
      case "\"":
        let isFirst = text[start..<index].allSatisfy(\.isWhitespace)
        index = takeLiteral(at: index, into: &literals, isSaid: isFirst)
      default: break
      }
      index += 1
    }
    let words = String(text[start..<min(index, text.count)]).split(whereSeparator: \.isWhitespace)
    return (words.joined(separator: " "), literals)
  }

  /// The literals of a function's body.
  func body(from start: Int) -> [String] {
    var index = start
    var depth = 0
    var literals: [String] = []
    scan: while index < text.count {
      switch text[index] {
      case "{": depth += 1
      case "}":
        depth -= 1
        if depth == 0 { break scan }
      case "/" where text[index + 1] == "/":
        index = text[index...].firstIndex(of: "\n") ?? text.count
      case "\"": index = takeLiteral(at: index, into: &literals)
      default: break
      }
      index += 1
    }
    return literals
  }

  /// Whether an expression goes on behind a line end.
  private func continues(_ index: Int) -> Bool {
    let next = text[index...].first { !$0.isWhitespace } ?? "}"
    let last = text[..<index].last { !$0.isWhitespace } ?? "}"
    return "?:+.".contains(next) || next == "\"" || ":?=,({".contains(last)
      || next.isLetter && last == ":"
  }

  /// What stands before a literal that is joined, searched for or compared, and so not said.
  private static let mute = [
    "separator:", "hasPrefix(", "hasSuffix(", "of:", "with:", "==", "!=", "case", "at:",
    "atPath:", "contains(", "firstRange(of:", "lastRange(of:", "(ascii:",
  ]

  /// Takes a literal, and what is joined to it by `+`; says where it ends.
  private func takeLiteral(
    at start: Int, into literals: inout [String], isSaid: Bool = false
  ) -> Int {
    var inner: [String] = []
    var (said, end) = literal(at: start, into: &inner)
    let label = String(text[max(0, start - 12)..<start]).filter { !$0.isWhitespace }
    while let next = text[(end + 1)...].firstIndex(where: { !$0.isWhitespace }), text[next] == "+" {
      guard let operand = text[(next + 1)...].firstIndex(where: { !$0.isWhitespace }) else { break }
      guard text[operand] == "\"" else {
        said += "{}"
        break
      }
      let more = literal(at: operand, into: &inner)
      said += more.text
      end = more.end
    }
    literals += inner
    let isKey =
      label.hasSuffix("[") && label.dropLast().last.map { $0.isLetter || $0 == ")" } == true
    if isSaid || !isKey && !Self.mute.contains(where: label.hasSuffix) {
      literals.append(said.replacingOccurrences(of: "{}{}", with: "{}"))
    }
    return end
  }

  /// A literal's text with `{}` for interpolations, whose own literals are taken, and where its last
  /// quote stands.
  private func literal(at start: Int, into inner: inout [String]) -> (text: String, end: Int) {
    let isLong = text[start...].starts(with: "\"\"\"")
    var said = ""
    var index = start + (isLong ? 3 : 1)
    while isLong ? !text[index...].starts(with: "\"\"\"") : text[index] != "\"" {
      if text[index] == "\\" && text[index + 1] == "(" {
        said += "{}"
        index += 2
        var depth = 1
        while depth > 0 {
          if text[index] == "\"" { index = takeLiteral(at: index, into: &inner) }
          if text[index] == "(" { depth += 1 }
          if text[index] == ")" { depth -= 1 }
          index += 1
        }
        continue
      }
      if text[index] == "\\" {
        index += 1
        if text[index] == "n" {
          said += "\n"
          index += 1
          continue
        }
        if text[index] == "\n" {
          index = text[index...].firstIndex { !$0.isWhitespace } ?? index
          continue
        }
      }
      said.append(text[index])
      index += 1
    }
    return (said, index + (isLong ? 2 : 0))
  }
}
