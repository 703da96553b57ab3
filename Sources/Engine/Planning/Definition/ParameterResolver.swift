import Dataflow
import Foundation

/// Finds the value of every parameter from its declaration and what was set.
struct ParameterResolver {
  let settings: [String: String]
  /// Where settings stand that another definition gives.
  let places: [String: Diagnostic.Location]
  let file: String
  private(set) var parameters: [ParameterSpec] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(_ options: Definition.Options, file: String) {
    settings = options.settings
    places = options.settingPlaces
    self.file = file
  }

  /// Resolves the map under `params`; what it lacks is reported, what it has wrong by the check.
  ///
  /// What stands under `set` of `after` may be set, too: it is for those that run before.
  mutating func resolve(_ node: DefinitionNode?, after: DefinitionNode? = nil) {
    for entry in node?.map ?? [] { parameters.append(parameter(entry)) }
    let names = parameters.map(\.name.value) + (after?["set"]?.map ?? []).map(\.key)
    for name in settings.keys.sorted() where !names.contains(name) {
      let near = nearest(to: name, among: names)
      let listed = names.map { "'\($0)'" }.joined(separator: ", ")
      let remedy =
        near.map { "did you mean '\($0)'?" }
        ?? (names.isEmpty ? "declare it under 'params'" : "there are \(listed)")
      diagnostics.append(
        places[name].map {
          DefinitionCode.unknownParameter.diagnostic(
            "\(file) has no parameter '\(name)'", at: $0, remedy: remedy)
        }
          ?? DefinitionCode.unknownParameter.diagnostic(
            "--set \(name): the definition has no such parameter", at: .init(file: file),
            remedy: remedy, status: .usage))
    }
  }

  private mutating func parameter(_ entry: DefinitionNode.Entry) -> ParameterSpec {
    let map = MapReader(entry.value, Language.parameter)
    let kind = map?.choice("type", ParameterSpec.Kind.self)?.value ?? .text
    let given = settings[entry.key]
    let byDefault = map?["default"]?.scalar?.text
    let value = given ?? byDefault
    let place = given == nil ? (map?["default"]?.location ?? entry.location) : entry.location
    let status: ExitStatus = given == nil ? .definition : .usage
    if let value {
      check(value, entry.key, kind: kind, pattern: map?.text("pattern"), at: place, status: status)
    } else if map?.boolean("required")?.value == true {
      diagnostics.append(
        DefinitionCode.missingParameter.diagnostic(
          "the parameter '\(entry.key)' has no value", at: entry.location,
          remedy: "run with --set \(entry.key)=<\(kind.rawValue)>", status: .usage))
    }
    return ParameterSpec(
      name: entry.name, kind: kind, value: value, description: map?.text("description")?.value)
  }

  private mutating func check(
    _ value: String, _ name: String, kind: ParameterSpec.Kind, pattern: Located<String>?,
    at place: Diagnostic.Location, status: ExitStatus
  ) {
    let fits =
      switch kind {
      case .text: true
      case .integer: ScalarSyntax.integer(value) != nil
      case .date: ScalarSyntax.isDate(value)
      case .boolean: ScalarSyntax.boolean(value) != nil
      }
    if !fits {
      let wanted = kind == .date ? "a date as yyyy-mm-dd" : "of type \(kind.rawValue)"
      diagnostics.append(
        DefinitionCode.badParameter.diagnostic(
          "the value '\(value)' of the parameter '\(name)' is not \(wanted)", at: place,
          status: status))
    }
    guard let pattern else { return }
    guard let expression = try? NSRegularExpression(pattern: "\\A(?:\(pattern.value))\\z") else {
      diagnostics.append(
        DefinitionCode.badValue.diagnostic(
          "'\(pattern)' is not a regular expression", at: pattern.location))
      return
    }
    let whole = NSRange(value.startIndex..., in: value)
    if expression.firstMatch(in: value, range: whole) == nil {
      diagnostics.append(
        DefinitionCode.badParameter.diagnostic(
          "the value '\(value)' of the parameter '\(name)' does not match \(pattern)", at: place,
          status: status))
    }
  }
}
