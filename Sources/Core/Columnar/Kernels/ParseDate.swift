/// Reads every cell as a day and writes it as `yyyy-mm-dd`.
///
/// - Parameters:
///   - cells: one a row; nulls and failing cells are left alone.
///   - values: gets year × 10,000 + month × 100 + day, one a row.
///   - bytes: what the cells point into; the canonical text is appended.
///   - formats: tried in this order, at least one.
///   - failures: the rows whose cell is no day in any format are appended, ascending.
public func parseDates(
  _ cells: inout [Cell], values: inout [Int64], bytes: inout ByteArena, formats: [DateFormat],
  failures: inout [UInt32]
) {
  guard let first = formats.first else { preconditionFailure("dates need a format") }
  resize(&values, to: cells.count)
  let isCommon = first.dayFirstSeparator != 0 || first == .isoDate
  let others =
    isCommon
    ? DaySpellings.read(
      &cells, values: &values, bytes: &bytes, separator: first.dayFirstSeparator)
    : cells.indices.filter { !cells[$0].isNull }.map { UInt32(truncatingIfNeeded: $0) }
  bytes.reserve(10 * others.count)
  var end = bytes.count
  var room = bytes.storage.mutableSpan
  for row in others {
    let cell = cells[Int(row)]
    guard let parts = firstMatch(formats, cell.range, room.span) else {
      failures.append(row)
      continue
    }
    writeDay(parts, to: &room, at: end)
    cells[Int(row)] = Cell(end..<end &+ 10)
    values[Int(row)] = Int64(parts.year * 10_000 + parts.month * 100 + parts.day)
    end &+= 10
  }
  bytes.count = end
}

/// What the first matching format reads.
private func firstMatch(
  _ formats: [DateFormat], _ range: Range<Int>, _ bytes: Span<UInt8>
) -> DateParts? {
  for format in formats {
    if let parts = format.parse(range, bytes) { return parts }
  }
  return nil
}

/// Reads every cell as a time of the day and writes it as `hh:mm:ss[.ffffff]`.
///
/// The parameters are those of ``parseDates(_:values:bytes:formats:failures:)``; values are
/// microseconds since midnight.
public func parseTimes(
  _ cells: inout [Cell], values: inout [Int64], bytes: inout ByteArena, formats: [DateFormat],
  failures: inout [UInt32]
) {
  parseMoments(
    &cells, values: &values, bytes: &bytes, formats: formats, hasDate: false, failures: &failures)
}

/// Reads every cell as a day with a time and writes it as `yyyy-mm-ddThh:mm:ss[.ffffff]`.
///
/// The parameters are those of ``parseDates(_:values:bytes:formats:failures:)``; values are
/// microseconds since 1970-01-01T00:00:00. A time zone is applied, so the moment is in UTC then.
public func parseDateTimes(
  _ cells: inout [Cell], values: inout [Int64], bytes: inout ByteArena, formats: [DateFormat],
  failures: inout [UInt32]
) {
  parseMoments(
    &cells, values: &values, bytes: &bytes, formats: formats, hasDate: true, failures: &failures)
}

private func parseMoments(
  _ cells: inout [Cell], values: inout [Int64], bytes: inout ByteArena, formats: [DateFormat],
  hasDate: Bool, failures: inout [UInt32]
) {
  resize(&values, to: cells.count)
  bytes.reserve(26 * cells.count)
  var end = bytes.count
  var room = bytes.storage.mutableSpan
  for row in cells.indices where !cells[row].isNull {
    guard let parts = firstMatch(formats, cells[row].range, room.span),
      let moment = moment(parts, hasDate: hasDate)
    else {
      failures.append(UInt32(truncatingIfNeeded: row))
      continue
    }
    values[row] = moment
    let length = writeMoment(moment, hasDate: hasDate, to: &room, at: end)
    cells[row] = Cell(end..<end + length)
    end += length
  }
  bytes.count = end
}

/// Microseconds since midnight or since 1970, in UTC where a zone was given.
private func moment(_ parts: DateParts, hasDate: Bool) -> Int64? {
  let day: Int64 = 86_400_000_000
  let time = parts.timeOfDay - Int64(parts.zoneMinutes) * 60_000_000
  guard hasDate else { return ((time % day) + day) % day }
  let days = epochDays(year: parts.year, month: parts.month, day: parts.day)
  let moment = Int64(days) * day + time
  // A zone may carry the first or last day of the calendar over its edge.
  let lowest = Int64(epochDays(year: 1, month: 1, day: 1)) * day
  let highest = Int64(epochDays(year: 10_000, month: 1, day: 1)) * day
  return moment >= lowest && moment < highest ? moment : nil
}

private func writeDay(_ parts: DateParts, to room: inout MutableSpan<UInt8>, at end: Int) {
  write(parts.year, width: 4, to: &room, at: end)
  room[end + 4] = 0x2D
  write(parts.month, width: 2, to: &room, at: end + 5)
  room[end + 7] = 0x2D
  write(parts.day, width: 2, to: &room, at: end + 8)
}

/// Writes a moment and returns its length, without a fraction where that is zero.
private func writeMoment(
  _ moment: Int64, hasDate: Bool, to room: inout MutableSpan<UInt8>, at position: Int
) -> Int {
  var end = position
  let day: Int64 = 86_400_000_000
  let days = moment >= 0 ? moment / day : -((day - 1 - moment) / day)
  let time = Int(moment - days * day)
  if hasDate {
    var parts = DateParts()
    (parts.year, parts.month, parts.day) = civilDay(epochDays: Int(days))
    writeDay(parts, to: &room, at: end)
    room[end + 10] = 0x54
    end += 11
  }
  let seconds = time / 1_000_000
  write(seconds / 3600, width: 2, to: &room, at: end)
  room[end + 2] = 0x3A
  write(seconds / 60 % 60, width: 2, to: &room, at: end + 3)
  room[end + 5] = 0x3A
  write(seconds % 60, width: 2, to: &room, at: end + 6)
  end += 8
  if time % 1_000_000 != 0 {
    room[end] = 0x2E
    write(time % 1_000_000, width: 6, to: &room, at: end + 1)
    end += 7
  }
  return end - position
}
