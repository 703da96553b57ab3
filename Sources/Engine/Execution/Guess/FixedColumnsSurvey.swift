/// The columns of a text whose lines are all of one width, told from the blanks between them.
struct FixedColumnsSurvey {
  /// The columns' widths, with the blanks behind them.
  private(set) var widths: [Int] = []

  /// Looks at the first lines of a text; `nil` when it has no columns of fixed width.
  ///
  /// - Parameters:
  ///   - bytes: the beginning of the text; its last line may be cut off.
  ///   - countsBytes: whether a byte is a character, as in legacy text.
  init?(_ bytes: [UInt8], countsBytes: Bool) {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: true).prefix(2_000).map {
      line in Self.isBlank(line.last == 0x0D ? line.dropLast() : line, countsBytes)
    }
    if lines.count > 5, bytes.last != 0x0A { lines.removeLast() }
    guard lines.count >= 5, let width = lines.first?.count, width >= 8,
      lines.allSatisfy({ $0.count == width })
    else { return nil }
    var start = 0
    for place in 1..<width {
      let isGap = lines.allSatisfy { $0[place - 1] }
      guard isGap, lines.contains(where: { !$0[place] }) else { continue }
      widths.append(place - start)
      start = place
    }
    widths.append(width - start)
    guard widths.count > 1 else { return nil }
  }

  /// For each character of a line, whether it is a blank.
  private static func isBlank(_ line: ArraySlice<UInt8>, _ countsBytes: Bool) -> [Bool] {
    line.filter { countsBytes || $0 & 0xC0 != 0x80 }.map { $0 == 0x20 }
  }
}
