/// A text as an SQL literal.
func literal(_ text: String) -> String {
  "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
}

/// A name as an SQL identifier, where no database's own way is at hand.
func identifier(_ name: String) -> String {
  "\""
    + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
    + "\""
}
