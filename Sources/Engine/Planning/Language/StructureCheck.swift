import Dataflow

/// Holds a definition against the key tables and notes everything that does not fit.
struct StructureCheck {
  private(set) var diagnostics: [Diagnostic] = []

  /// Checks a map against a table.
  ///
  /// - Parameters:
  ///   - node: what is there.
  ///   - table: what may be there.
  ///   - path: the node's place, such as `extract.so_khai_sinh`; empty for the whole definition.
  ///   - parent: the keys one level up, for hints on indentation.
  mutating func check(
    _ node: DefinitionNode, against table: KeyTable, path: String = "", parent: [String] = []
  ) {
    guard let entries = node.map else {
      note(
        .wrongKind, "\(place(path)) must be a map, not \(node.kind)", at: node.location,
        remedy: "its keys are \(listed(table.names))")
      return
    }
    var meant: Set<String> = []
    for entry in entries {
      if let key = table[entry.key] {
        check(entry.value, key.shape, path: join(path, entry.key), siblings: table.names)
      } else {
        if let near = nearest(to: entry.key, among: table.names) { meant.insert(near) }
        note(
          .unknownKey, "unknown key '\(entry.key)' in \(place(path))", at: entry.location,
          remedy: hint(for: entry.key, in: table, parent: parent))
      }
    }
    for key in table.keys
    where key.isRequired && node[key.name] == nil && !meant.contains(key.name)
      && key.dispensableWith.flatMap({ node[$0] }) == nil
    {
      note(
        .missingKey, "\(place(path)) lacks the key '\(key.name)'", at: node.location,
        remedy: "add '\(key.name)': \(key.about.english)")
    }
    checkExclusive(entries, table, path: path, at: node.location)
  }

  private mutating func checkExclusive(
    _ entries: [DefinitionNode.Entry], _ table: KeyTable, path: String,
    at location: Diagnostic.Location
  ) {
    guard !table.exactlyOneOf.isEmpty else { return }
    let present = entries.filter { table.exactlyOneOf.contains($0.key) }
    if present.isEmpty {
      note(
        .missingKey, "\(place(path)) lacks one of the keys \(listed(table.exactlyOneOf))",
        at: location)
    }
    for extra in present.dropFirst() {
      note(
        .conflict, "\(place(path)) has both '\(present[0].key)' and '\(extra.key)'",
        at: extra.location, remedy: "keep one of \(listed(table.exactlyOneOf))")
    }
  }

  private mutating func check(
    _ node: DefinitionNode, _ shape: Shape, path: String, siblings: [String]
  ) {
    switch shape {
    case .value(let form): check(node, form, path: path)
    case .list(let item, let minimum):
      guard let items = node.list else {
        note(.wrongKind, "\(path) must be a list, not \(node.kind)", at: node.location)
        return
      }
      if items.count < minimum {
        note(
          .empty,
          minimum == 1 ? "\(path) must not be empty" : "\(path) needs \(minimum) entries",
          at: node.location)
      }
      for (index, entry) in items.enumerated() {
        check(entry, item, path: "\(path)[\(index + 1)]", siblings: siblings)
      }
    case .names(let form, let value):
      checkNames(node, form, value, path: path, siblings: siblings)
    case .object(let table): check(node, against: table, path: path, parent: siblings)
    case .choice(let table): checkChoice(node, table, path: path)
    case .marked(let table, let mark, let otherwise):
      if node[mark]?.map != nil {
        check(node, against: table, path: path, parent: siblings)
      } else {
        check(node, otherwise, path: path, siblings: siblings)
      }
    case .anyOf(let shapes):
      if let fitting = shapes.first(where: { $0.fits(node) }) {
        check(node, fitting, path: path, siblings: siblings)
      } else {
        let kinds = shapes.map(\.kind).joined(separator: " or ")
        note(.wrongKind, "\(path) must be \(kinds), not \(node.kind)", at: node.location)
      }
    }
  }

