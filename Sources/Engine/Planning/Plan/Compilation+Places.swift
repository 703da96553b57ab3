import Dataflow

extension Compilation {
  /// The place of a byte of a text that stands in one piece on one line, or `nil`.
  func location(
    ofByte offset: Int, in text: Located<String>
  ) -> Diagnostic.Location? {
    let place = text.location
    guard let source = texts.first(where: { $0.file == place.file }),
      source.lines.indices.contains(place.line - 1), place.column > 0
    else { return nil }
    let rest = source.lines[place.line - 1].dropFirst(place.column - 1)
    for quote in ["", "\"", "'"] where rest.hasPrefix(quote + text.value) {
      let characters = String(decoding: text.value.utf8.prefix(offset), as: UTF8.self).count
      var location = place
      location.column += quote.count + characters
      return location
    }
    return nil
  }
}
