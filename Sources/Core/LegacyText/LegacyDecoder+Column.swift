public import Columnar

extension LegacyDecoder {
  /// Decodes the cells of a column; text that is the same in ASCII stays where it is.
  ///
  /// - Parameters:
  ///   - cells: lie within `bytes`, or are null.
  ///   - bytes: gets the decoded text.
  ///   - failures: the rows with a byte that has no meaning are appended; their cells stay.
  public func decode(_ cells: inout [Cell], bytes: inout ByteArena, failures: inout [Int]) {
    let rows = EncodedCells.rows(
      cells, in: bytes.storage, of: encoding.usesASCII ? .any : encoding.usesControls ? .odd : .high
    )
    guard !rows.isEmpty else { return }
    var needed = Self.slack
    for row in rows { needed += Int(cells[Int(row)].length) * Self.growth }
    bytes.reserve(needed)
    var end = bytes.count
    var room = bytes.storage.mutableSpan
    var column = cells.mutableSpan
    for index in rows.indices {
      let row = Int(rows[index])
      guard let next = decode(column[row].range, of: &room, at: end) else {
        failures.append(row)
        continue
      }
      column[row] = Cell(end..<next)
      end = next
    }
    bytes.count = end
  }
}
