import Foundation

/// Which list of a JSON text holds the records, and the fields in them, told from the text's beginning.
struct JSONSurvey {
  /// The path of the list, or `nil` for JSON Lines.
  private(set) var record: String?
  /// The fields' paths inside a record, in their order.
  private(set) var fields: [String] = []
  /// The lists inside a record, which are left out.
  private(set) var lists: [String] = []

  /// A list or object that is open.
  private struct Container {
    var isObject: Bool
    /// Its path, with `[]` for each list that it is an item of.
    var path: String
    /// The member whose value is due.
    var name: String?
  }

  private let bytes: [UInt8]
  private var place = 0
  private var open: [Container] = []
  /// How many objects each list has, by its path.
  private var objects: [String: Int] = [:]
  private var leaves: [String] = []
  /// The number of values that stand beside each other at the top.
  private var roots = 0

  /// Looks at the beginning of a text; `nil` when it holds no records.
  init?(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
    while takeToken() {}
    guard let prefix = chooseRecord() else { return nil }
    for leaf in leaves where leaf.hasPrefix(prefix + "/") {
      let inner = String(leaf.dropFirst(prefix.count + 1))
      guard let list = inner.range(of: "[]") else {
        if !fields.contains(inner) { fields.append(inner) }
        continue
      }
      let name = String(inner[..<list.lowerBound])
      if !lists.contains(name) { lists.append(name) }
    }
    guard !fields.isEmpty else { return nil }
  }

  /// Sets the record's path, and gives the path of its fields.
  private mutating func chooseRecord() -> String? {
    if roots > 1 { return "" }
    func depth(_ path: String) -> Int { path.count { $0 == "/" || $0 == "[" } }
    let found = objects.min {
      (depth($0.key), -$0.value, $0.key) < (depth($1.key), -$1.value, $1.key)
    }
    guard let found else {
      // One object alone is a line.
      return roots == 1 && !leaves.isEmpty ? "" : nil
    }
    // The lists on the way are gone through.
    let path = found.key.replacing("[]", with: "")
    record = path.isEmpty ? "/" : path
    return found.key + "[]"
  }

  /// The path of the value that comes next.
  private var path: String {
    guard let last = open.last else { return "" }
    guard last.isObject else { return last.path + "[]" }
    let name = (last.name ?? "").replacing("~", with: "~0").replacing("/", with: "~1")
    return last.path + "/" + name
  }

  /// Takes the next token; `false` at the end of what is there, or of what is JSON.
  private mutating func takeToken() -> Bool {
    while place < bytes.count, bytes[place] <= 0x20 { place += 1 }
    guard place < bytes.count else { return false }
    switch bytes[place] {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      let isObject = bytes[place] == UInt8(ascii: "{")
      if isObject, let list = open.last, !list.isObject { objects[list.path, default: 0] += 1 }
      guard open.count < 64 else { return false }
      open.append(Container(isObject: isObject, path: path))
      if open.count == 1 { roots += 1 }
      place += 1
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      guard open.popLast() != nil else { return false }
      place += 1
    case UInt8(ascii: ","):
      if let last = open.indices.last { open[last].name = nil }
      place += 1
    case UInt8(ascii: ":"): place += 1
    case UInt8(ascii: "\""):
      guard let text = takeString() else { return false }
      guard let last = open.indices.last else { return false }
      if open[last].isObject && open[last].name == nil {
        open[last].name = text
      } else {
        leaves.append(path)
      }
    default:
      guard !open.isEmpty, takeWord() else { return false }
      leaves.append(path)
    }
    return true
  }

  private mutating func takeString() -> String? {
    let start = place
    place += 1
    while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
      place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard place < bytes.count else { return nil }
    place += 1
    let quoted = Data(bytes[start..<place])
    return try? JSONSerialization.jsonObject(with: quoted, options: .fragmentsAllowed) as? String
  }

  private mutating func takeWord() -> Bool {
    let start = place
    while place < bytes.count, !",]}\n\r\t :".utf8.contains(bytes[place]) { place += 1 }
    return place > start && place < bytes.count
  }
}
