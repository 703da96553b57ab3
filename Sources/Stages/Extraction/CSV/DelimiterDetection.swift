/// Finds the byte between fields by how evenly it splits the first rows.
struct DelimiterDetection {
  /// The delimiter found; the comma when nothing tells another.
  let delimiter: UInt8

  private static let candidates: [UInt8] = [
    UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|"),
  ]
  private static let sample = 50

  /// Looks at rows from the one with the names on, so that titles above it mislead nobody.
  init(text: [UInt8], from position: Int, dialect: CSVDialect, isWhole: Bool) {
    var best = (delimiter: Self.candidates[0], even: 0.0, columns: 1)
    for candidate in Self.candidates {
      var rows = CSVRows(
        text: text, at: position, delimiter: candidate, quote: dialect.quote, isWhole: isWhole)
      for _ in 1..<(dialect.headerRow ?? 1) where rows.next() == nil { break }
      var first = rows.next()
      while first == [[]] { first = rows.next() }
      guard let first, first.count > 1 else { continue }
      var (count, even) = (1, 1)
      while count < Self.sample, let row = rows.next() {
        if row == [[]] { continue }
        count += 1
        if row.count == first.count { even += 1 }
      }
      let share = Double(even) / Double(count)
      if share > best.even || (share == best.even && first.count > best.columns) {
        best = (candidate, share, first.count)
      }
    }
    delimiter = best.delimiter
  }
}
