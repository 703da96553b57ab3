import Dataflow

/// A parsed path: elements downwards, and perhaps an attribute of the last.
struct XMLPath {
  /// What an element or attribute must be called; `nil` where anything will do.
  struct Step: Equatable {
    var local: [UInt8]?
    var namespace: [UInt8]?

    func matches(local: [UInt8], namespace: [UInt8]) -> Bool {
      (self.local ?? local) == local && (self.namespace ?? namespace) == namespace
    }
  }

  var elements: [Step] = []
  var attribute: Step?

  /// Parses the path of a record.
  static func record(_ text: String, _ namespaces: [String: String]) throws -> XMLPath {
    guard text.utf8.first == UInt8(ascii: "/") else {
      throw failure(text, "does not begin with '/'")
    }
    let path = try XMLPath(String(text.dropFirst()), namespaces, allowsAny: true)
    guard path.attribute == nil, !path.elements.isEmpty else {
      throw failure(text, "does not name an element")
    }
    return path
  }

  /// Parses a path that starts at a record.
  init(_ text: String, _ namespaces: [String: String], allowsAny: Bool = false) throws {
    guard text != "." else { return }
    for part in text.split(separator: "/", omittingEmptySubsequences: false) {
      guard attribute == nil else { throw Self.failure(text, "goes on after an attribute") }
      let isAttribute = part.utf8.first == UInt8(ascii: "@")
      let name = isAttribute ? part.dropFirst() : part
      guard !name.isEmpty else { throw Self.failure(text, "has an empty step") }
      let step: Step
      if name == "*" {
        guard allowsAny, !isAttribute else {
          throw Self.failure(text, "has '*' outside the record's path")
        }
        step = Step()
      } else if let colon = name.firstIndex(of: ":") {
        guard let uri = namespaces[String(name[..<colon])] else {
          throw Self.failure(text, "has the prefix '\(name[..<colon])', which is not declared")
        }
        step = Step(
          local: Array(name[name.index(after: colon)...].utf8), namespace: Array(uri.utf8))
      } else {
        step = Step(local: Array(name.utf8))
      }
      if isAttribute { attribute = step } else { elements.append(step) }
    }
  }

  static func failure(_ text: String, _ what: String) -> Diagnostic {
    Diagnostic(
      "SH3201", "the XML path '\(text)' \(what)", status: .definition,
      remedy: "write paths like 'hoTen', 'cha/hoTen', '@so' or, for records, '/danhSach/hoSo'")
  }
}
