import Columnar
internal import Registers

/// Reads a column of dates of which parts may be unknown and writes them as EDTF.
///
/// A text that says that the date is not known becomes null. A lunar date is converted.
struct DateCells {
  /// The rows that have no full day, ascending.
  private(set) var partial: [UInt32] = []
  /// The rows whose cell is no date, ascending.
  private(set) var failures: [UInt32] = []

  mutating func read(_ cells: inout [Cell], bytes: inout ByteArena) {
    var reader = RegisterDateReader()
    var readings: [DateReading] = []
    reader.read(cells, bytes: &bytes, into: &readings)
    bytes.reserve(DateSpan.textLength * cells.count)
    var end = bytes.count
    var room = bytes.storage.mutableSpan
    for row in cells.indices where !cells[row].isNull {
      switch readings[row] {
      case .unknown: cells[row] = .null
      case .fault: failures.append(UInt32(truncatingIfNeeded: row))
      case .date(let date):
        guard let span = try? date.span() else {
          failures.append(UInt32(truncatingIfNeeded: row))
          continue
        }
        if !date.isComplete { partial.append(UInt32(truncatingIfNeeded: row)) }
        let length = span.writeEDTF(to: &room, at: end)
        cells[row] = Cell(end..<end + length)
        end += length
      }
    }
    bytes.count = end
  }
}
