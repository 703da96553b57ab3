extension DefaultStringInterpolation {
  /// Writes a name as a quoted SQL identifier: `"SELECT 1 FROM \(quoted: table)"`.
  public mutating func appendInterpolation(quoted name: String) {
    appendLiteral("\"")
    for character in name.unicodeScalars {
      appendLiteral(character == "\"" ? "\"\"" : String(character))
    }
    appendLiteral("\"")
  }
}
