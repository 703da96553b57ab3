import Dataflow

/// Replaces `${param:…}`, `${env:…}` and `${secret:…}` in the values of a definition, never in keys.
struct Interpolation {
  let parameters: ParameterResolver
  let options: Definition.Options
  private(set) var diagnostics: [Diagnostic] = []

  init(parameters: ParameterResolver, options: Definition.Options) {
    self.parameters = parameters
    self.options = options
  }

  /// Replaces in a whole definition but its `params`.
  mutating func resolve(_ root: DefinitionNode) -> DefinitionNode {
    guard let entries = root.map else { return replace(root) }
    var result = root
    result.content = .map(
      entries.map { entry in
        var entry = entry
        if entry.key != "params" { entry.value = replace(entry.value) }
        return entry
      })
    return result
  }

  private mutating func replace(_ node: DefinitionNode) -> DefinitionNode {
    var result = node
    switch node.content {
    case .scalar(let scalar):
      if scalar.text.contains("${") {
        result.content = .scalar(replace(scalar, at: node.location))
      }
    case .list(let items): result.content = .list(items.map { replace($0) })
    case .map(let entries):
      result.content = .map(
        entries.map { entry in
          var entry = entry
          entry.value = replace(entry.value)
          return entry
        })
    }
    return result
  }

  private mutating func replace(
    _ scalar: DefinitionNode.Scalar, at place: Diagnostic.Location
  ) -> DefinitionNode.Scalar {
    let noted = diagnostics.count
    var text = ""
    var shown = ""
    var rest = Substring(scalar.text)
    while let opening = rest.firstRange(of: "${") {
      let before = rest[..<opening.lowerBound]
      if before.hasSuffix("$") {
        text += before.dropLast() + "${"
        shown += before.dropLast() + "${"
        rest = rest[opening.upperBound...]
        continue
      }
      text += before
      shown += before
      guard let closing = rest[opening.upperBound...].firstIndex(of: "}") else {
        note(
          .interpolation, "'${' is never closed", at: place,
          remedy: "close it with '}', or write '$${' for the two characters themselves")
        rest = rest[opening.lowerBound...]
        break
      }
      let inner = rest[opening.upperBound..<closing]
      rest = rest[rest.index(after: closing)...]
      let (value, mask) = value(of: inner, at: place)
      text += value
      shown += mask ?? value
    }
    text += rest
    shown += rest
    let isUnresolved = diagnostics.count > noted
    let hidden = text != shown || scalar.masked != nil
    return .init(
      text: text, isPlain: scalar.isPlain, masked: hidden ? shown : nil,
      isUnresolved: isUnresolved)
  }

  /// The value that `kind:name` or `kind:name:-default` stands for; empty when there is none.
  private mutating func value(
    of inner: Substring, at place: Diagnostic.Location
  ) -> (value: String, mask: String?) {
    let parts = inner.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let kinds = ["param", "env", "secret"]
    guard parts.count == 2, kinds.contains(String(parts[0])) else {
      let kind = parts.first.map(String.init) ?? ""
      let near = parts.count == 2 ? nearest(to: kind, among: kinds) : nil
      note(
        .interpolation, "'${\(inner)}' names neither a parameter nor a variable nor a secret",
        at: place,
        remedy: near.map { "did you mean '${\($0):\(parts[1])}'?" }
          ?? "write ${param:…}, ${env:…} or ${secret:…}")
      return ("", nil)
    }
    let name: Substring
    var fallback: String?
    if let mark = parts[1].firstRange(of: ":-") {
      name = parts[1][..<mark.lowerBound]
      fallback = String(parts[1][mark.upperBound...])
    } else {
      name = parts[1]
    }
    switch parts[0] {
    case "param": return (parameter(String(name), fallback, at: place), nil)
    case "env":
      if let value = options.environment[String(name)] ?? fallback { return (value, nil) }
      note(
        .missingVariable, "the environment variable '\(name)' is not set", at: place,
        remedy: "set it, or give a default: ${env:\(name):-default}")
      return ("", nil)
    default:
      if let value = options.secret(String(name)) ?? fallback {
        return (value, "${secret:\(name)}")
      }
      note(
        .missingSecret, "there is no secret '\(name)'", at: place,
        remedy: "set SOHOA_SECRET_\(name.uppercased()), or add it to the service's credentials")
      return ("", nil)
    }
  }

  private mutating func parameter(
    _ name: String, _ fallback: String?, at place: Diagnostic.Location
  ) -> String {
    guard let parameter = parameters.parameters.first(where: { $0.name.value == name }) else {
      let names = parameters.parameters.map(\.name.value)
      let near = nearest(to: name, among: names)
      note(
        .unknownParameter, "there is no parameter '\(name)'", at: place,
        remedy: near.map { "did you mean '\($0)'?" } ?? "declare it under 'params'")
      return ""
    }
    return parameter.value ?? fallback ?? ""
  }

  private mutating func note(
    _ code: DefinitionCode, _ message: String, at location: Diagnostic.Location, remedy: String
  ) {
    diagnostics.append(code.diagnostic(message, at: location, remedy: remedy))
  }
}