  private mutating func checkNames(
    _ node: DefinitionNode, _ form: NameForm, _ value: Shape, path: String, siblings: [String]
  ) {
    guard let entries = node.map else {
      note(.wrongKind, "\(path) must be a map of names, not \(node.kind)", at: node.location)
      return
    }
    if entries.isEmpty { note(.empty, "\(path) must not be empty", at: node.location) }
    for entry in entries {
      if !form.accepts(entry.key) {
        note(
          .badName, "'\(entry.key)' in \(path) is not a valid name", at: entry.location,
          remedy: "write \(form.wanted)")
      }
      check(entry.value, value, path: join(path, entry.key), siblings: siblings)
    }
  }

  private mutating func checkChoice(_ node: DefinitionNode, _ table: KeyTable, path: String) {
    guard let entries = node.map, let first = entries.first else {
      note(
        .wrongKind, "\(path) must be a map with one key, not \(node.kind)", at: node.location,
        remedy: "a \(table.name) is one of \(listed(table.names))")
      return
    }
    var previous: Key?
    for (index, entry) in entries.enumerated() {
      let belongs = previous.map { $0.shape.keys.contains(entry.key) } ?? false
      // `code: E-X` beside `check` is the check's code, not the step.
      guard let key = table[entry.key], !belongs || key.shape.fits(entry.value) else {
        note(
          .unknownKey, "unknown \(table.name) '\(entry.key)' in \(path)", at: entry.location,
          remedy: belongs
            ? "'\(entry.key)' belongs under '\(previous?.name ?? "")': indent it further"
            : hint(for: entry.key, in: table, parent: []))
        continue
      }
      if index > 0 {
        note(
          .conflict, "\(path) has both '\(first.key)' and '\(entry.key)'", at: entry.location,
          remedy: "begin a new step with '- \(entry.key):'")
      }
      previous = key
      check(entry.value, key.shape, path: "\(path).\(entry.key)", siblings: table.names)
    }
  }

  private mutating func check(_ node: DefinitionNode, _ form: ValueForm, path: String) {
    guard let scalar = node.scalar else {
      note(.wrongKind, "\(path) must be \(form.wanted), not \(node.kind)", at: node.location)
      return
    }
    if scalar.isUnresolved || form == .nullableText || form == .anyText { return }
    if scalar.text.isEmpty || (node.isNull && form.isNamed && scalar.text != "null") {
      note(.empty, "\(path) must not be empty", at: node.location, remedy: "write \(form.wanted)")
      return
    }
    guard !form.accepts(scalar.text) else { return }
    var remedy = "write \(form.wanted)"
    if case .oneOf(let words) = form, let near = nearest(to: scalar.text, among: words) {
      remedy = "did you mean '\(near)'?"
    }
    let shown = scalar.masked ?? scalar.text
    if path == "sohoa" {
      note(
        .version, "version '\(shown)' of the definition language is not supported",
        at: node.location, remedy: remedy)
      return
    }
    note(.badValue, "'\(shown)' is not valid for \(path)", at: node.location, remedy: remedy)
  }

  /// What to say about a key that its table does not have.
  private func hint(for key: String, in table: KeyTable, parent: [String]) -> String {
    if parent.contains(key) { return "'\(key)' belongs one level up: indent it less" }
    for child in table.keys where child.shape.keys.contains(key) {
      return "'\(key)' belongs under '\(child.name)'"
    }
    if let near = nearest(to: key, among: table.names) { return "did you mean '\(near)'?" }
    return "the keys here are \(listed(table.names))"
  }

  private func listed(_ names: [String]) -> String {
    names.map { "'\($0)'" }.joined(separator: ", ")
  }

  private func place(_ path: String) -> String { path.isEmpty ? "the definition" : path }

  private func join(_ path: String, _ key: String) -> String {
    path.isEmpty ? key : "\(path).\(key)"
  }

  private mutating func note(
    _ code: DefinitionCode, _ message: String, at location: Diagnostic.Location,
    remedy: String? = nil
  ) {
    diagnostics.append(code.diagnostic(message, at: location, remedy: remedy))
  }
}
