import LegacyText
import Markup

/// What the styles of a workbook say about the values of its cells.
struct SheetStyles: Sendable {
  /// For each cell format, what it makes of a number.
  private(set) var numbers: [NumberStyle] = []
  /// For each cell format, its font.
  private(set) var fonts: [FontFamily] = []

  /// Styles that leave every value as it is.
  init() {}

  /// Reads the part that holds them.
  init(_ tape: MarkupTape) {
    var codes: [Int: NumberStyle] = [:]
    var families: [FontFamily] = []
    var path: [[UInt8]] = []
    for (index, event) in tape.events.enumerated() {
      if event.kind == .end { path.removeLast() }
      guard event.kind == .start else { continue }
      path.append(tape.names[Int(event.name)].local)
      let element = MarkupElement(tape, at: index)
      switch path.count {
      case 3 where path[2] == Array("numFmt".utf8):
        if let id = element["numFmtId"].flatMap({ Int($0) }), let code = element["formatCode"] {
          codes[id] = NumberStyle(code: code)
        }
      case 3 where path[1] == Array("fonts".utf8): families.append(.plain)
      case 4 where path[1] == Array("fonts".utf8) && path[3] == Array("name".utf8):
        families[families.count - 1] = FontFamily(fontName: element["val"] ?? "")
      case 3 where path[1] == Array("cellXfs".utf8):
        let format = element["numFmtId"].flatMap { Int($0) } ?? 0
        numbers.append(codes[format] ?? NumberStyle(builtIn: format))
        let font = element["fontId"].flatMap { Int($0) } ?? 0
        fonts.append(families.indices.contains(font) ? families[font] : .plain)
      default: break
      }
    }
  }
}

/// A start event with its attributes, for parts that are read once.
struct MarkupElement {
  private let tape: MarkupTape
  private let index: Int

  init(_ tape: MarkupTape, at index: Int) {
    self.tape = tape
    self.index = index
  }

  /// The local part of the element's name.
  var name: String {
    String(decoding: tape.names[Int(tape.events[index].name)].local, as: UTF8.self)
  }

  /// The value of an attribute by the local part of its name.
  subscript(name: String) -> String? {
    let count = Int(tape.events[index].textLength)
    for attribute in tape.events[(index + 1)...].prefix(count)
    where tape.names[Int(attribute.name)].local.elementsEqual(name.utf8) {
      return String(decoding: tape.text(of: attribute), as: UTF8.self)
    }
    return nil
  }
}
