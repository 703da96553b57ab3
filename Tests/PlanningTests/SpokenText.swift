import Foundation

@testable import Planning

/// What the sources say to people, read from their text.
struct SpokenText {
  /// Sentences with `{}` for what is filled in, with the place of each.
  private(set) var sentences: [(text: String, place: String)] = []
  /// Messages that are not written where they are given, with the file of each.
  private(set) var indirect: Set<String> = []
  private var code = SourceLiterals("")
  private var place = ""

  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  init() throws {
    let folder = Self.root.appendingPathComponent("Sources")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    for case let file as URL in files ?? .init()
    where file.pathExtension == "swift" && !file.path.contains("/sohoa-generate/") {
      place = file.lastPathComponent
      code = SourceLiterals(try String(contentsOf: file, encoding: .utf8))
      readMessages(isDefinition: file.path.contains("/Engine/Planning/"))
      readParts()
      readRemedies()
      if file.path.contains("/Bindings/Archives/") || place == "Workbook.swift" {
        for kind in ["damaged", "changed", "limit", "encrypted", "unsupported", "notFound"] {
          for start in code.places(behind: ".\(kind),") { take(from: start) }
        }
      }
    }
  }

  /// The first argument behind a code.
  private mutating func readMessages(isDefinition: Bool) {
    guard place != "CodeMeaning.swift", place != "DefinitionCode.swift" else { return }
    var starts = code.places(matching: #"SH[0-9]{4}",(?!\s"SH)"#)
    if isDefinition {
      let cases = DefinitionCode.allCases.map { "\($0)" }.joined(separator: "|")
      starts += code.places(matching: #"[( ]\.(?:\#(cases)),(?=\s)"#)
      starts += code.places(matching: #"DefinitionCode\.\w+\.diagnostic\("#)
    }
    for start in starts {
      let (argument, literals) = code.argument(from: start)
      add(literals)
      if literals.isEmpty { indirect.insert("\(place): \(argument)") }
    }
  }

  /// What becomes part of a message.
  private mutating func readParts() {
    for (file, pattern, frame) in Self.arguments where place.hasPrefix(file) {
      for start in code.places(matching: pattern) {
        let literals = code.argument(from: start).literals
        add(literals.map { frame?.replacing("{}", with: $0, maxReplacements: 1) ?? $0 })
      }
    }
    // A part that is chosen beforehand.
    let words = "what|wanted|reason|difference|problem"
    if code.source.contains(#/"SH[0-9]{4}"|DefinitionCode/#) {
      for start in code.places(matching: "let (?:\(words))(?:: String)?\\s*=(?=\\s)") {
        take(from: start)
      }
    }
    for body in Self.bodies[place] ?? [] {
      let starts = code.places(behind: body)
      if starts.isEmpty { indirect.insert("\(place): nothing is called \(body)") }
      for start in starts { add(code.body(from: start)) }
    }
  }

  private mutating func readRemedies() {
    for start in code.places(behind: "remedy:") { take(from: start) }
    for start in code.places(behind: "remedy = ") where code.text[start] == "\"" {
      take(from: start)
    }
    for name in ["hint(for", "suggestion(_", "remedy(for", "reason(copyOf"] {
      for start in code.places(behind: "func " + name) { add(code.body(from: start)) }
    }
  }

  private mutating func take(from start: Int) { add(code.argument(from: start).literals) }

  private mutating func add(_ literals: [String]) {
    for line in literals.flatMap({ $0.components(separatedBy: "\n") }) {
      // A text of several lines is set in.
      let text = line.hasPrefix("    ") ? String(line.drop { $0 == " " }) : line
      guard !Self.others.contains(text) else { continue }
      guard text.replacingOccurrences(of: "{}", with: "").contains(where: \.isLetter) else {
        continue
      }
      sentences.append((text, place))
    }
  }
}
