import Columnar
import LegacyText
import Markup

/// A row as the parser gives it, in the numbers that the scanner would give.
struct ParsedRow {
  private(set) var number: UInt32 = 0
  /// 1 if hidden, 2 if out of order, 4 if malformed.
  private(set) var flags: UInt32 = 0
  var cells: [UInt32] = []
  var text: [UInt8] = []

  static let hidden: UInt32 = 1
  static let unordered: UInt32 = 2
  static let malformed: UInt32 = 4

  /// Reads the events of a `row` element; an empty tape is an empty row.
  init(_ tape: MarkupTape) {
    guard tape.events.first?.kind == .start else { return }
    let row = MarkupElement(tape, at: 0)
    if row.name != "row" { flags |= Self.malformed }
    if let given = row["r"] {
      if let parsed = UInt32(given), parsed > 0, parsed <= UInt32(SheetReference.rowLimit) {
        number = parsed
      } else {
        flags |= Self.malformed
      }
    }
    if ["1", "true"].contains(row["hidden"]) { flags |= Self.hidden }
    readCells(tape)
  }

  private mutating func readCells(_ tape: MarkupTape) {
    var depth = 0
    var next = 0
    var index = 0
    while index < tape.events.count {
      let event = tape.events[index]
      if event.kind == .start { depth += 1 }
      if event.kind == .start && depth == 2 {
        let end = Self.end(of: index, tape)
        if MarkupElement(tape, at: index).name == "c" {
          readCell(tape, index...end, &next)
        }
        index = end
        depth -= 1
      } else if event.kind == .end {
        depth -= 1
      }
      index += 1
    }
  }

  /// The index of the event that ends the element begun at `start`.
  private static func end(of start: Int, _ tape: MarkupTape) -> Int {
    var depth = 0
    for index in start..<tape.events.count {
      if tape.events[index].kind == .start { depth += 1 }
      if tape.events[index].kind == .end { depth -= 1 }
      if depth == 0 && tape.events[index].kind == .end { return index }
    }
    return tape.events.count - 1
  }

  private mutating func readCell(
    _ tape: MarkupTape, _ range: ClosedRange<Int>, _ next: inout Int
  ) {
    let element = MarkupElement(tape, at: range.lowerBound)
    var column = next
    var cellFlags: UInt32 = 0
    if let given = element["r"] {
      if let place = SheetReference(given), number == 0 || place.row == Int(number) {
        column = place.column
        if number == 0 { number = UInt32(place.row) }
      } else {
        cellFlags |= SheetAssembler.brokenFlag
      }
    }
    if column >= SheetReference.columnLimit {
      flags |= Self.malformed
      return
    }
    if column < next { flags |= Self.unordered }
    next = column + 1
    let style = element["s"].map { UInt32($0) ?? .max } ?? 0
    let kinds = ["n", "s", "str", "b", "e", "d", "inlineStr"]
    let kind = kinds.firstIndex(of: element["t"] ?? "n")
    if kind == nil { cellFlags |= SheetAssembler.brokenFlag }
    let content = Content(tape, range)
    guard content.hasValue || content.hasFormula else { return }
    if content.valueCount > 1 { cellFlags |= SheetAssembler.brokenFlag }
    if !content.hasValue { cellFlags |= SheetAssembler.valuelessFlag }
    cellFlags |= UInt32(content.font.rawValue) << SheetAssembler.fontShift
    cells += [
      UInt32(text.count), UInt32(content.text.count), style,
      UInt32(column) | UInt32(kind ?? 2) << 16 | cellFlags << 24,
    ]
    text += content.text
  }

  /// What stands inside a `c` element.
  private struct Content {
    var text: [UInt8] = []
    var valueCount = 0
    /// The first legacy font of a run.
    var font = FontFamily.plain
    var hasFormula = false
    var hasValue: Bool { valueCount > 0 }

    init(_ tape: MarkupTape, _ range: ClosedRange<Int>) {
      var names: [String] = []
      for index in range {
        let event = tape.events[index]
        switch event.kind {
        case .start:
          names.append(MarkupElement(tape, at: index).name)
          if names.count == 2, names[1] == "v" || names[1] == "is" { valueCount += 1 }
          if names.count == 2, names[1] == "f" { hasFormula = true }
          if names.last == "rFont", font == .plain {
            font = FontFamily(fontName: MarkupElement(tape, at: index)["val"] ?? "")
          }
        case .end: names.removeLast()
        case .text:
          let isValue = names.count == 2 && names[1] == "v"
          let isRun =
            names.count > 2 && names[1] == "is" && names[names.count - 1] == "t"
            && !names.contains("rPh")
          if isValue || isRun { text += tape.text(of: event) }
        case .attribute, .invalid: continue
        }
      }
    }
  }
}
