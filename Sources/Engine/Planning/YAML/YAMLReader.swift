import Dataflow
import Yams

/// Reads a YAML text into located nodes and notes everything that YAML itself forbids.
struct YAMLReader {
  /// The most nodes of a document after its aliases are followed.
  static let maximumNodeCount = 100_000
  /// The deepest nesting; the language needs eight.
  static let maximumDepth = 50
  /// The most duplicate keys that are reported one by one.
  private static let maximumDuplicateCount = 40

  private let source: SourceText
  /// The first character of each key that repeats another, by its stand-in in the private use area.
  private var replaced: [Unicode.Scalar: Unicode.Scalar] = [:]
  private var nodeCount = 0
  private(set) var diagnostics: [Diagnostic] = []

  private init(_ source: SourceText) { self.source = source }

  /// Reads a text; without a node when it cannot be understood at all.
  static func read(_ source: SourceText) -> (node: DefinitionNode?, diagnostics: [Diagnostic]) {
    var reader = YAMLReader(source)
    let node = reader.read()
    return (node, reader.diagnostics)
  }

  private mutating func read() -> DefinitionNode? {
    if let strange = source.text.unicodeScalars.first(where: { Self.isForbidden($0) }) {
      let code = String(strange.value, radix: 16, uppercase: true)
      note(
        .encoding, "the file contains the character U+\(code), which editors do not show",
        at: location(of: strange), remedy: "remove it, or write it as an escape in double quotes")
      return nil
    }
    if AliasGuard.suspiciousKey(in: source.text) != nil {
      note(
        .aliases, "a file with aliases has a key that is not a plain name",
        at: location(line: 0, column: 0), remedy: "write the repeated part out")
      return nil
    }
    guard let root = compose() else { return nil }
    let node = convert(root, depth: 0)
    let isComplete = !diagnostics.contains { $0.code == DefinitionCode.aliases.rawValue }
    return isComplete ? node : nil
  }

