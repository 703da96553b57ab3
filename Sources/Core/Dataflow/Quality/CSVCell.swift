/// A text as a cell of CSV, in quotes where RFC 4180 wants them.
public func csvCell(_ text: String) -> String {
  guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
  var cell = "\""
  for character in text {
    if character == "\"" { cell.append(character) }
    cell.append(character)
  }
  return cell + "\""
}
