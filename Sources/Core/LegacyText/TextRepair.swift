public import Columnar

/// Repairs a column of Unicode text that was something else before it came into a workbook or document.
public struct TextRepair: Sendable {
  /// How the cells' text is to be read.
  public enum Method: Sendable {
    /// All in one reading; a cell with a letter that is no byte of it is Unicode already and stays.
    case reading(TextReading)
    /// Each by its own words, else as the column's words tell.
    case cells(columnReading: TextReading?)
  }

  private let method: Method

  /// Creates a repair.
  public init(_ method: Method) { self.method = method }

  /// Repairs the cells.
  ///
  /// - Parameters:
  ///   - cells: lie within `bytes`, or are null.
  ///   - bytes: gets what is changed.
  ///   - failures: the rows with a byte that has no meaning are appended; their cells stay.
  ///   - guesses: the rows that their column decided are appended.
  public func apply(
    to cells: inout [Cell], bytes: inout ByteArena, failures: inout [Int], guesses: inout [Int]
  ) {
    switch method {
    case .reading(.asWritten): break
    case .reading(.legacy(let encoding)):
      decode(&cells, bytes: &bytes, LegacyDecoder(encoding), failures: &failures)
    case .reading(let reading):
      for row in EncodedCells.rows(cells, in: bytes.storage, of: .high) {
        let row = Int(row)
        if let text = reading.read(Array(bytes.storage[cells[row].range])) {
          cells[row] = bytes.append(text)
        }
      }
    case .cells(let columnReading):
      CellDecoder(.text, columnReading: columnReading).decode(
        &cells, bytes: &bytes, failures: &failures, guesses: &guesses)
    }
    replaceLookalikes(&cells, bytes: &bytes)
  }

  /// Turns characters back into the bytes they were, and decodes these.
  private func decode(
    _ cells: inout [Cell], bytes: inout ByteArena, _ decoder: LegacyDecoder,
    failures: inout [Int]
  ) {
    let rows = EncodedCells.rows(
      cells, in: bytes.storage, of: decoder.encoding.usesASCII ? .any : .odd)
    var needed = LegacyDecoder.slack
    for row in rows { needed += Int(cells[Int(row)].length) * (LegacyDecoder.growth + 1) }
    bytes.reserve(needed)
    var end = bytes.count
    var room = bytes.storage.mutableSpan
    for row in rows {
      let row = Int(row)
      guard let middle = Windows1252.writeBytes(of: cells[row].range, in: &room, at: end) else {
        continue
      }
      guard let next = decoder.decode(end..<middle, of: &room, at: middle) else {
        failures.append(row)
        continue
      }
      cells[row] = Cell(middle..<next)
      end = next
    }
    bytes.count = end
  }

  /// Replaces Ð and Ɖ, which are letters of other languages, by Đ, and ð by đ.
  private func replaceLookalikes(_ cells: inout [Cell], bytes: inout ByteArena) {
    for row in EncodedCells.rows(cells, in: bytes.storage, of: .high) {
      let row = Int(row)
      let range = cells[row].range
      guard hasLookalike(bytes.storage.span, range) else { continue }
      var text = Array(bytes.storage[range])
      for index in text.indices.dropLast() {
        switch (text[index], text[index + 1]) {
        case (0xC3, 0x90), (0xC6, 0x89): (text[index], text[index + 1]) = (0xC4, 0x90)
        case (0xC3, 0xB0): (text[index], text[index + 1]) = (0xC4, 0x91)
        default: break
        }
      }
      cells[row] = bytes.append(text)
    }
  }

  private func hasLookalike(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    for index in range.dropLast() where text[index] == 0xC3 || text[index] == 0xC6 {
      let next = text[index + 1]
      if text[index] == 0xC6 ? next == 0x89 : next == 0x90 || next == 0xB0 { return true }
    }
    return false
  }
}