  /// Composes the document; a key that repeats another gets a stand-in and is reported later.
  private mutating func compose() -> Node? {
    var text = source.text
    while true {
      do {
        guard let node = try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
        else {
          note(.empty, "the definition is empty", at: location(line: 0, column: 0))
          return nil
        }
        return node
      } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
        guard replaced.count < Self.maximumDuplicateCount,
          let changed = replacingKey(at: context.mark, in: text)
        else {
          let key = keys.first ?? ""
          note(
            .duplicateKey, "the key '\(key)' occurs twice", at: location(context.mark))
          return nil
        }
        text = changed
      } catch let error as YamlError {
        noteSyntax(error)
        return nil
      } catch {
        note(.syntax, "the YAML cannot be read", at: location(line: 0, column: 0))
        return nil
      }
    }
  }

  /// Gives the key at a mark a first character that no other key has.
  private mutating func replacingKey(at mark: Mark, in text: String) -> String? {
    var scalars = Array(text.unicodeScalars)
    var line = 1
    var index = 0
    while line < mark.line, index < scalars.count {
      if scalars[index] == "\n" || (scalars[index] == "\r" && !isLineFeed(scalars, index + 1)) {
        line += 1
      }
      index += 1
    }
    index += mark.column - 1
    if index < scalars.count, scalars[index] == "'" || scalars[index] == "\"" { index += 1 }
    guard index < scalars.count, !"&!*?|>\\'\"".unicodeScalars.contains(scalars[index]),
      let standIn = Unicode.Scalar(UInt32(0xE000 + replaced.count))
    else { return nil }
    replaced[standIn] = scalars[index]
    scalars[index] = standIn
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  private func isLineFeed(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    index < scalars.count && scalars[index] == "\n"
  }

  /// Makes a located node, following aliases as long as the document stays small.
  private mutating func convert(_ node: Node, depth: Int) -> DefinitionNode? {
    let place = location(node.mark)
    nodeCount += 1
    guard nodeCount <= Self.maximumNodeCount, depth <= Self.maximumDepth else {
      if !diagnostics.contains(where: { $0.code == DefinitionCode.aliases.rawValue }) {
        let what =
          depth > Self.maximumDepth
          ? "the definition is nested more than \(Self.maximumDepth) levels deep"
          : "the definition has more than \(Self.maximumNodeCount) values with its aliases followed"
        note(.aliases, what, at: place)
      }
      return nil
    }
    checkTag(node, at: place)
    switch node {
    case .scalar(let scalar):
      let isPlain = scalar.style == .plain || scalar.style == .any
      return DefinitionNode(
        content: .scalar(.init(text: restored(scalar.string), isPlain: isPlain)), location: place)
    case .sequence(let items):
      return DefinitionNode(
        content: .list(items.compactMap { convert($0, depth: depth + 1) }), location: place)
    case .mapping(let pairs):
      return DefinitionNode(content: .map(entries(of: pairs, depth: depth)), location: place)
    case .alias:
      return nil
    }
  }

  private mutating func entries(of pairs: Node.Mapping, depth: Int) -> [DefinitionNode.Entry] {
    var entries: [DefinitionNode.Entry] = []
    var places: [String: [Diagnostic.Location]] = [:]
    for (key, value) in pairs {
      let place = location(key.mark)
      guard case .scalar(let scalar) = key else {
        note(.unsupported, "a key must be a name, not a list or a map", at: place)
        continue
      }
      let name = restored(scalar.string)
      if name == "<<" {
        note(
          .unsupported, "merge keys ('<<') are not part of YAML 1.2", at: place,
          remedy: "write the keys out, or share whole sources, stages and tables with 'include'")
        continue
      }
      places[name, default: []].append(place)
      guard let converted = convert(value, depth: depth + 1) else { continue }
      if places[name]?.count == 1 {
        entries.append(.init(key: name, location: place, value: converted))
      }
    }
    for (name, all) in places.sorted(by: { $0.key < $1.key }) {
      for place in all.dropFirst() {
        note(
          .duplicateKey, "the key '\(name)' occurs twice", at: place,
          remedy: "it stands on line \(all[0].line) already; keep one")
      }
    }
    return entries
  }

  private mutating func checkTag(_ node: Node, at place: Diagnostic.Location) {
    let tag =
      switch node {
      case .scalar(let scalar): scalar.tag.description
      case .sequence(let sequence): sequence.tag.description
      case .mapping(let mapping): mapping.tag.description
      case .alias: ""
      }
    let standard = ["str", "seq", "map"].map { "tag:yaml.org,2002:" + $0 }
    guard !tag.isEmpty, !standard.contains(tag) else { return }
    let name = tag.hasPrefix("tag:yaml.org,2002:") ? "!!" + tag.dropFirst(18) : tag
    note(
      .unsupported, "the tag '\(name)' is not supported", at: place,
      remedy: "remove it: the key decides the type")
  }

  private func restored(_ text: String) -> String {
    guard let first = text.unicodeScalars.first, let original = replaced[first] else { return text }
    var view = String.UnicodeScalarView([original])
    view.append(contentsOf: text.unicodeScalars.dropFirst())
    return String(view)
  }

  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: false
    case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xE000...0xF8FF: true
    default: false
    }
  }

  private func location(of scalar: Unicode.Scalar) -> Diagnostic.Location {
    for (index, line) in source.lines.enumerated() {
      if let found = line.unicodeScalars.firstIndex(of: scalar) {
        let column = line.unicodeScalars.distance(from: line.startIndex, to: found)
        return location(line: index + 1, column: column + 1)
      }
    }
    return location(line: 0, column: 0)
  }

  private func location(_ mark: Mark?) -> Diagnostic.Location {
    location(line: mark?.line ?? 0, column: mark?.column ?? 0)
  }

  private func location(line: Int, column: Int) -> Diagnostic.Location {
    guard line > 0 else { return .init(file: source.file) }
    return .init(
      file: source.file, line: line,
      column: source.characterColumn(line: line, scalarColumn: column))
  }

  private mutating func noteSyntax(_ error: YamlError) {
    let message: String
    var mark: Mark?
    var beginning: Mark?
    switch error {
    case .scanner(let context, let problem, let place, _),
      .parser(let context, let problem, let place, _),
      .composer(let context, let problem, let place, _):
      message = [context?.text, problem].compactMap(\.self).joined(separator: " ")
      mark = place
      beginning = context?.mark
    case .reader(let problem, _, _, _): message = problem
    default: message = "the YAML cannot be read"
    }
    guard !message.contains("nesting level") else {
      note(.aliases, "the definition is nested too deeply", at: location(line: 0, column: 0))
      return
    }
    var place = location(mark)
    if place.line > source.lines.count {
      place = .init(file: source.file, line: source.lines.count)
    }
    let line = source.lines.indices.contains(place.line - 1) ? source.lines[place.line - 1] : ""
    var remedy: String?
    if line.prefix(while: { $0 == " " || $0 == "\t" }).contains("\t") {
      remedy = "indent with spaces, not tabs"
    } else if let beginning, let mark, beginning.line < mark.line {
      remedy = "it began on line \(beginning.line), column \(beginning.column)"
    }
    note(.syntax, message, at: place, remedy: remedy)
  }

  private mutating func note(
    _ code: DefinitionCode, _ message: String, at place: Diagnostic.Location, remedy: String? = nil
  ) {
    diagnostics.append(code.diagnostic(message, at: place, remedy: remedy))
  }
}
