public import Columnar

/// How the ledger keeps a record: a JSON object of texts and nulls in the order of the source, and
/// behind them `#fonts` and `#typed` where there is something to say.
extension RecordFields {
  /// The record as JSON.
  public var text: [UInt8] {
    var writer = FieldWriter()
    for field in fields { writer.add(field.name, field.value.map { Array($0.utf8) }) }
    writer.addMarks(
      fonts: fields.filter { $0.font != 0 }.map { ($0.name, $0.font) },
      typed: fields.filter(\.isTyped).map(\.name))
    return writer.finish()
  }

  /// Reads what ``text`` wrote; `nil` for anything else.
  public init?(text: [UInt8]) {
    var reader = FieldReader(text)
    guard let fields = reader.record() else { return nil }
    self.init(fields)
  }
}

extension Chunk {
  /// A row's fields as they were read, as JSON; `nil` where nobody kept them.
  public func textAsRead(row: Int) -> [UInt8]? {
    guard !asRead.isEmpty else { return nil }
    var writer = FieldWriter()
    var fonts: [(String, UInt8)] = []
    var typed: [String] = []
    for column in asRead where column.cells.indices.contains(row) {
      let cell = column.cells[row]
      writer.add(column.name, cell.isNull ? nil : Self.unicode(bytes, cell))
      guard column.fonts.indices.contains(row), column.fonts[row] != 0 else { continue }
      if column.fonts[row] == .max {
        typed.append(column.name)
      } else {
        fonts.append((column.name, column.fonts[row]))
      }
    }
    writer.addMarks(fonts: fonts, typed: typed)
    return writer.finish()
  }

  /// A cell's bytes, with U+FFFD for what is no UTF-8.
  private static func unicode(_ bytes: ByteArena, _ cell: Cell) -> [UInt8] {
    if TextExtent.isWhole(bytes.storage.span, in: cell.range) {
      return Array(bytes.storage[cell.range])
    }
    return Array(String(decoding: bytes.storage[cell.range], as: UTF8.self).utf8)
  }
}

/// Writes a flat JSON object.
private struct FieldWriter {
  private var bytes: [UInt8] = [UInt8(ascii: "{")]

  mutating func add(_ name: String, _ value: [UInt8]?) {
    addKey(name)
    if let value { quote(value) } else { bytes += "null".utf8 }
  }

  mutating func addMarks(fonts: [(String, UInt8)], typed: [String]) {
    if !fonts.isEmpty {
      addKey("#fonts")
      addList(fonts.map { name, font in (name, "\(font)") }, "{", "}")
    }
    if !typed.isEmpty {
      addKey("#typed")
      addList(typed.map { ($0, nil) }, "[", "]")
    }
  }

  mutating func finish() -> [UInt8] { bytes + [UInt8(ascii: "}")] }

  private mutating func addList(_ items: [(String, String?)], _ open: String, _ close: String) {
    bytes += open.utf8
    for (index, item) in items.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      quote(Array(item.0.utf8))
      if let value = item.1 { bytes += ":\(value)".utf8 }
    }
    bytes += close.utf8
  }

  private mutating func addKey(_ name: String) {
    if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
    quote(Array(name.utf8))
    bytes.append(UInt8(ascii: ":"))
  }

  private mutating func quote(_ text: [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    bytes.append(UInt8(ascii: "\""))
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes += [UInt8(ascii: "\\"), byte]
      case 0..<0x20:
        bytes += "\\u00".utf8
        bytes += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}

/// Reads what ``FieldWriter`` writes, and what SQL makes of it.
private struct FieldReader {
  private let bytes: [UInt8]
  private var index = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func record() -> [RecordFields.Field]? {
    var fields: [RecordFields.Field] = []
    var fonts: [String: UInt8] = [:]
    var typed: Set<String> = []
    guard take("{") else { return nil }
    if take("}") { return index == bytes.count ? [] : nil }
    repeat {
      guard let name = string(), take(":") else { return nil }
      switch name {
      case "#fonts":
        guard take("{") else { return nil }
        repeat {
          guard let key = string(), take(":"), let font = number() else { return nil }
          fonts[key] = font
        } while take(",")
        guard take("}") else { return nil }
      case "#typed":
        guard take("[") else { return nil }
        repeat {
          guard let key = string() else { return nil }
          typed.insert(key)
        } while take(",")
        guard take("]") else { return nil }
      default:
        if take("null") {
          fields.append(.init(name, nil))
        } else {
          guard let value = string() else { return nil }
          fields.append(.init(name, value))
        }
      }
    } while take(",")
    guard take("}"), index == bytes.count else { return nil }
    for position in fields.indices {
      fields[position].font = fonts[fields[position].name] ?? 0
      fields[position].isTyped = typed.contains(fields[position].name)
    }
    return fields
  }

  private mutating func take(_ text: StaticString) -> Bool {
    let wanted = Array(text.description.utf8)
    guard index + wanted.count <= bytes.count,
      bytes[index..<index + wanted.count].elementsEqual(wanted)
    else { return false }
    index += wanted.count
    return true
  }

  private mutating func number() -> UInt8? {
    let start = index
    while index < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) {
      index += 1
    }
    return UInt8(String(decoding: bytes[start..<index], as: UTF8.self))
  }

  private mutating func string() -> String? {
    guard take("\"") else { return nil }
    var text: [UInt8] = []
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
      guard byte == UInt8(ascii: "\\") else {
        text.append(byte)
        continue
      }
      guard index < bytes.count else { return nil }
      let escaped = bytes[index]
      index += 1
      guard escaped == UInt8(ascii: "u") else {
        text.append(escaped)
        continue
      }
      guard index + 4 <= bytes.count,
        let code = UInt8(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
      else { return nil }
      text.append(code)
      index += 4
    }
    return nil
  }
}
