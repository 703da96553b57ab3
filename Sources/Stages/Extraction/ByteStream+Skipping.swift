internal import Archives
internal import Dataflow

extension ByteStream {
  /// What a reader that begins at a position has of its content already: what was read ahead from this
  /// stream; from a stream that stands elsewhere all before the position is read and forgotten.
  ///
  /// - Throws: `Diagnostic` when the stream is beyond the position or ends before it, or when the
  ///   position lies before the `first` record.
  func readAhead(
    _ beginning: [UInt8], from position: Position, first: Position
  ) throws -> [UInt8] {
    guard position.offset >= first.offset else {
      throw Diagnostic(
        "SH3107", "the position to resume at lies before the unit's first record", status: .input,
        remedy: "the unit was changed after it was read; run it again from the beginning")
    }
    if offset == Int64(beginning.count) && position.offset < offset {
      return Array(beginning[Int(position.offset)...])
    }
    try skip(to: position.offset)
    return []
  }

  /// Reads and forgets what lies before an offset.
  func skip(to target: Int64) throws {
    guard offset <= target else {
      throw Diagnostic(
        "SH3106", "the stream begins behind the position to resume at", status: .internal)
    }
    var scrap = [UInt8](repeating: 0, count: Int(min(target - offset, 256 << 10)))
    while offset < target {
      let count = Int(min(target - offset, Int64(scrap.count)))
      if try read(into: &scrap, at: scrap.count - count) == 0 {
        throw Diagnostic(
          "SH3107", "the unit ends before the position to resume at", status: .input,
          remedy: "the unit was changed after it was read; run it again from the beginning")
      }
    }
  }
}
