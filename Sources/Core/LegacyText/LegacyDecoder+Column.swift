public import Columnar

extension LegacyDecoder {
  /// Decodes the cells of some rows of a column; text that is the same in ASCII stays where it is.
  ///
  /// - Parameters:
  ///   - cells: lie within `bytes`, or are null.
  ///   - rows: the rows, or `nil` for all.
  ///   - bytes: gets the decoded text.
  ///   - failures: the rows with a byte that has no meaning are appended; their cells stay.
  public func decode(
    _ cells: inout [Cell], rows: Range<Int>? = nil, bytes: inout ByteArena, failures: inout [Int]
  ) {
    letters.decode(
      &cells, rows: rows ?? cells.indices, bytes: &bytes,
      of: encoding.usesASCII ? .any : encoding.usesControls ? .odd : .high, failures: &failures)
  }
}
