import Columnar

/// What the constraint `jsonSchema` asks of the JSON in a cell: a subset of JSON Schema 2020-12.
///
/// It is compiled to a list of nodes that name each other by position, so that a `$ref` may lead
/// back to where it stands. A keyword outside the subset is an error when the schema is read.
public struct JSONConstraint: Sendable, Equatable {
  /// The types JSON Schema knows.
  enum Kind: String, CaseIterable, Sendable {
    case null, boolean, object, array, number, integer, string
  }

  /// A least and a greatest number of characters, items or members.
  struct Size: Sendable, Equatable {
    var least = 0
    var most = Int.max

    func holds(_ count: Int) -> Bool { count >= least && count <= most }
  }

  /// One schema.
  struct Node: Sendable, Equatable {
    /// The schema `false`.
    var isNever = false
    var kinds: [Kind]?
    var values: Set<JSONKey>?
    var length = Size()
    var pattern: Pattern?
    var minimum: JSONNumber?
    var maximum: JSONNumber?
    var exclusiveMinimum: JSONNumber?
    var exclusiveMaximum: JSONNumber?
    var multipleOf: JSONNumber?
    var itemCount = Size()
    var hasUniqueItems = false
    var items: Int?
    var memberCount = Size()
    var required: Set<[UInt8]> = []
    var properties: [[UInt8]: Int] = [:]
    var additionalProperties: Int?
    /// The schemas that must all hold: `allOf` and `$ref`.
    var all: [Int] = []
    var any: [Int]?
    var one: [Int]?
    var not: Int?

    /// The schemas that are held against the same value.
    var inPlace: [Int] { all + (any ?? []) + (one ?? []) + (not.map { [$0] } ?? []) }
  }

  /// All schemas, the outermost first.
  var nodes: [Node]

  /// Whether a JSON text of `byteCount` bytes that was parsed to a value holds.
  ///
  /// A schema that leads to the same part of a value again and again stops at a number of steps that
  /// looking four times at each part with each schema would take; the value does not hold then.
  func holds(_ value: JSONValue, byteCount: Int) -> Bool {
    var search = JSONSearch(nodes: nodes, stepsLeft: 4 * (byteCount + 1) * nodes.count)
    return search.holds(value, 0) && search.stepsLeft >= 0
  }
}

extension JSONConstraint {
  /// Appends the rows whose cell is not null and holds no JSON as the schema says, ascending.
  func findOthers(_ cells: [Cell], in arena: ByteArena, into rows: inout [UInt32]) {
    for (row, cell) in cells.enumerated() where !cell.isNull {
      let text = Array(arena.storage[cell.range])
      guard let value = try? JSONValue(parsing: text), holds(value, byteCount: text.count) else {
        rows.append(UInt32(row))
        continue
      }
    }
  }
}

/// One value on its way through the schemas.
private struct JSONSearch {
  let nodes: [JSONConstraint.Node]
  var stepsLeft: Int

  mutating func holds(_ value: JSONValue, _ index: Int) -> Bool {
    stepsLeft -= 1
    guard stepsLeft >= 0 else { return false }
    let node = nodes[index]
    if node.isNever { return false }
    if let kinds = node.kinds, !kinds.contains(where: { value.isA($0) }) { return false }
    if let values = node.values, !values.contains(JSONKey(value)) { return false }
    let holdsItself =
      switch value.content {
      case .string(let text): holds(text, node)
      case .number(let text): holds(JSONNumber(text), node)
      case .array(let items): holds(items, node)
      case .object(let members): holds(members, node)
      case .null, .boolean: true
      }
    return holdsItself && holdsInPlace(value, node)
  }

  private mutating func holdsInPlace(_ value: JSONValue, _ node: JSONConstraint.Node) -> Bool {
    for index in node.all where !holds(value, index) { return false }
    if let any = node.any {
      var isFound = false
      for index in any where !isFound { isFound = holds(value, index) }
      if !isFound { return false }
    }
    if let one = node.one {
      var count = 0
      for index in one where count < 2 && holds(value, index) { count += 1 }
      if count != 1 { return false }
    }
    if let not = node.not, holds(value, not) { return false }
    return true
  }

  private func holds(_ text: String, _ node: JSONConstraint.Node) -> Bool {
    node.length.holds(text.unicodeScalars.count) && node.pattern?.matches(text) ?? true
  }

  private func holds(_ number: JSONNumber, _ node: JSONConstraint.Node) -> Bool {
    if let least = node.minimum, number < least { return false }
    if let most = node.maximum, most < number { return false }
    if let below = node.exclusiveMinimum, number <= below { return false }
    if let above = node.exclusiveMaximum, above <= number { return false }
    return node.multipleOf.map { number.isMultiple(of: $0) } ?? true
  }

  private mutating func holds(_ items: [JSONValue], _ node: JSONConstraint.Node) -> Bool {
    guard node.itemCount.holds(items.count) else { return false }
    if node.hasUniqueItems {
      var seen: Set<JSONKey> = []
      for item in items where !seen.insert(JSONKey(item)).inserted { return false }
    }
    guard let schema = node.items else { return true }
    for item in items where !holds(item, schema) { return false }
    return true
  }

  private mutating func holds(_ members: [JSONValue.Member], _ node: JSONConstraint.Node) -> Bool {
    guard node.memberCount.holds(members.count) else { return false }
    var missing = node.required
    for member in members {
      let name = Array(member.name.utf8)
      missing.remove(name)
      guard let schema = node.properties[name] ?? node.additionalProperties else { continue }
      if !holds(member.value, schema) { return false }
    }
    return missing.isEmpty
  }
}

extension JSONValue {
  /// Whether the value is of a type of JSON Schema, where 1.0 is an integer too.
  fileprivate func isA(_ kind: JSONConstraint.Kind) -> Bool {
    switch (content, kind) {
    case (.null, .null), (.boolean, .boolean), (.object, .object), (.array, .array),
      (.number, .number), (.string, .string):
      true
    case (.number(let text), .integer): JSONNumber(text).isWhole
    default: false
    }
  }
}
