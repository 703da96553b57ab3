import Dataflow

/// Turns JSON into schemas and notes everything that is wrong on the way.
struct SchemaReader {
  /// The file, as messages name it.
  let file: String
  /// What has been found.
  var diagnostics: [Diagnostic] = []

  init(file: String) { self.file = file }

  /// Notes that something is wrong at a place.
  mutating func report(
    _ code: String, _ message: String, at mark: JSONValue.Mark, remedy: String? = nil
  ) {
    let location = Diagnostic.Location(file: file, line: mark.line, column: mark.column)
    diagnostics.append(
      Diagnostic(code, message, status: .definition, at: location, remedy: remedy))
  }

  /// The members of an object by name; a name that is not known is an error.
  mutating func members(
    of value: JSONValue, _ what: String, known: [String]
  ) -> [String: JSONValue]? {
    guard case .object(let members) = value.content else {
      wrongKind(value, what, "an object")
      return nil
    }
    var found: [String: JSONValue] = [:]
    for member in members {
      if known.contains(member.name) {
        found[member.name] = member.value
      } else {
        report(
          "SH2002", "\(what) has no property '\(member.name)'", at: member.mark,
          remedy: suggestion(member.name, known))
      }
    }
    return found
  }

  /// "did you mean", or the list of what there is.
  func suggestion(_ name: String, _ known: [String]) -> String {
    if let near = nearest(to: name, among: known) { return "did you mean '\(near)'?" }
    return "it may have: " + known.joined(separator: ", ")
  }

  /// Notes a value of the wrong kind.
  mutating func wrongKind(_ value: JSONValue, _ what: String, _ expected: String) {
    report("SH2003", "\(what) must be \(expected), not \(value.kind)", at: value.mark)
  }

  // MARK: Values of a kind

  mutating func string(_ value: JSONValue?, _ what: String) -> String? {
    guard let value else { return nil }
    if case .string(let text) = value.content { return text }
    wrongKind(value, what, "a string")
    return nil
  }

  mutating func boolean(_ value: JSONValue?, _ what: String) -> Bool? {
    guard let value else { return nil }
    if case .boolean(let flag) = value.content { return flag }
    wrongKind(value, what, "true or false")
    return nil
  }

  mutating func number(_ value: JSONValue?, _ what: String) -> Double? {
    guard let value else { return nil }
    if case .number(let text) = value.content, let number = Double(text), number.isFinite {
      return number
    }
    wrongKind(value, what, "a number")
    return nil
  }

  /// A whole number from 0 on.
  mutating func count(_ value: JSONValue?, _ what: String) -> Int? {
    guard let value else { return nil }
    if case .number(let text) = value.content, let count = Int(text), count >= 0 { return count }
    report("SH2003", "\(what) must be a whole number from 0 on", at: value.mark)
    return nil
  }

  mutating func array(_ value: JSONValue?, _ what: String) -> [JSONValue]? {
    guard let value else { return nil }
    if case .array(let values) = value.content { return values }
    wrongKind(value, what, "an array")
    return nil
  }

  mutating func strings(_ value: JSONValue?, _ what: String) -> [String]? {
    guard let values = array(value, what) else { return nil }
    return values.compactMap { string($0, "an entry of \(what)") }
  }

  /// Strings, or one string for a list of one.
  mutating func oneOrMore(_ value: JSONValue?, _ what: String) -> [String]? {
    if case .string(let text) = value?.content { return [text] }
    return strings(value, what)
  }

  /// One of the words of an enumeration.
  mutating func choice<Choice: CaseIterable & RawRepresentable>(
    _ value: JSONValue?, _ what: String, of _: Choice.Type
  ) -> Choice? where Choice.RawValue == String {
    guard let value, let text = string(value, what) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    unknownWord(text, what, Choice.allCases.map(\.rawValue), at: value.mark)
    return nil
  }

  /// Notes a word that is none of those known.
  mutating func unknownWord(
    _ word: String, _ what: String, _ known: [String], at mark: JSONValue.Mark
  ) {
    report(
      "SH2005", "\(what) cannot be '\(word)'", at: mark, remedy: suggestion(word, known))
  }

  /// A value as the text a cell would have: a string as it is, a number or boolean as written.
  mutating func scalar(_ value: JSONValue, _ what: String) -> String? {
    if value.scalarText == nil { wrongKind(value, what, "a string, a number or a boolean") }
    return value.scalarText
  }
}
