import Foundation

/// Holds values against the keywords of JSON Schema that SoHoa's schemas use.
struct SchemaValidator {
  let root: [String: Any]

  init(_ text: String) throws {
    root = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
  }

  private static let known: Set = [
    "$schema", "$defs", "$ref", "title", "description", "type", "properties",
    "additionalProperties",
    "required", "oneOf", "anyOf", "enum", "pattern", "minimum", "maximum", "items", "minItems",
    "propertyNames", "minProperties", "maxProperties",
  ]

  /// What does not fit, each with its place; empty when all does.
  func problems(_ value: Any) -> [String] { problems(value, root, "") }

  private func problems(_ value: Any, _ schema: Any, _ place: String) -> [String] {
    guard let schema = schema as? [String: Any] else {
      return schema as? Bool == false ? ["\(place): nothing may stand here"] : []
    }
    var found = schema.keys.filter { !Self.known.contains($0) }.map { "unknown keyword \($0)" }
    if let reference = schema["$ref"] as? String,
      let name = reference.split(separator: "/").last,
      let target = (root["$defs"] as? [String: Any])?[String(name)]
    {
      found += problems(value, target, place)
    }
    if let type = schema["type"] {
      let types = type as? [String] ?? [type as? String ?? ""]
      if !types.contains(where: { Self.isOf($0, value) }) { return ["\(place): not \(types)"] }
    }
    if let all = schema["enum"] as? [Any], !all.contains(where: { "\($0)" == "\(value)" }) {
      found.append("\(place): none of \(all)")
    }
    if let any = schema["anyOf"] as? [Any],
      !any.contains(where: { problems(value, $0, place).isEmpty })
    {
      found.append("\(place): fits none of the forms")
    }
    if let one = schema["oneOf"] as? [Any],
      one.count(where: { problems(value, $0, place).isEmpty }) != 1
    {
      found.append("\(place): fits not exactly one of the forms")
    }
    return found + text(value, schema, place) + number(value, schema, place)
      + list(value, schema, place) + object(value, schema, place)
  }

  private func text(_ value: Any, _ schema: [String: Any], _ place: String) -> [String] {
    guard let pattern = schema["pattern"] as? String, let text = value as? String,
      let regex = try? Regex(pattern), text.firstMatch(of: regex) == nil
    else { return [] }
    return ["\(place): '\(text)' does not match \(pattern)"]
  }

  private func number(_ value: Any, _ schema: [String: Any], _ place: String) -> [String] {
    guard let number = value as? Int else { return [] }
    let isIn =
      number >= schema["minimum"] as? Int ?? .min && number <= schema["maximum"] as? Int ?? .max
    return isIn ? [] : ["\(place): \(number) is out of range"]
  }

  private func list(_ value: Any, _ schema: [String: Any], _ place: String) -> [String] {
    guard let items = value as? [Any] else { return [] }
    var found: [String] = []
    if items.count < schema["minItems"] as? Int ?? 0 { found.append("\(place): too few items") }
    guard let form = schema["items"] else { return found }
    for (index, item) in items.enumerated() { found += problems(item, form, "\(place)[\(index)]") }
    return found
  }

  private func object(_ value: Any, _ schema: [String: Any], _ place: String) -> [String] {
    guard let object = value as? [String: Any] else { return [] }
    let properties = schema["properties"] as? [String: Any] ?? [:]
    var found = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }
      .map { "\(place): lacks \($0)" }
    if object.count < schema["minProperties"] as? Int ?? 0
      || object.count > schema["maxProperties"] as? Int ?? .max
    {
      found.append("\(place): \(object.count) keys")
    }
    for (key, inner) in object {
      if let names = schema["propertyNames"] { found += problems(key, names, "\(place).\(key)") }
      if let property = properties[key] {
        found += problems(inner, property, "\(place).\(key)")
      } else if let others = schema["additionalProperties"] {
        found += problems(inner, others, "\(place).\(key)")
      }
    }
    return found
  }

  private static func isOf(_ type: String, _ value: Any) -> Bool {
    switch type {
    case "object": value is [String: Any]
    case "array": value is [Any]
    case "string": value is String
    case "integer": value is Int && !(value is Bool)
    case "number": value is Int && !(value is Bool) || value is Double
    case "boolean": value is Bool
    case "null": value is NSNull
    default: false
    }
  }
}
