internal import Columnar

extension DateSpan {
  /// The most bytes of an EDTF text.
  public static let textLength = 21

  /// Writes EDTF of level 1: `1970`, `1970-08`, `1970-08-15`, `195X`, `1950~`, or the two days of a
  /// span that is no year or month, as `1970-02-06/1971-01-26`.
  ///
  /// - Parameters:
  ///   - room: has ``textLength`` bytes from `position` on.
  ///   - position: where the text begins.
  /// - Returns: the text's length.
  public func writeEDTF(to room: inout MutableSpan<UInt8>, at position: Int) -> Int {
    guard date.isEmpty else { return date.write(to: &room, at: position) }
    writeDay(first, to: &room, at: position)
    room[position + 10] = UInt8(ascii: "/")
    writeDay(last, to: &room, at: position + 11)
    return 21
  }
}

extension RegisterDate {
  /// Writes the date's parts in the order of EDTF, whatever their calendar, and returns the length.
  ///
  /// A leap month has an `n` behind it, and an unknown year before a month is `XXXX`.
  public func write(to room: inout MutableSpan<UInt8>, at position: Int) -> Int {
    var end = position
    let digits = year == 0 && unknownDigits == 0 ? 0 : 4 - unknownDigits
    writeFigures(year, width: digits, to: &room, at: end)
    for offset in digits..<4 { room[end + offset] = 0x58 }
    end += 4
    if month > 0 {
      room[end] = 0x2D
      writeFigures(month, width: 2, to: &room, at: end + 1)
      end += 3
      if isLeapMonth {
        room[end] = UInt8(ascii: "n")
        end += 1
      }
    }
    if day > 0 && month > 0 {
      room[end] = 0x2D
      writeFigures(day, width: 2, to: &room, at: end + 1)
      end += 3
    }
    if qualifier > 0 {
      room[end] = qualifier
      end += 1
    }
    return end - position
  }

}

/// Writes a day as `yyyy-mm-dd`.
public func writeDay(_ epochDays: Int, to room: inout MutableSpan<UInt8>, at position: Int) {
  let day = civilDay(epochDays: epochDays)
  writeFigures(day.year, width: 4, to: &room, at: position)
  room[position + 4] = 0x2D
  writeFigures(day.month, width: 2, to: &room, at: position + 5)
  room[position + 7] = 0x2D
  writeFigures(day.day, width: 2, to: &room, at: position + 8)
}

/// Writes a number with leading zeros, `width` figures wide.
public func writeFigures(
  _ value: Int, width: Int, to room: inout MutableSpan<UInt8>, at position: Int
) {
  var rest = value
  var index = position + width
  while index > position {
    index -= 1
    room[index] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
    rest /= 10
  }
}
