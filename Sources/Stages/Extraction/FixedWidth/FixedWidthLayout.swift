internal import Columnar

/// The places of the wanted columns, made ready to cut records.
struct FixedWidthLayout {
  /// A place where a column begins or ends, in ascending order, each once.
  private var edges: [Int] = []
  /// For each field the edges it lies between, or -1 where the unit has no such column.
  private var first: [Int] = []
  private var last: [Int] = []
  /// The places of the edges in the record at hand.
  private var places: [Int]
  private let width: Int
  private let countsCharacters: Bool

  init(_ head: FixedWidthHead) {
    let columns = head.columns.map { $0.map { head.shape.columns[$0] } }
    let edges = Set(columns.flatMap { $0.map { [$0.start, $0.end] } ?? [] }).sorted()
    for column in columns {
      first.append(column.flatMap { edges.firstIndex(of: $0.start) } ?? -1)
      last.append(column.flatMap { edges.firstIndex(of: $0.end) } ?? -1)
    }
    self.edges = edges
    places = [Int](repeating: 0, count: edges.count)
    width = head.shape.width
    countsCharacters = head.measure == .characters
  }

  /// Cuts a record into one cell a field; `false`, and nulls, where its width is another.
  mutating func cut(
    _ bytes: Span<UInt8>, _ record: Range<Int>, fillsShort: Bool, into cells: inout [Cell]
  ) -> Bool {
    let end = place(bytes, record)
    let isGood =
      end.isShort ? fillsShort : bytes.isBlank(end.place..<record.upperBound)
    for field in first.indices {
      guard isGood, first[field] >= 0 else {
        cells.append(.null)
        continue
      }
      var (start, end) = (places[first[field]], places[last[field]])
      while end > start, bytes[end &- 1] == 0x20 { end &-= 1 }
      while start < end, bytes[start] == 0x20 { start &+= 1 }
      cells.append(Cell(start..<end))
    }
    return isGood
  }

  /// Finds the places of the edges, and where the width of a record is reached.
  private mutating func place(
    _ bytes: Span<UInt8>, _ record: Range<Int>
  ) -> (place: Int, isShort: Bool) {
    guard countsCharacters else {
      for index in edges.indices {
        places[index] = min(record.lowerBound &+ edges[index], record.upperBound)
      }
      let end = record.lowerBound &+ width
      return (min(end, record.upperBound), end > record.upperBound)
    }
    var next = 0
    var characters = 0
    var end: Int?
    for index in record {
      if bytes[index] & 0xC0 == 0x80 { continue }
      while next < edges.count, edges[next] == characters {
        places[next] = index
        next &+= 1
      }
      if characters == width { end = index }
      characters &+= 1
    }
    while next < edges.count {
      places[next] = record.upperBound
      next &+= 1
    }
    return (end ?? record.upperBound, characters < width)
  }
}

extension Span<UInt8> {
  /// Whether a range holds blanks only.
  fileprivate func isBlank(_ range: Range<Int>) -> Bool {
    for index in range where self[index] != 0x20 { return false }
    return true
  }
}
