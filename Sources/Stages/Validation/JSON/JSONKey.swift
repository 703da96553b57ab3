/// A JSON value as JSON Schema compares it: numbers by amount, texts by their scalars, objects
/// whatever the order of their members.
indirect enum JSONKey: Hashable, Sendable {
  case null
  case boolean(Bool)
  case number(JSONNumber)
  case string([UInt8])
  case array([JSONKey])
  case object([[UInt8]: JSONKey])

  init(_ value: JSONValue) {
    switch value.content {
    case .null: self = .null
    case .boolean(let flag): self = .boolean(flag)
    case .number(let text): self = .number(JSONNumber(text))
    case .string(let text): self = .string(Array(text.utf8))
    case .array(let items): self = .array(items.map(JSONKey.init))
    case .object(let members):
      self = .object(
        Dictionary(members.map { (Array($0.name.utf8), JSONKey($0.value)) }) { first, _ in first })
    }
  }
}
