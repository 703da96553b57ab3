import LegacyText
import Markup

/// The text of an `si` or `is` element: its runs one behind the other, without phonetic ones.
struct RichText {
  private(set) var text: [UInt8] = []
  /// The first legacy font of a run, if one has such a font.
  private(set) var font = FontFamily.plain

  /// Reads the events of the element, its own start and end included.
  init(_ tape: MarkupTape) {
    var names: [[UInt8]] = []
    for (index, event) in tape.events.enumerated() {
      switch event.kind {
      case .start:
        names.append(tape.names[Int(event.name)].local)
        guard names.last == Array("rFont".utf8) else { continue }
        for attribute in tape.events[(index + 1)...].prefix(Int(event.textLength))
        where tape.names[Int(attribute.name)].local == Array("val".utf8) && font == .plain {
          font = FontFamily(fontName: String(decoding: tape.text(of: attribute), as: UTF8.self))
        }
      case .end: names.removeLast()
      case .text:
        guard names.last == Array("t".utf8), !names.contains(Array("rPh".utf8)) else { continue }
        text += XMLEscape.decoded(Array(tape.text(of: event)))
      case .attribute, .invalid: continue
      }
    }
  }
}

extension MarkupTape {
  /// The text of a text event, the value of an attribute.
  func text(of event: Event) -> ArraySlice<UInt8> {
    text[Int(event.textStart)..<Int(event.textStart) + Int(event.textLength)]
  }
}
