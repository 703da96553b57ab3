internal import Columnar

/// Finds the line feeds in a chunk's bytes, many at a time.
struct LineScanner {
  private static let block = 32 << 10
  private var marks = [UInt32](repeating: 0, count: Self.block + CSVScan.slack)
  private var count = 0
  private var index = 0
  /// The place up to which line feeds have been looked for.
  private var scanned = 0

  /// Begins at a place.
  mutating func begin(at place: Int) {
    (count, index, scanned) = (0, 0, place)
  }

  /// The place of the next line feed before `end`, or `nil`.
  mutating func next(in bytes: Span<UInt8>, end: Int) -> Int? {
    while true {
      while index < count {
        let place = Int(marks[index])
        index &+= 1
        if bytes[place] == .lineFeed { return place }
      }
      guard scanned < end else { return nil }
      let stop = min(end, scanned + Self.block)
      // The kernel finds carriage returns and zeros besides.
      count = CSVScan.structuralBytes(
        of: bytes, in: scanned..<stop, delimiter: .lineFeed, quote: .lineFeed, into: &marks)
      (index, scanned) = (0, stop)
    }
  }
}
