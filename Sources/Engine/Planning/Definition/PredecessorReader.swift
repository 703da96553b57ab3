import Dataflow

/// Reads the definitions that run before another: each once, after those that run before it.
struct PredecessorReader {
  /// A definition with the values of its parameters: with other values it runs another time.
  private struct Identity: Hashable {
    var file: String
    var settings: [String: String]
  }

  private(set) var found: [(definition: Definition, place: Diagnostic.Location)] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var known: Set<Identity> = []
  private let options: Definition.Options

  /// Creates a reader for a definition that was read with these options.
  init(options: Definition.Options) { self.options = options }

  /// Reads what runs before the definition in a file.
  mutating func read(_ after: AfterSpec?, of file: String) {
    read(after, options: options, chain: [DefinitionPath.normalized(file)])
  }

  private mutating func read(
    _ after: AfterSpec?, options: Definition.Options, chain: [String]
  ) {
    guard let after else { return }
    var inner = options
    (inner.settings, inner.settingPlaces) = ([:], [:])
    for setting in after.settings {
      let name = setting.name.value
      inner.settings[name] = options.settings[name] ?? setting.value
      inner.settingPlaces[name] = setting.name.location
    }
    for name in after.pipelines {
      let file = DefinitionPath.normalized(name.path)
      if chain.contains(file) {
        diagnostics.append(
          DefinitionCode.predecessorCycle.diagnostic(
            "'\(name)' runs before itself, directly or by way of others", at: name.location,
            remedy: "leave it out in one of them"))
        continue
      }
      guard known.insert(Identity(file: file, settings: inner.settings)).inserted else { continue }
      let definition = Definition.read(name.path, options: inner)
      if definition.sources.isEmpty {
        diagnostics += definition.diagnostics.filter { $0.location != nil }
        diagnostics.append(
          DefinitionCode.predecessor.diagnostic(
            "the file '\(name.path)' cannot be read", at: name.location,
            remedy: "check the path and its permissions"))
        continue
      }
      read(definition.spec?.after, options: inner, chain: chain + [file])
      found.append((definition, name.location))
    }
  }
}
