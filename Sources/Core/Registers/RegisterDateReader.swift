public import Columnar

/// Reads dates as registers write them, in figures or in words.
public struct RegisterDateReader: Sendable {
  /// The last year of two figures that belongs to this century, or `nil` to refuse two figures.
  ///
  /// With 30, `30` is 2030 and `31` is 1931.
  public var pivot: Int?
  /// Whether a date whose text does not tell its calendar is lunar.
  public var isLunar: Bool

  private var words = DateWords()
  private var parser: WordDate

  /// The most bytes of a date; what is longer is none.
  static let lengthLimit = 200

  /// Creates a reader.
  public init(pivot: Int? = nil, isLunar: Bool = false) {
    self.pivot = pivot
    self.isLunar = isLunar
    parser = WordDate(pivot: pivot)
  }

  /// Reads a column of texts; a null is unknown.
  ///
  /// - Parameters:
  ///   - cells: one a row.
  ///   - bytes: what the cells point into; it is the same afterwards.
  ///   - readings: gets one a row, in place of what it held.
  public mutating func read(
    _ cells: [Cell], bytes: inout ByteArena, into readings: inout [DateReading]
  ) {
    readings.removeAll(keepingCapacity: true)
    readings.reserveCapacity(cells.count)
    var rest: [Int] = []
    var folded: [Cell] = []
    for row in cells.indices {
      let range = cells[row].range
      if range.isEmpty {
        readings.append(.unknown)
        continue
      }
      let reading = readFigures(range, bytes.storage.span)
      readings.append(reading ?? .fault(.unreadable))
      guard reading == nil, range.count <= Self.lengthLimit else { continue }
      rest.append(row)
      folded.append(cells[row])
    }
    if rest.isEmpty { return }
    let count = bytes.count
    foldForComparison(&folded, bytes: &bytes, keeping: .dropped)
    for (place, row) in rest.enumerated() {
      readings[row] = readWords(folded[place].range, bytes.storage.span)
    }
    bytes.count = count
  }

  /// Reads one text.
  public mutating func read(_ text: some Collection<UInt8>) -> DateReading {
    let bytes = Array(text)
    return read(0..<bytes.count, bytes.span)
  }

  /// Reads one text that lies among other bytes.
  public mutating func read(
    _ range: Range<Int>, _ bytes: borrowing Span<UInt8>
  ) -> DateReading {
    if range.isEmpty { return .unknown }
    if let reading = readFigures(range, bytes) { return reading }
    guard range.count <= Self.lengthLimit else { return .fault(.unreadable) }
    var text: [UInt8] = []
    for index in range { text.append(bytes[index]) }
    let folded = foldedForComparison(text, keeping: .dropped)
    return readWords(0..<folded.count, folded.span)
  }

  /// Reads a text of figures; `nil` where it has letters.
  private func readFigures(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) -> DateReading? {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end && bytes[start] == 0x20 { start += 1 }
    while end > start && bytes[end - 1] == 0x20 { end -= 1 }
    if start == end { return .unknown }
    var figures = FigureDate(pivot: pivot, isLunar: isLunar)
    let isTime = end - start > 10
    for index in start..<end {
      let byte = bytes[index]
      if byte >= 0x80 || (byte | 0x20) &- 0x61 < 26 {
        // Letters of EDTF and of ISO times.
        let isSign = byte == 0x58 || byte == 0x78
        guard isSign || (isTime && (byte == 0x54 || byte == 0x5A)) else { return nil }
      }
      if byte == 0x20 && !isTime || byte == 0x28 { return nil }
    }
    let reading = figures.read(start..<end, bytes)
    // A blank beside a separator is for the words to make out.
    if isTime, reading == .fault(.unreadable) { return nil }
    return reading
  }

  /// Reads folded words, or figures with words behind them: "15/8 âm lịch".
  private mutating func readWords(
    _ range: Range<Int>, _ bytes: borrowing Span<UInt8>
  ) -> DateReading {
    guard words.read(range, bytes) else { return .fault(.unreadable) }
    return parser.read(words.words, isLunar: isLunar)
  }
}
