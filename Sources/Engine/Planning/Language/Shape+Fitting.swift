extension Shape {
  /// Whether a node is of the shape's kind, whatever is in it.
  func fits(_ node: DefinitionNode) -> Bool {
    switch self {
    case .value: node.scalar != nil
    case .list: node.list != nil
    case .names, .object, .choice, .marked: node.map != nil
    case .anyOf(let shapes): shapes.contains { $0.fits(node) }
    }
  }

  /// The shape's kind in words.
  var kind: String {
    switch self {
    case .value(let form): form.wanted
    case .list: "a list"
    case .names, .object, .choice, .marked: "a map"
    case .anyOf(let shapes): shapes.map(\.kind).joined(separator: " or ")
    }
  }

  /// The keys that maps of this shape have.
  var keys: [String] {
    switch self {
    case .value, .names, .choice: []
    case .list(let item, _): item.keys
    case .object(let table), .marked(let table, _, _): table.names
    case .anyOf(let shapes): shapes.flatMap(\.keys)
    }
  }
}

extension ValueForm {
  /// Whether the form is a name, a path or other text that `null` cannot be.
  var isNamed: Bool {
    switch self {
    case .oneOf: false
    default: true
    }
  }

  /// Whether a text has the form.
  func accepts(_ text: String) -> Bool {
    switch self {
    case .text, .path, .glob, .expression: !text.isEmpty
    case .anyText, .nullableText: true
    case .name(let form): form.accepts(text)
    case .character: text.utf8.count == 1
    case .integer(let range): ScalarSyntax.integer(text).map { range.contains($0) } ?? false
    case .boolean: ScalarSyntax.boolean(text) != nil
    case .size: ScalarSyntax.size(text) != nil
    case .percent: ScalarSyntax.percent(text) ?? ScalarSyntax.share(text) != nil
    case .countOrPercent:
      ScalarSyntax.percent(text) != nil || (ScalarSyntax.integer(text) ?? -1) >= 0
    case .integerOr(let range, let words):
      words.contains(text) || (ScalarSyntax.integer(text).map { range.contains($0) } ?? false)
    case .rowsOr(let words): words.contains(text) || ScalarSyntax.rows(text) != nil
    case .extent: ScalarSyntax.extent(text) != nil
    case .oneOf(let words): words.contains(text)
    }
  }

  /// The form in words.
  var wanted: String {
    switch self {
    case .text, .anyText, .nullableText: "a text"
    case .name(let form): form.wanted
    case .path: "a path"
    case .glob: "a path or pattern"
    case .expression: "an SQL expression"
    case .character: "one ASCII character in quotes"
    case .integer(let range): Self.number(range)
    case .boolean: "true or false"
    case .size: "a size such as 8MB"
    case .percent: "a share from 0% to 100%"
    case .countOrPercent: "a number or a share such as 5%"
    case .integerOr(let range, let words):
      "\(Self.number(range)), or \(words.joined(separator: " or "))"
    case .rowsOr(let words):
      "a row's number from 1, rows such as 3-4, or \(words.joined(separator: " or "))"
    case .extent: "a place such as 6-25 (from, to), 6+20 (from, width) or 6, counted from 1"
    case .oneOf(let words): "one of \(words.joined(separator: ", "))"
    }
  }

  private static func number(_ range: ClosedRange<Int>) -> String {
    if range.lowerBound == range.upperBound { return "\(range.lowerBound)" }
    if range.upperBound == .max { return "a whole number from \(range.lowerBound)" }
    return "a whole number from \(range.lowerBound) to \(range.upperBound)"
  }
}
